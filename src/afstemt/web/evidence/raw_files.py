"""Files as they are laid down in a folder to be read: under names that are safe to keep, and without copying."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile

LONGEST_NAME = 120
"""Bytes that are kept of a file's name before its suffix."""


def lay_down(files: "Sequence[UploadedFile[bytes]]", folder: Path) -> None:
    """Put uploads in a folder that is made; of a file's name only a name is kept."""
    folder.mkdir(parents=True)
    for file in files:
        _lay_down(file, folder)


def _lay_down(file: "UploadedFile[bytes]", folder: Path) -> None:
    """Put an upload in the folder without copying it where that can be."""
    name = PurePosixPath((file.name or "").replace("\\", "/"))
    stem = name.stem.encode()[:LONGEST_NAME].decode(errors="ignore") or "fil"
    suffix = name.suffix[:10]
    target = folder / f"{stem}{suffix}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{number} {stem}{suffix}"
    if where := getattr(file, "temporary_file_path", None):
        try:
            os.link(where(), target)
            return
        except OSError:  # another disk: copied instead
            pass
    with target.open("wb") as out:
        shutil.copyfileobj(file, out, 1 << 20)

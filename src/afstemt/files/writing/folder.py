"""Documents to a folder: all the files, or none."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

from afstemt.core.report.blocks import Document
from afstemt.files.writing.registry import WRITERS, pdf_with_attachments

AT_ONCE = 2
"""Files made at once: setting the PDF leaves Python free for the others."""


def write_all(
    documents: Mapping[str, Document],
    folder: Path,
    formats: Iterable[str] = tuple(WRITERS),
    *,
    attachments: bool = False,
    only: Mapping[str, Iterable[str]] | None = None,
    step: Callable[[Path], None] | None = None,
) -> tuple[Path, ...]:
    """Write each document in each format as ``folder/stem.format``; a file of the same name is replaced.

    Everything is first written to a folder beside (on the same file system) and then moved in, so that a
    failure while writing leaves ``folder`` as it was.

    Args:
        documents: Stem of the file name to document, in the order to write.
        folder: Made when it is not there, its parents too.
        formats: Keys of ``registry.WRITERS``; written in the registry's order.
        attachments: PDF as A-3a with XLSX and JSON inside.
        only: Formats of single stems, in place of ``formats``.
        step: Called with each path when its file is ready, for a progress bar.

    Returns:
        The paths written.

    Raises:
        KeyError: A format that is not in the registry.
        OSError: The folder cannot be written to; nothing is left behind.
    """
    wanted = {stem: _ordered((only or {}).get(stem, formats)) for stem in documents}
    made = _make(folder)
    try:
        with tempfile.TemporaryDirectory(prefix=".afstemt-", dir=folder) as name:
            ready: list[tuple[Path, Path]] = []
            with ThreadPoolExecutor(AT_ONCE) as pool:
                made_beside = [
                    (
                        f"{stem}.{suffix}",
                        pool.submit(copy_context().run, _content, document, stem, suffix, attachments),
                    )
                    for stem, document in documents.items()
                    for suffix in wanted[stem]
                ]
                for file_name, content in made_beside:
                    path = Path(name) / file_name
                    path.write_bytes(content.result())
                    path.chmod(0o666 & ~_umask())
                    target = folder / path.name
                    ready.append((path, target))
                    if step is not None:
                        step(target)
            _move(ready, Path(name))
    except BaseException:
        for path in made:
            shutil.rmtree(path, ignore_errors=True)
        raise
    return tuple(target for _path, target in ready)


def _content(document: Document, stem: str, suffix: str, attachments: bool) -> bytes:
    if suffix == "pdf" and attachments:
        return pdf_with_attachments(document, stem)
    return WRITERS[suffix].write(document)


def _move(ready: list[tuple[Path, Path]], beside: Path) -> None:
    """Move the files in; when one cannot be moved, put back what stood there before."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for path, target in ready:
            if target.is_dir():
                raise IsADirectoryError(21, os.strerror(21), str(target))
            kept: Path | None = None
            if target.exists():
                kept = beside / f"{target.name}.before"
                os.link(target, kept) if hasattr(os, "link") else shutil.copy2(target, kept)
            path.replace(target)
            done.append((target, kept))
    except BaseException:
        for target, kept in reversed(done):
            if kept is None:
                target.unlink(missing_ok=True)
            else:
                kept.replace(target)
        raise


def _ordered(formats: Iterable[str]) -> list[str]:
    asked = set(formats)
    if unknown := sorted(asked - set(WRITERS)):
        raise KeyError(f"unknown format: {', '.join(unknown)}")
    return [suffix for suffix in WRITERS if suffix in asked]


def _make(folder: Path) -> list[Path]:
    """Make the folder; return the topmost folder that was made, so that a failure can take it away again."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[-1:]


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current

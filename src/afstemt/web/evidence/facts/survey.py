"""What the columns of files look like that are not known, kept beside them while they lie there to be mapped."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from afstemt.core.units.fault import Fault, Refused
from afstemt.files.reading.intake.survey import Survey, as_json, from_json
from afstemt.files.reading.profile_draft import sheets_of

CODES = frozenset({"unrecognised", "missing-column", "missing-column-meant"})
"""The faults of a file that are mended by saying what its columns are."""
NAME = "surveys.json"
"""The file, in the folder in which the folder of the files is."""
MOST = 10
"""Files that are looked at: more are not mapped in one go."""

Surveys = Mapping[str, tuple[Survey, ...]]
"""The columns by the file's name, with ``#`` and the sheet's name where a workbook has several."""


def unknown_files(faults: Iterable[Fault]) -> tuple[str, ...]:
    """Return the files that were refused for what a mapping mends, by name."""
    return tuple(
        dict.fromkeys(fault.source for fault in faults if fault.severity == "stop" and fault.code in CODES)
    )


def survey(files: Path, faults: Iterable[Fault]) -> None:
    """Look at the columns of the files that were refused for what a mapping mends, and write what they look like.

    Args:
        files: Their folder.
        faults: What they were refused for.
    """
    wanted = unknown_files(faults)
    found: dict[str, list[dict[str, object]]] = {}
    for name in list(dict.fromkeys(name for source in wanted for name in _paths(files, source)))[:MOST]:
        try:
            sheets = sheets_of(files / name)
        except Refused:
            continue
        for sheet, columns in sheets.items():
            for source in {name, f"{name}#{sheet}"} & set(wanted):
                found.setdefault(source, as_json(columns))
    if found:
        (files.parent / NAME).write_text(json.dumps(found), encoding="utf-8")


def _paths(files: Path, source: str) -> list[str]:
    """Return the file that a source is, or is a sheet of, relative to the folder."""
    whole, sheet = source, source.rpartition("#")[0]
    return [name for name in (whole, sheet) if name and (files / name).is_file()][:1]


def surveys_in(folder: Path) -> Surveys:
    """Return what was written in the folder; nothing where nothing was."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {name: from_json(columns) for name, columns in said.items()}

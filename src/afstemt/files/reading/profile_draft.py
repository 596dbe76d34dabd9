"""A draft of a profile from a file as received: parsed under limits, as evidence is."""

from pathlib import Path

import polars as pl

from afstemt.core.units.fault import Refused
from afstemt.files.reading.intake.draft import draft
from afstemt.files.reading.intake.folder import list_folder
from afstemt.files.reading.intake.process import Parser
from afstemt.files.reading.intake.survey import Survey, surveys
from afstemt.files.reading.intake.words import faults as worded
from afstemt.files.reading.sheets.finding import Finding
from afstemt.files.reading.sheets.limits import Limits


def draft_of(
    path: Path,
    *,
    sheet: str = "",
    table: str = "",
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> str:
    """Return a draft of a profile for a file, in TOML.

    Args:
        path: The file.
        sheet: The sheet of a workbook; empty for the first with rows.
        table: The table that it is to become; empty for the one that its columns give most of.
        limits: What the file may cost.

    Raises:
        Refused: The file cannot be read, or has no such sheet.
    """
    found = sheets_of(path, limits)
    named = {name: columns for name, columns in found.items() if sheet in ("", name)}
    if not named:
        raise Refused(tuple(worded([Finding("empty-file")], path.name)))
    return draft(path.stem, next(iter(named.values())), table)


def sheets_of(
    path: Path,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> dict[str, tuple[Survey, ...]]:
    """Return what the columns of each sheet of a file look like, by the sheet's name; those with rows first.

    Raises:
        Refused: The file cannot be read.
    """
    listing = list_folder(path, limits)
    if path.is_dir() or not listing.files:
        findings = [finding for _name, finding in listing.findings] or [Finding("no-file")]
        raise Refused(tuple(worded(findings, path.name)))
    with Parser(limits) as parser:
        parser.send(0, path, zone="UTC", survey=True)
        replies = parser.receive()
        read = [reply for reply in replies if "survey" in reply]
        if not read:
            findings = [Finding(**each) for reply in replies for each in reply["findings"]]
            stops = [each for each in findings if each.severity == "stop"] or [Finding("empty-file")]
            raise Refused(tuple(worded(stops, path.name)))
        read.sort(key=lambda reply: not reply["rows_read"])
        return {reply["sheet"]: surveys(pl.read_ipc(reply["survey"])) for reply in read}

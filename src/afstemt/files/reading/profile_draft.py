"""A draft of a profile from a file as received: parsed under limits, as evidence is."""

from pathlib import Path

import polars as pl

from afstemt.core.units.fault import Refused
from afstemt.files.reading.intake.draft import draft
from afstemt.files.reading.intake.folder import list_folder
from afstemt.files.reading.intake.process import Parser
from afstemt.files.reading.intake.survey import surveys
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
    listing = list_folder(path, limits)
    if path.is_dir() or not listing.files:
        findings = [finding for _name, finding in listing.findings] or [Finding("no-file")]
        raise Refused(tuple(worded(findings, path.name)))
    with Parser(limits) as parser:
        parser.send(0, path, zone="UTC", survey=True)
        replies = parser.receive()
        named = [reply for reply in replies if "survey" in reply and sheet in ("", reply["sheet"])]
        if not named:
            findings = [Finding(**each) for reply in replies for each in reply["findings"]]
            stops = [each for each in findings if each.severity == "stop"] or [Finding("empty-file")]
            raise Refused(tuple(worded(stops, path.name)))
        chosen = max(named, key=lambda reply: bool(reply["rows_read"]))
        columns = surveys(pl.read_ipc(chosen["survey"]))
    return draft(path.stem, columns, table)

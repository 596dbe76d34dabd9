"""A calculated month as files: the five of the report, the agenda, and the parts that the pages show."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from afstemt.core.meeting.agenda import agenda_document, build_agenda, minutes_document
from afstemt.core.report.blocks import Document, KeyFigures
from afstemt.core.report.build import build_report
from afstemt.core.report.explanation import explanation
from afstemt.core.report.first_page import reservation_blocks
from afstemt.core.report.losses import left_open
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of, level_states, outcomes
from afstemt.core.report.past import past_rows
from afstemt.core.report.questions import unanswered
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.verdict import verdict
from afstemt.core.units.wording import speaking
from afstemt.files.calendars import packed, write_calendars
from afstemt.files.catalogues import catalogue
from afstemt.files.writing.folder import write_all
from afstemt.files.writing.formats.html import loose, parts

REPORT, AGENDA, MINUTES = "driftsrapport", "dagsorden", "referat"
ONLY = {AGENDA: ("pdf", "docx"), MINUTES: ("docx",)}
PARTS, KEY_FIGURES = "parts.json", "key-figures.html"
"""What the pages show: not for download, not hashed, made again from the same inputs at any time."""
CALENDARS = "kalendere.csv.gz"
"""The compiled calendars that the figures stand on; known by the hash of the CSV in it."""
ROWS = 200
"""Rows listed behind a figure; how many there are is said, and all are in the spreadsheet."""


@dataclass(frozen=True)
class Rendered:
    """What a calculation left.

    Attributes:
        files: File name to SHA-256 and size, of what can be downloaded.
        verdict: One sentence.
        levels, missed: How many service levels the report has, and how many of them are missed.
        reserved, unanswered: Levels that the first page has a reservation for beside those, and findings to answer.
        points, penalty, bonus: None where none could be calculated.
        corrections: Of earlier periods' penalty and bonus.
        currency: Of the amounts, as the period's terms have it.
        capped_by: Which cap the penalty met.
        history: Rows of the table history.
        calendars: SHA-256 of the compiled calendars as CSV.
    """

    files: dict[str, dict[str, str | int]]
    verdict: str
    levels: int
    missed: int
    reserved: int
    unanswered: int
    points: Decimal | None
    capped_by: str
    penalty: Decimal | None
    corrections: Decimal
    currency: str
    bonus: Decimal | None
    history: tuple[Any, ...]
    calendars: str


def folder_of(key: str) -> Path:
    """Return the folder of a report's files."""
    return Path(settings.ENVIRONMENT.data) / "reports" / key


def render(month: Month, key: str, meeting: date | None) -> Rendered:
    """Write everything into the key's folder; nothing is left behind when that fails.

    The report is in Danish, the contract's language, whoever asks for it.

    Args:
        meeting: Day of the status meeting; without one there is no agenda.
    """
    folder = folder_of(key)
    try:
        with speaking("da", catalogue("da")):
            report = build_report(month)
            documents = {REPORT: report}
            if meeting is not None:
                made = build_agenda(month, (), meeting)
                documents |= {AGENDA: agenda_document(made), MINUTES: minutes_document(made)}
            paths = write_all(documents, folder, only=ONLY)
            text = json.dumps(_shown(month, report), ensure_ascii=False)
            (folder / PARTS).write_text(text, encoding="utf-8")
            figures = [
                *reservation_blocks(month),
                *(block for block in report.first_page if isinstance(block, KeyFigures)),
            ]
            (folder / KEY_FIGURES).write_text(loose(figures, report), encoding="utf-8")
            calendars = write_calendars(month.calendars)
            (folder / CALENDARS).write_bytes(packed(calendars))
            states = level_states(month)
            stopped = month.settlement.stop is not None
            return Rendered(
                {
                    path.name: {
                        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                        "size": path.stat().st_size,
                    }
                    for path in paths
                },
                verdict(month)[:500],
                len(states),
                sum(state == "missed" for state in states.values()),
                len(left_open(month)),
                len(unanswered(month)),
                None if stopped else month.settlement.points,
                month.settlement.capped_by,
                None if stopped else month.settlement.penalty.amount,
                month.settlement.corrections.amount,
                month.settlement.penalty.currency,
                None if stopped else month.settlement.bonus.amount,
                past_rows(month),
                hashlib.sha256(calendars).hexdigest(),
            )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _shown(month: Month, report: Document) -> dict[str, Any]:
    """Return the report's parts and each level's derivation, as pieces of a page."""
    titles = {}
    for outcome in outcomes(month):
        level = level_of(month, outcome)
        titles[outcome.level] = (level.title if level else "", level.clause if level else "")
    states = {**level_states(month, provisional=True), **level_states(month)}
    return {
        "title": report.title,
        "drafts": {spec.id: spec.draft(month) for spec in SECTIONS if spec.draft},
        "parts": [asdict(part) for part in parts(report)],
        "levels": [
            {
                "id": level,
                "title": title,
                "clause": clause,
                "state": states.get(level, ""),
                "html": loose(explanation(month, level, ROWS), report),
            }
            for level, (title, clause) in titles.items()
        ],
    }


def shown(key: str) -> dict[str, Any] | None:
    """Return what the pages show of a version; None when the files are not there."""
    path = folder_of(key) / PARTS
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def key_figures(key: str) -> str:
    """Return a version's six key figures as a piece of a page; nothing when the files are not there."""
    path = folder_of(key) / KEY_FIGURES
    return path.read_text(encoding="utf-8") if path.is_file() else ""

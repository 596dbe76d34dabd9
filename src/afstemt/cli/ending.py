"""How a verb ends that has done its work: what was lost and what must be answered, and the exit code that says so."""

import sys
from collections.abc import Sequence

from afstemt.cli import console
from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.report.month import Month
from afstemt.core.report.parts import outcomes
from afstemt.core.report.questions import findings
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

WITH_RESERVATIONS = 3
"""Done, but a row was set aside, a level is reserved, or a finding must be answered."""


ENDING = ("set_aside", "ask")
"""Severities of findings that are listed, and that end a verb so."""


def finish(*months: Month, level: str | None = None) -> None:
    """List what was set aside and what must be answered, and exit with 3 if anything was; else return.

    Args:
        months: One or more, of the same evidence.
        level: Of the service levels, only this one's reservation counts.
    """
    found = tuple(dict.fromkeys(fault for month in months for fault in findings(month)))
    own = [
        outcome for month in months for outcome in outcomes(month) if level is None or outcome.level == level
    ]
    console.faults([fault for fault in found if fault.severity in ENDING])
    end(months[-1].evidence.files, found, own)


def end(files: Sequence[SourceFile], found: Sequence[Fault], levels: Sequence[Outcome] = ()) -> None:
    """Count what was set aside and what must be answered, and exit with 3 if anything was; else return."""
    aside = sum(file.rows_set_aside for file in files)
    asked = sum(fault.severity == "ask" for fault in found)
    reserved = list(dict.fromkeys(outcome.level for outcome in levels if outcome.turnable))
    for line in (*_aside(aside), *_asked(asked), *_reserved(reserved)):
        console.warn(line)
    if aside or reserved or any(fault.severity in ENDING for fault in found):
        sys.exit(WITH_RESERVATIONS)


def _aside(count: int) -> list[str]:
    if not count:
        return []
    text = (
        _("1 række er sat til side. Ret den, og levér den igen.")
        if count == 1
        else _("{count} rækker er sat til side. Ret dem, og levér dem igen.")
    )
    return [text.format(count=number(count))]


def _asked(count: int) -> list[str]:
    if not count:
        return []
    text = (
        _("1 spørgsmål (?) skal besvares, før tallene kan lægges til grund.")
        if count == 1
        else _("{count} spørgsmål (?) skal besvares, før tallene kan lægges til grund.")
    )
    return [text.format(count=number(count))]


def _reserved(levels: Sequence[str]) -> list[str]:
    if not levels:
        return []
    text = _(
        "Forbehold for {levels}: det, der gik tabt, kan ændre afgørelsen. Rapportens første side siger hvordan."
    )
    return [text.format(levels=", ".join(levels))]

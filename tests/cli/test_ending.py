"""How a verb ends: 3 where something was lost or must be answered, and nothing where it was only noted."""

from dataclasses import replace

import pytest

from afstemt.cli import ending
from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.measurement.outcome import Loss, Outcome, Result
from afstemt.core.report.words import account
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import parse_period

FILE = SourceFile("incidents.csv", "0" * 64, 9, "incidents", "afstemt", 9, 9, 0)
OCTOBER = parse_period("2026-10", "Europe/Copenhagen")
MET = Outcome("KPI 1", OCTOBER, OCTOBER, "met", (Result("", "met", None, None),))
RESERVED = replace(
    MET,
    state="reserved",
    results=(Result("", "reserved", None, None),),
    losses=(Loss("incidents", "bad-time", 1, bounded=False),),
)


@pytest.mark.parametrize(
    ("file", "severity", "level", "code", "said"),
    [
        (FILE, None, MET, 0, ""),
        (FILE, "note", MET, 0, ""),
        (replace(FILE, rows_used=7, rows_superseded=1, rows_left_out=1), None, MET, 0, ""),
        (replace(FILE, rows_used=8, rows_set_aside=1), None, MET, 3, "1 række er sat til side."),
        (FILE, "set_aside", MET, 3, ""),
        (FILE, "ask", MET, 3, "1 spørgsmål (?) skal besvares"),
        (FILE, None, RESERVED, 3, "Forbehold for KPI 1"),
    ],
)
def test_exit_code_says_whether_anything_was_lost_or_asked(
    capsys: pytest.CaptureFixture[str],
    file: SourceFile,
    severity: str | None,
    level: Outcome,
    code: int,
    said: str,
) -> None:
    found = [] if severity is None else [Fault("x", "Noget.", severity=severity)]  # type: ignore[arg-type]
    if code:
        with pytest.raises(SystemExit) as left:
            ending.end([file], found, [level])
        assert left.value.code == code
    else:
        ending.end([file], found, [level])
    assert said in capsys.readouterr().err


def test_rows_superseded_and_left_out_are_counted_where_there_are_any() -> None:
    assert account([FILE]) == "9 brugt + 0 sat til side"
    other = replace(FILE, rows_used=6, rows_superseded=2, rows_left_out=1)
    assert account([FILE, other]) == (
        "15 brugt + 2 erstattet af en anden eksport + 1 udeladt efter profilen + 0 sat til side"
    )

"""Checks of one service in one second that contradict each other are asked about, wherever the file lies."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence
from afstemt.files.reading.intake import contradiction
from afstemt.files.reading.sheets.typed import ENOUGH_ROWS

Read = Callable[..., Evidence]


def write(folder: Path, *checks: tuple[str, int, str]) -> Path:
    lines = [f"{service},2026-10-01T08:00:{second:02}Z,{ok}" for service, second, ok in checks]
    (folder / "checks.csv").write_text("\n".join(["service,at,ok", *lines]) + "\n")
    return folder


def test_contradicting_checks_are_asked_about_once_with_their_effect(read: Read, tmp_path: Path) -> None:
    evidence = read(
        write(
            tmp_path,
            *[("w", 1, "1"), ("w", 1, "0"), ("w", 2, "0"), ("w", 2, "1"), ("w", 2, "1")],
            *[("x", 1, "1"), ("x", 2, "0"), ("y", 3, "0"), ("y", 3, "1")],
        )
    )
    assert codes(evidence) == [("contradicting-checks", 3, "ok")]
    [message] = [fault.message for fault in evidence.faults if fault.severity == "ask"]
    assert message == (
        "Målinger af samme ydelse i samme sekund modsiger hinanden (antal sekunder: w 2, y 1); de første er række 3 og "
        "2. Den, der fejlede, tæller, og ydelsen er nede til næste måling. Måler de hver sit, så giv dem hver sin "
        "ydelse."
    )
    assert evidence.files[0].rows_used == 9


@pytest.mark.parametrize(
    "checks",
    [
        [("w", 1, "1"), ("w", 1, "1")],
        [("w", 1, "0"), ("w", 1, "0")],
        [("w", 1, "1"), ("w", 2, "0"), ("x", 1, "0")],
    ],
)
def test_checks_that_agree_are_not_asked_about(
    read: Read, tmp_path: Path, checks: list[tuple[str, int, str]]
) -> None:
    assert codes(read(write(tmp_path, *checks))) == []


@pytest.mark.parametrize("at_once", [7, 1_000_000])
def test_a_large_file_left_where_it_lies_is_looked_through(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(contradiction, "_AT_ONCE", at_once)
    at = pl.int_range(ENOUGH_ROWS, eager=True) + 1_790_834_400
    ok = pl.int_range(ENOUGH_ROWS, eager=True) % 5_000 != 0
    frame = pl.DataFrame({"service": "w", "at_s": at, "ok": ok})
    both = pl.concat([frame, frame.filter(~pl.col("ok")).with_columns(ok=True).tail(2)])
    both.write_parquet(tmp_path / "checks.parquet")
    evidence = read(tmp_path)
    assert codes(evidence) == [("contradicting-checks", ENOUGH_ROWS - 9_999, "ok")]
    assert evidence.files[0].rows_used == ENOUGH_ROWS + 2

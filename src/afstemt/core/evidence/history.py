"""Earlier periods' locked results, points and amounts, read from the ``history`` table."""

from dataclasses import dataclass
from decimal import Decimal

from afstemt.core.evidence.evidence import Evidence, collect


@dataclass(frozen=True, slots=True)
class PastRow:
    """One row of history. ``subject`` is a level's id or one of fee, penalty, bonus, points, earn_back, correction,
    correction_bonus, correction_fee.

    ``value`` is the level's figure in its unit; ``state`` is met, reserved, missed, not_judged, not_measured
    for a level, and the state of the claim for an amount.
    """

    period: str
    subject: str
    value: Decimal | None
    points: Decimal | None
    amount: Decimal | None
    state: str
    note: str = ""


STATES = (
    *("met", "reserved", "missed", "not_judged", "not_measured"),
    *("calculated", "provisional", "claimed", "acknowledged", "disputed", "set_off", "lapsed", "waived"),
    *("earned_back", "open", "settled"),
)
"""What a row's state can be: a level's outcome, where a claim stands, whether a correction waits."""


def is_of(code: str, period: str) -> bool:
    """Return whether a code is the period's, or that of the short first or last one of a month."""
    short = len(period) == len("2026-10") and "/" in code and code.startswith(f"{period}-")
    return code == period or short


@dataclass(frozen=True)
class History:
    """Earlier periods, oldest first. Periods are codes as ``Period.code`` (``2026-10``)."""

    rows: tuple[PastRow, ...] = ()

    def of(self, subject: str) -> tuple[PastRow, ...]:
        """Return the subject's rows, oldest first."""
        return tuple(row for row in self.rows if row.subject == subject)

    def at(self, subject: str, period: str) -> PastRow | None:
        """Return the subject's row in a period, or None.

        A month finds a short first or last one too: ``2026-10`` finds ``2026-10-15/2026-11-01``.
        """
        rows = self.of(subject)
        exact = next((row for row in rows if row.period == period), None)
        return exact or next((row for row in rows if is_of(row.period, period)), None)

    def of_population(self, level: str, population: str, period: str, *, alone: bool) -> PastRow | None:
        """Return a population's row in a period: ``level/population``, or the level's where it is its only one."""
        row = self.at(f"{level}/{population}", period)
        return self.at(level, period) if row is None and alone else row

    def in_period(self, period: str) -> tuple[PastRow, ...]:
        """Return every row of a period; a month's short first or last one too."""
        return tuple(row for row in self.rows if is_of(row.period, period))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def read_history(evidence: Evidence) -> History:
    """Return the ``history`` table as typed rows, oldest period first (small: a few rows a month)."""
    frame = collect(evidence.table("history").sort("period", "row_no"))
    return History(
        tuple(
            PastRow(
                row["period"],
                row["subject"],
                _decimal(row["value"]),
                _decimal(row["points"]),
                _decimal(row["amount"]),
                row["state"] or "",
                row["note"] or "",
            )
            for row in frame.iter_rows(named=True)
        )
    )

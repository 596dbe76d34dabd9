"""Time that the parties have held out: whole rows, parts of a row, and stretches of a level's time."""

from dataclasses import dataclass, field

import polars as pl

from afstemt.core.evidence.decisions import HOLD_OUT, SERVICES, TAKE_IN, in_effect
from afstemt.core.evidence.evidence import Evidence, collect

Stretch = tuple[int, int, str]
"""From, to (UTC seconds, half-open) and the reason."""

_ALWAYS = (-(2**62), 2**62)


@dataclass(frozen=True)
class HeldOutTime:
    """What is held out of one level.

    Attributes:
        rows: By row id: the stretches held out of that row; a whole row is one stretch without bounds.
        stretches: By service id (``""`` for every service): time held out whatever happened in it.
    """

    rows: dict[str, tuple[Stretch, ...]] = field(default_factory=dict)
    stretches: dict[str, tuple[Stretch, ...]] = field(default_factory=dict)

    @property
    def whole(self) -> dict[str, str]:
        """Reason by row id, of the rows that are held out entirely."""
        return {
            row: stretches[0][2]
            for row, stretches in self.rows.items()
            if stretches and stretches[0][:2] == _ALWAYS
        }

    @property
    def parts(self) -> dict[str, tuple[Stretch, ...]]:
        """Stretches by row id, of the rows that are held out in part."""
        whole = self.whole
        return {row: stretches for row, stretches in self.rows.items() if stretches and row not in whole}


def held_out_time(evidence: Evidence, tables: tuple[str, ...], level: str) -> HeldOutTime:
    """Return what decisions of kind ``hold_out`` and ``take_in`` leave held out of a level.

    A decision names a row of one of ``tables``, or no row and a stretch of time; for ``checks``, which have no
    ids, the row is a service. ``from_at``/``to_at`` hold out (or take in) only that stretch, and add up;
    a decision without them is about the whole row and replaces what was decided on it before. Later
    decisions (by ``at``, then row) stand. Without a level it holds for all levels.
    """
    decisions = collect(
        in_effect(evidence)
        .filter(
            pl.col("kind").is_in([HOLD_OUT.name, TAKE_IN.name]),
            pl.col("table").fill_null("").is_in(["", *tables]),
            pl.col("level").fill_null("").is_in(["", level]),
        )
        .sort("at_s", "row_no")
    )
    rows: dict[str, list[Stretch]] = {}
    stretches: dict[str, list[Stretch]] = {}
    for decision in decisions.iter_rows(named=True):
        row = decision["row_id"] or ""
        bounded = decision["from_s"] is not None or decision["to_s"] is not None
        if not row and not bounded:
            continue
        if row and not decision["table"]:
            continue
        low, high = _ALWAYS
        from_s = low if decision["from_s"] is None else decision["from_s"]
        to_s = high if decision["to_s"] is None else decision["to_s"]
        by_row = bool(row) and decision["table"] != SERVICES
        kept = (rows if by_row else stretches).setdefault(row, [])
        kept[:] = _cut(kept, from_s, to_s) if bounded else []
        if decision["kind"] == HOLD_OUT.name and from_s < to_s:
            kept.append((from_s, to_s, decision["reason"] or ""))
    return HeldOutTime(
        {row: tuple(found) for row, found in rows.items() if found},
        {service: tuple(found) for service, found in stretches.items() if found},
    )


def _cut(stretches: list[Stretch], from_s: int, to_s: int) -> list[Stretch]:
    """Return the stretches without [from_s, to_s)."""
    left = []
    for start, end, reason in stretches:
        if end <= from_s or start >= to_s:
            left.append((start, end, reason))
            continue
        if start < from_s:
            left.append((start, from_s, reason))
        if end > to_s:
            left.append((to_s, end, reason))
    return left


def remaining(from_s: int, to_s: int, held: tuple[Stretch, ...]) -> list[tuple[int, int]]:
    """Return what is left of [from_s, to_s) when the stretches are held out of it."""
    left = [(from_s, to_s)]
    for start, end, _reason in held:
        left = [
            piece
            for low, high in left
            for piece in ((low, min(high, start)), (max(low, end), high))
            if piece[0] < piece[1]
        ]
    return left

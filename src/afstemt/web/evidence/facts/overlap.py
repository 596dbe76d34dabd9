"""Rows without a key that an earlier delivery may tell of already: both would count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.exports import identity_names, with_identity
from afstemt.core.evidence.tables import BY_NAME
from afstemt.web.evidence.facts.extent import Extent, sortable, time_of
from afstemt.web.evidence.facts.tables import tables_in

COUNTED: Mapping[str, tuple[str, ...]] = {
    "checks": ("service",),
    "usage": ("metric", "group"),
    "outages": ("service",),
    "hours": ("consultant", "activity"),
    "quantities": ("item",),
}
"""Tables whose rows each count, and what a row is about. Pauses and maintenance are not here: what overlaps of them
counts once."""


@dataclass(frozen=True)
class Earlier:
    """A confirmed delivery that a new one is held against; ``order`` as ``tables.Delivered`` has it."""

    id: int
    folder: Path
    extents: Mapping[str, Extent]
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overlap:
    """One table of an earlier delivery that tells of the same as the new one, in the same time.

    Attributes:
        table: The fact table.
        delivery: Id of the earlier delivery.
        rows: Rows of the new delivery in the time that the earlier one spans, of the same service (metric ...).
        same: Of these, rows about the very same as a row of the earlier one: they count once.
        first, last: The time they span, as in ``Extent``.
    """

    table: str
    delivery: int
    rows: int
    same: int
    first: str
    last: str


def overlaps(
    new: Mapping[str, pl.LazyFrame], reach: Mapping[str, Extent], earlier: Sequence[Earlier]
) -> tuple[Overlap, ...]:
    """Return every overlap in which rows would count in both, by table and then by the order of the earlier deliveries.

    What both have is one thing (``Table.identities``), and counts once.

    Args:
        new: The new delivery's tables.
        reach: Their extents.
        earlier: Confirmed deliveries. Only those that can overlap by their extents are read.
    """
    found = []
    for name in COUNTED:
        for one in earlier if name in new else ():
            if name in one.extents and reach[name].overlaps(one.extents[name]):
                seen = _overlap(name, new[name], one)
                found += [seen] if seen.rows > seen.same else []
    return tuple(found)


def _overlap(name: str, new: pl.LazyFrame, earlier: Earlier) -> Overlap:
    about, at = list(COUNTED[name]), time_of(name)
    assert at is not None
    old = tables_in(earlier.folder)[name]
    spans = old.group_by(about).agg(pl.col(at).min().alias("first"), pl.col(at).max().alias("last"))
    inside = new.join(spans, on=about, how="inner", nulls_equal=True).filter(
        pl.col(at).is_between("first", "last")
    )
    counted = collect(
        inside.select(pl.len().alias("rows"), pl.col(at).min().alias("first"), pl.col(at).max().alias("last"))
    ).row(0, named=True)
    table = BY_NAME[name]
    keys = identity_names(table)
    known = with_identity(table, old).select(keys).unique()
    same = with_identity(table, inside).join(known, on=keys, how="semi", nulls_equal=True)
    return Overlap(
        name,
        earlier.id,
        int(counted["rows"]),
        int(collect(same.select(pl.len())).item()) if counted["rows"] else 0,
        sortable(counted["first"]),
        sortable(counted["last"]),
    )

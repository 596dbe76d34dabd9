"""A delivery held against what is confirmed, kept beside its facts until what is confirmed changes."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from afstemt.web.evidence.facts.difference import Changed, Difference, differences
from afstemt.web.evidence.facts.extent import extents
from afstemt.web.evidence.facts.overlap import Earlier, Overlap, overlaps
from afstemt.web.evidence.facts.tables import KEYS, Delivered, together

FILE = "comparison.json"


@dataclass(frozen=True)
class Comparison:
    """What a delivery would change.

    Attributes:
        basis: The confirmed deliveries that it was held against, by their ids.
        differences: By table with a key.
        overlaps: What both would count.
        beside: What it has beside rows with a key: tables without rows or of another kind, rows set aside, cells that
            could not be used.
        orders: The order of files that each delivery stood by, its own first.
    """

    basis: tuple[int, ...]
    differences: tuple[Difference, ...]
    overlaps: tuple[Overlap, ...]
    beside: int = 0
    orders: tuple[tuple[str, ...], ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether every row has a key and stands already as it is, and nothing was lost."""
        return bool(self.differences) and not (
            self.beside or any(one.new or one.changed for one in self.differences)
        )


def compare(folder: Path, earlier: Sequence[Earlier], zone: str, order: tuple[str, ...] = ()) -> Comparison:
    """Hold a delivery's facts against those confirmed, and keep the result beside them.

    Args:
        folder: The delivery's facts.
        earlier: The confirmed deliveries, in the order they were confirmed.
        zone: The contract's time zone.
        order: The delivery's files, oldest first, where its party has said so.
    """
    own = together([Delivered(folder, order=order)])
    tables = own.tables
    new = differences(
        tables, together([Delivered(one.folder, order=one.order) for one in earlier], KEYS).tables
    )
    silent = len(tables) - sum(one.new + one.changed + one.same > 0 for one in new)
    found = Comparison(
        tuple(one.id for one in earlier),
        new,
        overlaps(tables, extents(tables, zone), earlier),
        silent + sum(map(len, (*own.lost.values(), *own.unusable.values()))),
        orders_of(order, earlier),
    )
    if not folder.is_dir():  # the facts are gone: there is nothing to keep it beside
        return found
    waiting = folder / f"{FILE}.{os.getpid()}"
    waiting.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    waiting.replace(folder / FILE)
    return found


def orders_of(order: Sequence[str], earlier: Sequence[Earlier]) -> tuple[tuple[str, ...], ...]:
    """Return the order of files that a delivery and the confirmed ones stand by; empty where none has one."""
    found = (tuple(order), *(tuple(one.order) for one in earlier))
    return found if any(found) else ()


def kept(folder: Path) -> Comparison | None:
    """Return what was found last; None when nothing has been."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Comparison(
        tuple(said["basis"]),
        tuple(_difference(one) for one in said["differences"]),
        tuple(Overlap(**one) for one in said["overlaps"]),
        said.get("beside", 0),
        tuple(tuple(one) for one in said.get("orders", ())),
    )


def _difference(said: dict[str, Any]) -> Difference:
    shown = tuple(
        Changed(tuple(one["key"]), tuple((name, old, new) for name, old, new in one["columns"]))
        for one in said.pop("shown")
    )
    columns = tuple((name, count) for name, count in said.pop("columns"))
    return Difference(**said, columns=columns, shown=shown)

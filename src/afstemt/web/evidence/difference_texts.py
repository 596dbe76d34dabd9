"""What a delivery's page shows of its differences, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.report.words import table_word
from afstemt.core.units import formats
from afstemt.core.units.wording import _
from afstemt.web.evidence.facts.comparison import Comparison
from afstemt.web.evidence.facts.difference import Difference, Plain
from afstemt.web.evidence.facts.overlap import Overlap
from afstemt.web.evidence.models import Delivery


@dataclass(frozen=True)
class DifferenceShown:
    """One table's difference: ``rows`` are key, column, earlier and later value, a line for each changed column."""

    table: str
    found: Difference
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class OverlapShown:
    """Rows that would count twice, with the earlier delivery that has them."""

    table: str
    found: Overlap
    earlier: Delivery
    first: str
    last: str


def differences_shown(compared: Comparison, zone: str) -> list[DifferenceShown]:
    """Return the differences in words, in the contract's time zone."""
    return [_shown(one, zone) for one in compared.differences]


def _shown(found: Difference, zone: str) -> DifferenceShown:
    types = {column.frame_name: column.type for column in BY_NAME[found.table].columns}
    names = {column.frame_name: column.name for column in BY_NAME[found.table].columns}

    def said(column: str, value: Plain) -> str:
        if value is None:
            return _("(tom)")
        if types.get(column) == "instant":
            return formats.moment(int(value), zone)
        if types.get(column) == "date":
            return formats.day(date.fromisoformat(str(value)))
        return formats.show(value)

    return DifferenceShown(
        table_word(found.table),
        found,
        tuple((names.get(column, column), count) for column, count in found.columns),
        tuple(
            (
                " · ".join(str(part) for part in changed.key if part not in (None, "")),
                names.get(column, column),
                said(column, old),
                said(column, new),
            )
            for changed in found.shown
            for column, old, new in changed.columns
        ),
    )


def overlaps_shown(compared: Comparison, earlier: Mapping[int, Delivery], zone: str) -> list[OverlapShown]:
    """Return the overlaps in words, in the contract's time zone."""
    return [
        OverlapShown(
            table_word(one.table), one, earlier[one.delivery], _at(one.first, zone), _at(one.last, zone)
        )
        for one in compared.overlaps
    ]


def _at(value: str, zone: str) -> str:
    return formats.day(date.fromisoformat(value)) if "-" in value else formats.moment(int(value), zone)

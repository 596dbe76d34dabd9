"""Which facts the levels of a period need, and which of them have been delivered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afstemt.core.measurement.registry import kind_of
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Need:
    """What one level needs of facts in a period.

    Attributes:
        level, title: As the terms call it.
        tables: The fact tables that it cannot be measured without.
        lacking: Those of them without a row in the period.
        stated: The supplier has stated the figure, so nothing is lacking.
    """

    level: str
    title: str
    tables: tuple[str, ...]
    lacking: tuple[str, ...]
    stated: bool

    @property
    def covered(self) -> bool:
        """Whether the level has what it needs."""
        return self.stated or not self.lacking


def needs(
    terms: Terms, period: Period, months: Mapping[str, Iterable[str]], stated: Iterable[str]
) -> tuple[Need, ...]:
    """Return what each level needs, in the terms' order.

    Args:
        terms: The versions in force.
        period: A month.
        months: For each table, the months in which a confirmed delivery has rows.
        stated: Levels with a figure stated for the period.
    """
    known = set(stated)
    found = []
    for level in terms.levels_in(period):
        tables = kind_of(level).tables_of(level)
        lacking = tuple(name for name in tables if period.code not in months.get(name, ()))
        found.append(Need(level.id, level.title, tables, lacking, level.id in known))
    return tuple(found)

"""Which facts the levels of a period need, and which of them have been delivered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from afstemt.core.evidence.said import Topic
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
        none: Those of the tables of which it was stated that the period had none.
    """

    level: str
    title: str
    tables: tuple[str, ...]
    lacking: tuple[str, ...]
    stated: bool
    none: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether the level has what it needs."""
        return self.stated or not self.lacking


def needs(
    terms: Terms,
    period: Period,
    months: Mapping[str, Iterable[str]],
    stated: Iterable[str],
    none: Collection[str] = (),
) -> tuple[Need, ...]:
    """Return what each level needs, in the terms' order.

    Args:
        terms: The versions in force.
        period: A month.
        months: For each table, the months in which a confirmed delivery has rows.
        stated: Levels with a figure stated for the period.
        none: Names of the topics that the period was stated to have none of.
    """
    known = set(stated)
    found = []
    for level in terms.levels_in(period):
        kind = kind_of(level)
        tables = kind.tables_of(level)
        said = {topic.table for topic in kind.must_be_said(level) if topic.name in none}
        empty = [name for name in tables if period.code not in months.get(name, ())]
        found.append(
            Need(
                level.id,
                level.title,
                tables,
                tuple(name for name in empty if name not in said),
                level.id in known,
                tuple(name for name in empty if name in said),
            )
        )
    return tuple(found)


def must_be_said(terms: Terms, period: Period) -> dict[Topic, tuple[str, ...]]:
    """Return what levels of the period cannot take silence about, each with those levels."""
    found: dict[Topic, list[str]] = {}
    for level in terms.levels_in(period):
        for topic in kind_of(level).must_be_said(level):
            found.setdefault(topic, []).append(level.id)
    return {topic: tuple(levels) for topic, levels in found.items()}

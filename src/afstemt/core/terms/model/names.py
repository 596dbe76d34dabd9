"""What rows call the things of the terms by: services, systems, priorities, orders, price items, rates, levels."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from afstemt.core.terms.model.terms import Terms

AliasOf = Literal["service", "system", "priority", "order", "item", "rate"]
"""What an alias can be another name of."""

NameOf = Literal["service", "system", "priority", "order", "item", "rate", "level", "population", "subject"]
"""What a column's text can be the name of. A ``priority`` is what populations call by ``priorities``: the priority of
an incident, the severity of a security update, the type of a request, the kind of a deliverable. A ``subject`` is what
history has rows of."""

NEAR = 0.75
"""How alike a name must be to be offered: 1 is the same."""

SHORTEST = 3
"""Characters. Shorter names are too alike by chance to be offered for anything but another way of writing."""

_SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})


def folded(name: str) -> str:
    """Return a name without what two ways of writing it differ by: case, spaces, marks, and æ, ø and å as letters."""
    return re.sub(r"[\W_]+", "", name.casefold().translate(_SPELLED))


@dataclass(frozen=True)
class Known:
    """The names of one sort that the terms know.

    Attributes:
        names: Each name, with what the terms call it besides; ``""`` where nothing.
        closed: Whether another name is unknown. Where the terms name none, or leave room for others, only one that is
            another way of writing, or near, is.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def same(self, name: str) -> str | None:
        """Return the known name that ``name`` is only another way of writing; None for none, or for several."""
        own = folded(name)
        found = [known for known, title in self.names.items() if own and own in _ways(known, title)]
        return found[0] if len(found) == 1 else None

    def near(self, name: str) -> str | None:
        """Return the known name to offer for ``name``: another way of writing, else the most alike; or None.

        A name with other digits is another name: »KPI 13« is not meant for »KPI 12«.
        """
        if (same := self.same(name)) is not None:
            return same
        own = folded(name)
        if len(own) < SHORTEST:
            return None
        ways = {way: known for known, title in self.names.items() for way in _ways(known, title)}
        long = [way for way in ways if len(way) >= SHORTEST and _digits(way) == _digits(own)]
        found = difflib.get_close_matches(own, long, n=1, cutoff=NEAR)
        return ways[found[0]] if found else None

    def unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names that are not known, and must be asked about, in order."""
        return tuple(
            name
            for name in sorted(set(names))
            if name not in self.names and (self.closed or self.near(name) is not None)
        )


def _ways(name: str, title: str) -> set[str]:
    """Return the folded ways to write a known name: itself, its title, and both as many systems show it."""
    return {folded(one) for one in (name, title, f"{name} {title}") if folded(one)}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def known_names(versions: Sequence[Terms]) -> dict[NameOf, Known]:
    """Return what any of the versions knows, by sort; ``priority`` is of those that the terms list themselves.

    A sort that no version has any of is open: nothing is unknown, for nothing can be told.
    """
    found: dict[NameOf, dict[str, str]] = {
        "service": {one.id: one.name for terms in versions for one in terms.services},
        "system": {one.id: one.name for terms in versions for one in terms.systems},
        "priority": {one.id: one.title for terms in versions for one in terms.priorities},
        "order": {one.order: one.title for terms in versions for one in terms.prices.estimates},
        "item": {one.id: one.title for terms in versions for one in terms.prices.units},
        "rate": {one.code: one.title for terms in versions for one in terms.prices.hourly},
        "level": {one.id: one.title for terms in versions for one in terms.service_levels},
        "population": {
            one.id: ""
            for terms in versions
            for level in terms.service_levels
            for one in level.populations
            if one.id
        },
        "subject": {
            f"{level.id}/{one.id}": ""
            for terms in versions
            for level in terms.service_levels
            for one in level.populations
            if one.id
        },
    }
    found["subject"] |= found["level"]
    return {of: Known(names, closed=bool(names)) for of, names in found.items()}

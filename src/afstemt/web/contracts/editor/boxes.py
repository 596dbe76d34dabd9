"""What a form is made of: boxes to fill in, and groups of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.model.fields import Field
from afstemt.core.terms.reading.lines import Path, place_of


def mark_of(place: str) -> str:
    """Return a place as an id in a page, which has no white space."""
    return re.sub(r"\s", "-", place)


@dataclass(frozen=True)
class Box:
    """One field to fill in.

    Attributes:
        path: Where its value stands in the document.
        field: What it holds.
        present: Whether the document says anything there.
        value: What stands in it, as text.
        kind: ``line``, ``lines``, ``number``, ``day``, ``select`` or ``radio``.
        options: Value and meaning, of ``select`` and ``radio``; the empty value first where it may be left open.
        label, unit, hint: Its words.
        faults: What is wrong with it.
        points: The check's open points that concern it.
    """

    path: Path
    field: Field
    present: bool
    value: str
    kind: str
    label: str
    unit: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    points: tuple[OpenPoint, ...] = ()

    @property
    def name(self) -> str:
        """Its name on the form: the place in the document."""
        return place_of(self.path)

    @property
    def mark(self) -> str:
        """Its id in the page."""
        return mark_of(self.name)

    @property
    def described_by(self) -> str:
        """The ids of what is said about it."""
        said = (("hint", self.hint), ("fault", self.faults), ("open", self.points))
        return " ".join(f"{self.mark}-{what}" for what, there in said if there)


@dataclass(frozen=True)
class Group:
    """Fields that belong together: a table, or a list of tables.

    Attributes:
        path: Where it stands in the document.
        title: What it is called; empty for fields that stand directly under what is above.
        clause: Its clause, for the heading.
        add: What adding an item to the list is called; empty where none can be added.
        by_name: Whether an item that is added must be given a name.
        removable: Whether it is an item that can be taken out.
    """

    path: Path
    title: str
    parts: tuple["Box | Group", ...]
    clause: str = ""
    add: str = ""
    by_name: bool = False
    removable: bool = False
    faults: tuple[str, ...] = ()
    points: tuple[OpenPoint, ...] = ()
    optional: bool = field(default=False)

    @property
    def name(self) -> str:
        """The place in the document."""
        return place_of(self.path)

    @property
    def mark(self) -> str:
        """Its id in the page."""
        return mark_of(self.name)

    @property
    def is_group(self) -> bool:
        """True, where a template asks what it has."""
        return True

    def boxes(self) -> Iterator[Box]:
        """Yield every box inside, in order."""
        for part in self.parts:
            if isinstance(part, Box):
                yield part
            else:
                yield from part.boxes()

    def groups(self) -> Iterator["Group"]:
        """Yield this group and every group inside it."""
        yield self
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.groups()

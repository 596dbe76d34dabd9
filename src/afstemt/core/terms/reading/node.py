"""A place in the raw document, read without trust: what hangs together is checked though parts do not fit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from afstemt.core.terms.reading.lines import Path


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place. Asking for what is absent or of another type gives nothing, never an error."""

    value: Any
    path: Path = ()

    def at(self, key: str) -> "Node":
        """Return what stands under a key; its value is None when nothing does."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(value, (*self.path, key))

    def has(self, key: str) -> bool:
        """Return whether the key is set."""
        return isinstance(self.value, dict) and key in self.value

    def each(self, key: str) -> Iterator["Node"]:
        """Yield the items of the list under a key."""
        node = self.at(key)
        if isinstance(node.value, list):
            for index, item in enumerate(node.value):
                yield Node(item, (*node.path, index))

    def entries(self, key: str) -> Iterator[tuple[str, "Node"]]:
        """Yield the keys and values of the table under a key."""
        node = self.at(key)
        if isinstance(node.value, dict):
            for name, item in node.value.items():
                yield name, Node(item, (*node.path, name))

    def text(self, key: str) -> str | None:
        """Return the text under a key."""
        value = self.at(key).value
        return value if isinstance(value, str) else None

    def texts(self, key: str) -> Iterator["Node"]:
        """Yield the texts of the list under a key."""
        return (node for node in self.each(key) if isinstance(node.value, str))

    def day(self, key: str) -> date | None:
        """Return the date under a key."""
        value = self.at(key).value
        return value if type(value) is date else None

    def number(self, key: str) -> Decimal | None:
        """Return the finite number under a key."""
        value = self.at(key).value
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            return None
        return Decimal(value)


Blame = Callable[[str, Node, str], None]
"""Notes a fault: its code, the place, the message in the active language."""

"""Which item of a list in one version is which in another: by id, by what it is for, else by what is alike."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from afstemt.core.terms.model.part import Part

Pair = tuple[Any, Any]
"""An item before and after: None before for one that is added, None after for one that is removed."""


def _keys(items: Sequence[Part]) -> list[tuple[Hashable, int]]:
    """Return each item's key: its identity, and which one of that identity it is."""
    seen: Counter[tuple[Any, ...]] = Counter()
    keys: list[tuple[Hashable, int]] = []
    for item in items:
        identity = tuple(getattr(item, name) for name in item.known_by)
        keys.append((identity, seen[identity]))
        seen[identity] += 1
    return keys


def _alike(one: Part, other: Part) -> bool:
    """Return whether two items are the same but for one field: then the key is what has changed."""
    names = set(type(one).model_fields) | set(type(other).model_fields)
    return [getattr(one, name, None) == getattr(other, name, None) for name in names].count(False) == 1


def _equal_first(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Return what is left of both lists when items that are equal in both are taken out once each."""
    left, rest = list(new), []
    for item in old:
        if item in left:
            left.remove(item)
        else:
            rest.append(item)
    return rest, left


def matched(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[Pair], bool]:
    """Return the items that differ, before and after, and whether those in both stand in another order.

    Equal items are paired first, so that one band taken out of five is one removed and not four changed.
    """
    before, after = _equal_first(old, new)
    keys_before = dict(zip(_keys(before), before, strict=True))
    keys_after = dict(zip(_keys(after), after, strict=True))
    pairs: list[Pair] = [(item, keys_after.pop(key, None)) for key, item in keys_before.items()]
    added = list(keys_after.values())
    for number, (item, partner) in enumerate(pairs):
        if partner is None:
            near = next((one for one in added if _alike(item, one)), None)
            if near is not None:
                added.remove(near)
                pairs[number] = (item, near)
    pairs += [(None, item) for item in added]
    return pairs, _reordered(old, new, pairs)


def _reordered(old: Sequence[Any], new: Sequence[Any], pairs: Sequence[Pair]) -> bool:
    """Return whether the items of both versions stand in another order."""
    now = {id(item): partner for item, partner in pairs if item is not None}
    kept = [now.get(id(item), item) for item in old]
    kept = [item for item in kept if item is not None]
    fresh = [item for before, item in pairs if before is None]
    rest = [item for item in new if not any(item is one for one in fresh)]
    return kept != rest

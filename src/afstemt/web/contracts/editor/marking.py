"""Faults and open points put beside the box or group of a form that they concern."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _
from afstemt.web.contracts.editor.boxes import Box, Group


def nearest(group: Group, place: str) -> str:
    """Return the name of the box or group that a place in the document stands in; nothing for one outside the form."""
    parts: tuple[Box | Group, ...] = (*group.boxes(), *group.groups())
    places = {part.name for part in parts if part.path}
    while place and place not in places:
        place = _above(place)
    return place


def marked(group: Group, faults: Sequence[Fault], points: Sequence[OpenPoint]) -> Group:
    """Return the form with each fault and open point at the box or group it concerns."""
    at_fault: dict[str, list[str]] = {}
    for fault in faults:
        at_fault.setdefault(nearest(group, fault.place), []).append(fault.message)
    open_at: dict[str, list[OpenPoint]] = {}
    for point in points:
        open_at.setdefault(nearest(group, point.place), []).append(point)
    return _marked(group, at_fault, open_at)


def _above(place: str) -> str:
    """Return the place of what a place stands in."""
    return place[: max(place.rfind("."), place.rfind("["), 0)]


def _marked(group: Group, faults: Mapping[str, list[str]], points: Mapping[str, list[OpenPoint]]) -> Group:
    parts: list[Box | Group] = []
    for part in group.parts:
        if isinstance(part, Group):
            parts.append(_marked(part, faults, points))
            continue
        found = tuple(points.get(part.name, ()))
        made = replace(part, faults=tuple(faults.get(part.name, ())), points=found)
        parts.append(_asked(made))
    return replace(
        group,
        parts=tuple(parts),
        faults=tuple(faults.get(group.name, ())) if group.path else (),
        points=tuple(points.get(group.name, ())) if group.path else (),
    )


def _asked(one: Box) -> Box:
    """Return a box with the open point's own choices, as buttons to choose among, where they are the field's values."""
    choices = next((point.choices for point in one.points if point.choices), ())
    values = {value for value, _meaning in one.options}
    if (
        one.field.shape not in ("choice", "yes_no")
        or not choices
        or not {value for value, _m in choices} <= values
    ):
        return one
    return replace(one, kind="radio", options=(("", _("Ikke valgt endnu")), *choices))

"""What a person has written in the form, as edits of the document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.reading.lines import Path
from afstemt.core.terms.reading.toml import read_toml
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _
from afstemt.web.contracts.editor.boxes import Box, Group
from afstemt.web.contracts.editor.document import Drop, Edit, Put, rewritten
from afstemt.web.contracts.editor.values import Unreadable, read

NEW_ITEM: Mapping[str, dict[str, Any]] = {"service_levels": {"populations": [{}]}}
"""What a new item of a list begins with, where an empty table will not do."""


@dataclass(frozen=True)
class Posted:
    """The document as the form would have it.

    Attributes:
        text: The document with what could be read written in.
        faults: What could not be read, at its place.
        written: What was written in each box that could not be read, by its name.
        lost: Comments that are no longer in the document.
    """

    text: str
    faults: tuple[Fault, ...] = ()
    written: Mapping[str, str] | None = None
    lost: tuple[str, ...] = ()


def posted(text: str, form: Group, given: Mapping[str, str]) -> Posted:
    """Return the document with every box's new value.

    Args:
        text: The document that the form was made from.
        form: The form.
        given: What was written, by the boxes' names; a box that is not there stays as it is.
    """
    edits: list[Edit] = []
    faults: list[Fault] = []
    written: dict[str, str] = {}
    for one in form.boxes():
        answer = given.get(one.name)
        if answer is None or answer.replace("\r\n", "\n").strip() == one.value.strip():
            continue
        try:
            edits += _edit(one, read(one.field, answer))
        except Unreadable as unreadable:
            faults.append(Fault("unreadable", str(unreadable), place=one.name))
            written[one.name] = answer
    edits = _without_empty(form, edits)
    made = rewritten(text, edits)
    made_text, lost = made.text, made.lost
    if stale := _stale(made_text, edits):
        again = rewritten(made_text, stale)
        made_text, lost = again.text, (*lost, *again.lost)
    return Posted(made_text, tuple(faults), written, lost)


def _edit(one: Box, value: Any) -> list[Edit]:
    """Return the edit that gives a box its value: what is left empty is taken out, unless nothing means something."""
    if value is None and isinstance(one.field.default, str) and one.field.default:
        return [Put(one.path, "")]  # nothing said would be the default, which was there and was deleted
    if value is None or (value in ([], {}) and not one.field.default):
        return [Drop(one.path)] if one.present else []
    return [Put(one.path, value)]


def _without_empty(form: Group, edits: list[Edit]) -> list[Edit]:
    """Return the edits with tables that are left empty and may be left out taken out whole."""
    for group in form.groups():
        inside = [box for box in group.boxes() if box.path[:-1] == group.path]
        put = {edit.path for edit in edits if isinstance(edit, Put)}
        dropped = {edit.path for edit in edits if isinstance(edit, Drop)}
        if group.optional and inside and any(box.path in dropped for box in inside):
            left = [box for box in inside if (box.present and box.path not in dropped) or box.path in put]
            if not left:
                edits = [edit for edit in edits if edit.path[: len(group.path)] != group.path]
                edits.append(Drop(group.path))
    return edits


def _stale(text: str, edits: list[Edit]) -> list[Edit]:
    """Return what takes out parameters that the newly chosen kind or rule does not have."""
    document = read_toml(text, "")
    found: list[Edit] = []
    for edit in edits:
        if not isinstance(edit, Put) or edit.path[-1] not in ("kind", "rule"):
            continue
        owner: Any = document
        for part in edit.path[:-1]:
            owner = owner[part]
        named = VOCABULARY.named("rules" if edit.path[-1] == "rule" else "kinds").get(edit.value)
        known = {one.name for one in fields_of(named.parameters)} if named else set()
        inside = owner.get("parameters")
        found += [
            Drop((*edit.path[:-1], "parameters", name))
            for name in (inside if isinstance(inside, dict) else {})
            if name not in known
        ]
    return found


def with_written(group: Group, written: Mapping[str, str]) -> Group:
    """Return the form with what was written in the boxes that could not be read."""
    parts: list[Box | Group] = []
    for part in group.parts:
        if isinstance(part, Group):
            parts.append(with_written(part, written))
        else:
            parts.append(replace(part, value=written[part.name]) if part.name in written else part)
    return replace(group, parts=tuple(parts))


def added(text: str, form: Group, place: str, name: str = "") -> tuple[str, Fault | None]:
    """Return the document with a new item in the list at the place, or why there can be none.

    Args:
        name: The new item's own key, for a list whose items have one.
    """
    group = next((one for one in form.groups() if one.add and one.name == place), None)
    if group is None:
        return text, Fault("no-list", _("Siden er ikke den nyeste; genindlæs den og prøv igen."))
    there = _at(read_toml(text, ""), group.path)
    if group.by_name:
        if not re.fullmatch(r"[a-zæøå0-9_-]{1,40}", name):
            return text, Fault(
                "name", _("Giv det nye et id af små bogstaver, tal, bindestreg og understreg."), place=place
            )
        if isinstance(there, dict) and name in there:
            return text, Fault("name", _("Der er allerede noget med det id."), place=place)
        return rewritten(text, [Put((*group.path, name), {})]).text, None
    count = len(there) if isinstance(there, list) else 0
    item = NEW_ITEM.get(str(group.path[-1]), {})
    return rewritten(text, [Put((*group.path, count), item)]).text, None


def removed(text: str, form: Group, place: str) -> tuple[str, tuple[str, ...], Fault | None]:
    """Return the document without the item at the place, the comments that went with it, or why it stays."""
    group = next((one for one in form.groups() if one.removable and one.name == place), None)
    if group is None:
        return text, (), Fault("no-item", _("Siden er ikke den nyeste; genindlæs den og prøv igen."))
    made = rewritten(text, [Drop(group.path)])
    return made.text, made.lost, None


def _at(document: Any, path: Path) -> Any:
    for part in path:
        there = isinstance(document, dict) and part in document
        there = there or (isinstance(document, list) and isinstance(part, int) and part < len(document))
        if not there:
            return None
        document = document[part]
    return document

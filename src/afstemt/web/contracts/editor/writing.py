"""One page of writing: what it shows, and what comes of what was written on it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.check.linter import check_version
from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.reading.lines import place_of
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.terms.reading.toml import read_toml
from afstemt.core.terms.wording.sections import SECTIONS, Section
from afstemt.core.units.fault import Fault, Refused
from afstemt.web.contracts.editor.boxes import Group, mark_of
from afstemt.web.contracts.editor.form import form_of
from afstemt.web.contracts.editor.marking import marked, nearest
from afstemt.web.contracts.editor.posted import added, posted, removed, with_written


@dataclass(frozen=True)
class Pointer:
    """Where something is said: in this form at ``mark``, else on the page of the section and item.

    ``what`` is the fault or the open point.
    """

    what: Any
    key: str
    number: int | None
    mark: str = ""


@dataclass(frozen=True)
class Written:
    """A section's form with the document it stands in.

    Attributes:
        section: Which.
        number: The item written, of a list that is written one item at a time; None for the list.
        form: The boxes, with faults and open points beside them.
        text: The document as it would be saved.
        faults: Every fault, those beside a box too, with where they are.
        elsewhere: Open points that are not in this form, with where they are.
        lost: Comments that are no longer in the document.
        unsaved: Whether the text differs from what is saved.
        ready: Whether the text can be saved as it is, and was asked to be.
    """

    section: Section
    number: int | None
    form: Group
    text: str
    faults: tuple[Pointer, ...] = ()
    elsewhere: tuple[Pointer, ...] = ()
    lost: tuple[str, ...] = ()
    unsaved: bool = False
    ready: bool = False

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, to go to."""
        return SECTIONS


def opened(text: str, section: Section, number: int | None, as_of: date) -> Written:
    """Return the form of a document as it is saved."""
    return _page(text, section, number, as_of, ())


def submitted(
    text: str, section: Section, number: int | None, given: Mapping[str, str], as_of: date
) -> Written:
    """Return what comes of a form that was sent.

    Args:
        text: The document that the form was made from.
        given: What was written, by the boxes' names; ``do`` says what was asked for: ``save``, ``refresh``,
            ``add PLACE`` with a new item's own key in ``name PLACE``, or ``remove PLACE``.

    Raises:
        Refused: The document is not TOML.
    """
    form = form_of(section, read_toml(text, ""), number)
    made = posted(text, form, given)
    if made.faults:
        page = _page(text, section, number, as_of, made.faults)
        answers = {box.name: given[box.name] for box in form.boxes() if box.name in given}
        return Written(
            section, number, with_written(page.form, answers), text, page.faults, unsaved=True, lost=()
        )
    lost, what = made.lost, given.get("do", "save")
    verb, _space, place = what.partition(" ")
    if verb == "add":
        new, fault = added(made.text, form, place, given.get(f"name {place}", "").strip())
        if fault is None and place == section.one_at_a_time and number is None:
            number = len(read_toml(new, "")[place]) - 1
        return _page(new, section, number, as_of, (fault,) if fault else (), lost=lost, unsaved=True)
    if verb == "remove":
        new, gone, fault = removed(made.text, form, place)
        if fault is None and place == place_of((section.one_at_a_time, number or 0)):
            number = None  # the next item has the number now
        return _page(
            new, section, number, as_of, (fault,) if fault else (), lost=(*lost, *gone), unsaved=True
        )
    if verb == "refresh":
        return _page(made.text, section, number, as_of, (), lost=lost, unsaved=True)
    try:
        parse_terms(made.text, "", VOCABULARY)
    except Refused as refused:
        return _page(made.text, section, number, as_of, refused.faults, lost=lost, unsaved=True)
    return Written(section, number, form, made.text, lost=lost, ready=True)


def _page(
    text: str,
    section: Section,
    number: int | None,
    as_of: date,
    faults: tuple[Fault, ...],
    **rest: Any,
) -> Written:
    form = form_of(section, read_toml(text, ""), number)
    points: tuple[OpenPoint, ...] = ()
    with suppress(
        Refused
    ):  # what is open is asked when the terms can be read; what is wrong, when they are saved
        points = check_version(parse_terms(text, "", VOCABULARY), VOCABULARY, as_of=as_of)
    form = marked(form, faults, points)
    at_fault = tuple(_pointer(fault, fault.place, section, form) for fault in faults)
    elsewhere = tuple(_pointer(point, point.place, section, form) for point in points)
    return Written(
        section, number, form, text, at_fault, tuple(one for one in elsewhere if not one.mark), **rest
    )


def _pointer(what: Fault | OpenPoint, place: str, section: Section, form: Group) -> Pointer:
    """Return where a fault or a point is said: the nearest box or group of this form, else its own section."""
    if near := nearest(form, place):
        return Pointer(what, section.key, None, mark_of(near))
    found = re.match(r"([a-z_]+)(?:\[(\d+)\])?", place)
    own = next((one for one in SECTIONS if found and found[1] in one.fields), section)
    number = int(found[2]) if found and found[2] and own.one_at_a_time == found[1] else None
    return Pointer(what, own.key, number)

"""What differs between two versions of the terms, in words, computed from the models: never from lines of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from afstemt.core.terms.model.fields import Field, fields_of
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.wording.lookup import word
from afstemt.core.terms.wording.matching import matched
from afstemt.core.terms.wording.sections import SECTIONS, Section, section_of
from afstemt.core.terms.wording.spoken import Speech, spoken, spoken_table
from afstemt.core.terms.wording.titles import title_of
from afstemt.core.units.wording import _

LONGEST_DETAILS = 240
"""Characters of an added or removed item's own words in its sentence; longer ones are read in the version itself."""

NOTHING: tuple[Any, ...] = (None, "", (), {})
"""What a field that nothing is said in holds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        kind: Added, removed or changed.
        section: The chapter it stands in.
        subject: What it is about: ``Servicemål »Tilgængelighed«``; empty for the document itself.
        clause: The contract's own clause, when known.
        text: The whole sentence, in the active language.
    """

    kind: Literal["added", "removed", "changed"]
    section: Section
    subject: str
    clause: str
    text: str


@dataclass(frozen=True)
class _About:
    """Where one stands in the document while comparing."""

    section: Section
    speech: Speech
    subject: str = ""
    clause: str = ""

    def named(self, subject: str, clause: str, speech: Speech | None = None) -> "_About":
        joined = f"{self.subject}, {_lower(subject)}" if self.subject and subject else subject or self.subject
        return _About(self.section, speech or self.speech, joined, clause or self.clause)

    def says(self, kind: Literal["added", "removed", "changed"], what: str) -> Difference:
        clause = f" ({self.clause})" if self.clause else ""
        text = f"{self.subject}{clause}: {what}" if self.subject else what[:1].upper() + what[1:]
        return Difference(kind, self.section, self.subject, self.clause, text)


def differences(old: Terms, new: Terms, vocabulary: Vocabulary) -> tuple[Difference, ...]:
    """Return every difference between two versions, in the order of the document; none for equal ones."""
    found: list[Difference] = []
    for field in sorted(fields_of(Terms), key=lambda one: _place(one.name)):
        about = _About(section_of(field.name), Speech(vocabulary, new.currency))
        found += _field(field, getattr(old, field.name), getattr(new, field.name), about)
    found += _reasons(old, new, _About(section_of("title"), Speech(vocabulary, new.currency)))
    return tuple(found)


def _place(name: str) -> tuple[int, int]:
    section = section_of(name)
    return SECTIONS.index(section), section.fields.index(name)


def _table(old: BaseModel, new: BaseModel, about: _About) -> Iterator[Difference]:
    """Compare two tables of the same model, field by field."""
    for field in fields_of(type(new)):
        yield from _field(field, getattr(old, field.name), getattr(new, field.name), about)
    yield from _reasons(old, new, about)


def _field(field: Field, old: Any, new: Any, about: _About) -> Iterator[Difference]:
    if old == new:
        return
    if field.shape == "parts":
        yield from _parts(field, old, new, about)
    elif field.shape == "named_parts":
        yield from _named(field, old, new, about)
    elif field.shape == "pairs":
        yield from _pairs(field, old, new, about)
    elif field.shape in ("part", "parameters") and type(old) is type(new) and old is not None:
        if field.shape == "parameters":
            yield from _table(old, new, about)
        elif field.optional:
            yield _changed(field, old, new, about)
        else:
            label = word(field).label
            yield from _table(old, new, about.named(label, getattr(new, "clause", "")))
    else:
        yield _changed(field, old, new, about)


def _changed(field: Field, old: Any, new: Any, about: _About) -> Difference:
    """Return the sentence of one field that is another value now."""
    words = word(field)
    what = words.definite or f"»{words.label}«"
    before, after = spoken(field, old, about.speech), spoken(field, new, about.speech)
    if old in NOTHING:
        text = _("{what} er nu {new}; før var intet angivet.")
    elif new in NOTHING:
        text = _("{what} er ikke længere angivet; før {old}.")
    else:
        text = _("{what} ændres fra {old} til {new}.")
    return about.says("changed", _one_stop(text.format(what=what, old=before, new=after)))


def _one_stop(text: str) -> str:
    """Return the text with one full stop where an abbreviation (``pct.``) ends it."""
    return text[:-1] if text.endswith("..") else text


def _parts(field: Field, old: Any, new: Any, about: _About) -> Iterator[Difference]:
    pairs, reordered = matched(old, new)
    for before, after in pairs:
        item = after if after is not None else before
        one = word(field).one or word(field).label
        title = title_of(item, about.speech)
        speech = about.speech.within(item) if isinstance(item, ServiceLevel) else about.speech
        subject = f"{one} »{title}«" if title else one
        if field.name == "populations" and not title:
            subject = ""  # the only one of its level, which goes by the level's name
        here = about.named(subject, getattr(item, "clause", ""), speech)
        if before is not None and after is not None:
            yield from (
                _table(before, after, here) if type(before) is type(after) else _both(before, after, here)
            )
        else:
            yield _whole(item, here, added=before is None)
    if reordered:
        label = word(field).label
        yield about.says("changed", _("rækkefølgen af »{list}« er ændret.").format(list=label))


def _both(before: BaseModel, after: BaseModel, about: _About) -> Iterator[Difference]:
    yield _whole(before, about, added=False)
    yield _whole(after, about, added=True)


def _whole(item: BaseModel, about: _About, *, added: bool) -> Difference:
    """Return the sentence of an item that is added or removed, with what it says when that is short."""
    details = spoken_table(item, about.speech)
    if len(details) > LONGEST_DETAILS:
        details = ""
    if added:
        text = _("tilføjes: {details}.") if details else _("tilføjes.")
    else:
        text = _("udgår: {details}.") if details else _("udgår.")
    return about.says("added" if added else "removed", _one_stop(text.format(details=details)))


def _named(
    field: Field, old: Mapping[str, BaseModel], new: Mapping[str, BaseModel], about: _About
) -> Iterator[Difference]:
    one = word(field).one
    for name in dict.fromkeys((*old, *new)):
        item = new.get(name, old.get(name))
        here = about.named(f"{one} »{name}«", getattr(item, "clause", ""))
        if name in old and name in new:
            yield from _table(old[name], new[name], here)
        elif item is not None:
            yield _whole(item, here, added=name in new)


def _pairs(
    field: Field, old: Mapping[str, Any], new: Mapping[str, Any], about: _About
) -> Iterator[Difference]:
    label = word(field).label
    for key in dict.fromkeys((*old, *new)):
        before, after = ({key: each[key]} if key in each else None for each in (old, new))
        if before == after:
            continue
        was, now = spoken(field, before, about.speech), spoken(field, after, about.speech)
        if before is None:
            yield about.says("added", _one_stop(_("»{label}«: tilføjes {new}.").format(label=label, new=now)))
        elif after is None:
            yield about.says("removed", _one_stop(_("»{label}«: udgår {old}.").format(label=label, old=was)))
        else:
            text = _("»{label}« ændres fra {old} til {new}.").format(label=label, old=was, new=now)
            yield about.says("changed", _one_stop(text))


def _reasons(old: BaseModel, new: BaseModel, about: _About) -> Iterator[Difference]:
    """Compare why the parties chose as they did."""
    before, after = getattr(old, "reasons", {}), getattr(new, "reasons", {})
    tables = [getattr(new, "parameters", None), new, getattr(old, "parameters", None)]
    fields = [one for table in tables if isinstance(table, BaseModel) for one in fields_of(type(table))]
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) == after.get(name):
            continue
        label = next((word(one).label for one in fields if one.name == name), name)
        text = _("begrundelsen for »{field}« ændres fra »{old}« til »{new}«.")
        if name not in before:
            text = _("begrundelsen for »{field}« er nu »{new}«.")
        elif name not in after:
            text = _("begrundelsen for »{field}« udgår; den var »{old}«.")
        yield about.says(
            "changed",
            text.format(field=label, old=before.get(name, ""), new=after.get(name, "")),
        )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

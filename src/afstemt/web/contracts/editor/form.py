"""The form of a part of the terms: made from the model and what the document holds, never from a list of fields."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model.fields import Field, fields_of, has_reasons
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.lines import Path
from afstemt.core.terms.wording.lookup import word
from afstemt.core.terms.wording.sections import Section
from afstemt.core.terms.wording.spoken import Speech, name_of, unit_of
from afstemt.core.units.wording import _
from afstemt.web.contracts.editor.boxes import Box, Group
from afstemt.web.contracts.editor.values import shown

LONG = frozenset({"note", "description", "mandate"})
"""Texts that have room for several lines."""
REASON = Field("", "reasons", "text", default="")


@dataclass(frozen=True)
class _Maker:
    speech: Speech

    def table(self, model: type[BaseModel], plain: Any, path: Path, speech: Speech) -> Iterator[Box | Group]:
        """Yield the parts of a table's form."""
        values = plain if isinstance(plain, dict) else {}
        reasons = values.get("reasons") if has_reasons(model) else None
        for one in fields_of(model):
            yield from self.field(one, values, path, speech)
            if has_reasons(model) and _wants_reason(one, reasons):
                yield _reason(one, reasons, path)

    def field(
        self, one: Field, values: Mapping[str, Any], path: Path, speech: Speech
    ) -> Iterator[Box | Group]:
        here, value = (*path, one.name), values.get(one.name)
        words = word(one)
        match one.shape:
            case "part":
                parts = tuple(self.table(one.inner, value, here, speech))
                yield Group(here, words.label, parts, _clause(value), optional=one.optional)
            case "parts":
                items = value if isinstance(value, list) else []
                made = tuple(
                    self.item(one, item, (*here, number), speech, str(number + 1))
                    for number, item in enumerate(items)
                )
                yield Group(here, words.label, made, add=words.one)
            case "named_parts":
                named = value if isinstance(value, dict) else {}
                made = tuple(
                    self.item(one, item, (*here, key), speech, f"»{key}«") for key, item in named.items()
                )
                yield Group(here, words.label, made, add=words.one, by_name=True)
            case "parameters":
                yield from self.parameters(one, values, here, speech)
            case _:
                yield box(one, value, one.name in values, here, speech)

    def item(self, one: Field, plain: Any, path: Path, speech: Speech, name: str) -> Group:
        """Return the group of one item of a list."""
        if isinstance(plain, dict) and one.name == "service_levels":
            kind = VOCABULARY.kinds.get(str(plain.get("kind", "")))
            speech = replace(speech, unit=kind.unit_as_written(plain.get("parameters")) if kind else None)
        title = f"{word(one).one} {called(plain) or name}"
        parts = tuple(self.table(one.inner, plain, path, speech))
        return Group(path, title, parts, _clause(plain), removable=True)

    def parameters(
        self, one: Field, values: Mapping[str, Any], here: Path, speech: Speech
    ) -> Iterator[Box | Group]:
        decided = values.get("kind" if one.names == "kinds" else "rule")
        named = VOCABULARY.named(one.names or "rules").get(decided) if isinstance(decided, str) else None
        if named is None or not fields_of(named.parameters):
            return
        inside = values.get(one.name)
        parts = list(self.table(named.parameters, inside, here, speech))
        reasons, found = values.get("reasons"), []
        for part in parts:
            found.append(part)
            if isinstance(part, Box) and _wants_reason(part.field, reasons):
                found.append(_reason(part.field, reasons, here[:-1]))
        yield Group(here, word(one).label, tuple(found))


def called(plain: Any) -> str:
    """Return what an item calls itself, in quotation marks; nothing where it has no name."""
    if not isinstance(plain, dict):
        return ""
    for key in ("title", "name", "id", "role", "order", "code"):
        if isinstance(plain.get(key), str) and plain[key]:
            return f"»{plain[key]}«"
    return ""


def _clause(plain: Any) -> str:
    clause = plain.get("clause") if isinstance(plain, dict) else ""
    return clause if isinstance(clause, str) else ""


def _wants_reason(one: Field, reasons: Any) -> bool:
    """Return whether a choice has room for why: it may be left open, or has a reason already."""
    given = isinstance(reasons, dict) and one.name in reasons
    choice = one.optional and one.shape in ("choice", "yes_no", "either")
    return given or ((choice or one.asks is not None) and not one.names)


def _reason(one: Field, reasons: Any, path: Path) -> Box:
    given = reasons.get(one.name) if isinstance(reasons, dict) else None
    label = _("Hvorfor: »{field}«").format(field=word(one).label)
    here = (*path, "reasons", one.name)
    return Box(here, REASON, given is not None, given if isinstance(given, str) else "", "line", label)


def box(one: Field, value: Any, present: bool, path: Path, speech: Speech) -> Box:
    """Return the box of one field with what the document holds, or what holds when it says nothing."""
    words = word(one)
    held = value if present else one.default
    text = shown(one, held)
    kind, options = "line", options_of(one, speech)
    if options:
        kind = "select"
        if text not in {value for value, _meaning in options}:
            options = (*options, (text, text))  # what the document says stays until another is chosen
    elif one.shape in ("texts", "pairs", "steps") or one.name in LONG or "\n" in text:
        kind = "lines"
    elif one.shape in ("number", "whole"):
        kind = "number"
    elif one.shape == "day":
        kind = "day"
    unit = unit_of(one, speech) if one.shape in ("number", "whole") else ""
    return Box(path, one, present, text, kind, words.label, unit, words.hint, options)


def options_of(one: Field, speech: Speech) -> tuple[tuple[str, str], ...]:
    """Return what a field chooses among, with the meaning; nothing where it is written freely."""
    empty = (("", _("Ikke valgt")),) if one.optional or one.required else ()
    if one.shape == "yes_no":
        return (*empty, ("true", _("ja")), ("false", _("nej")))
    names: Collection[str] = one.choices if one.shape == "choice" else ()
    if one.names:
        names = VOCABULARY.named(one.names)
    return (*empty, *((name, name_of(one, name, speech)) for name in names)) if names else ()


def form_of(section: Section, plain: Mapping[str, Any], number: int | None = None) -> Group:
    """Return the form of a section, or of one item of the list that is written one at a time.

    Args:
        section: Which.
        plain: The document's plain values.
        number: The item's index; None for the section itself, which then has that list's items without their fields.
    """
    currency = plain.get("currency")
    speech = Speech(VOCABULARY, currency if isinstance(currency, str) else "DKK")
    maker = _Maker(speech)
    own = {one.name: one for one in fields_of(Terms)}
    parts: list[Box | Group] = []
    for name in section.fields:
        if name != section.one_at_a_time:
            parts += maker.field(own[name], plain, (), speech)
            continue
        items = plain.get(name)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if number is None:
                clause = _clause(item)
                title = f"{word(own[name]).one} {called(item) or index + 1}"
                parts.append(Group((name, index), title, (), clause, removable=True))
            elif index == number:
                parts.append(maker.item(own[name], item, (name, index), speech, str(index + 1)))
    add = word(own[section.one_at_a_time]).one if section.one_at_a_time and number is None else ""
    path = (section.one_at_a_time,) if add else ()
    return Group(path, "", tuple(parts), add=add)

"""What stands in a table of the terms, read off the models: forms, wording and differences all go by this."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.model.words import AskedWhen, Choices, Word

Shape = Literal[
    "text",
    "number",
    "whole",
    "yes_no",
    "day",
    "choice",
    "either",
    "texts",
    "pairs",
    "steps",
    "part",
    "parts",
    "named_parts",
    "parameters",
]
"""What a field holds: ``either`` is a whole number or a word; ``pairs`` a table of plain values or of lists of text,
``steps`` a list of two numbers each; ``part`` a table, ``parts`` a list of them, ``named_parts`` a table of them;
``parameters`` the table whose model the kind or the rule beside it decides."""

NAMED_BY = {("ServiceLevel", "kind"): "kinds", ("Penalty", "rule"): "rules"}
"""Fields whose choices are the names in the vocabulary."""


UNNAMED = Word("")
BOUNDS = ("gt", "ge", "lt", "le")


@dataclass(frozen=True)
class Field:
    """A field of a table.

    Attributes:
        owner: The model's name.
        name: The key in the document.
        word: What it is called.
        inner: The model of ``part``, ``parts`` and ``named_parts``; what ``pairs`` hold: Decimal, int, str or tuple.
        choices: The values of ``choice`` and ``either``, and of ``texts`` that are words to choose among, each with
            its meaning in Danish (a msgid).
        required: The document must have it.
        default: What holds when it is left out.
        least: A list must have this many.
        asks: The question, where the field is an open point.
        asked_when: When the check asks about it, where the table alone does not tell; in English.
        bounds: What the number must be: ``gt``, ``ge``, ``lt`` and ``le`` to the figure.
    """

    owner: str
    name: str
    shape: Shape
    word: Word = UNNAMED
    inner: Any = None
    choices: Mapping[str, str] = dataclass_field(default_factory=dict)
    required: bool = False
    default: Any = None
    least: int = 0
    asks: Asks | None = None
    asked_when: str = ""
    bounds: Mapping[str, Any] = dataclass_field(default_factory=dict)

    @property
    def optional(self) -> bool:
        """Whether the field may be left open: no value at all holds when it is left out."""
        return self.default is None and not self.required


def is_model(annotation: Any) -> bool:
    """Return whether the annotation is a model of a table."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _unwrapped(annotation: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what an annotation may be, without None, and the metadata that stands on it at any depth."""
    if get_origin(annotation) is Annotated:
        inner, *given = get_args(annotation)
        options, deeper = _unwrapped(inner)
        notes = (
            part for note in given for part in (note.metadata if isinstance(note, FieldInfo) else (note,))
        )
        return options, (*notes, *deeper)
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [_unwrapped(part) for part in get_args(annotation) if part is not type(None)]
        return (
            tuple(option for options, _notes in parts for option in options),
            tuple(note for _options, notes in parts for note in notes),
        )
    return (annotation,), ()


def _plain(annotation: Any) -> Shape:
    return {date: "day", Decimal: "number", int: "whole", bool: "yes_no"}.get(annotation, "text")  # type: ignore[return-value]


def _shape(options: tuple[Any, ...]) -> tuple[Shape, Any, tuple[str, ...]]:
    """Return the shape of what may be any of the options, what is inside it, and the words to choose among."""
    words = tuple(str(word) for one in options if get_origin(one) is Literal for word in get_args(one))
    if len(options) > 1:
        return "either", None, words
    one, origin = options[0], get_origin(options[0])
    if words:
        return "choice", None, words
    if one is Any:
        return "parameters", None, ()
    if is_model(one):
        return "part", one, ()
    if origin is tuple:
        inner = _unwrapped(get_args(one)[0])[0][0]
        if is_model(inner):
            return "parts", inner, ()
        if get_origin(inner) is tuple:
            return "steps", None, ()
        return "texts", None, tuple(get_args(inner)) if get_origin(inner) is Literal else ()
    if origin is not None and issubclass(origin, Mapping):
        inner = _unwrapped(get_args(one)[1])[0][0]
        if is_model(inner):
            return "named_parts", inner, ()
        return "pairs", tuple if get_origin(inner) is tuple else inner, ()
    return _plain(one), None, ()


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a table but ``reasons``, in the model's order; the clause comes last."""
    model.model_rebuild()
    found = []
    for name, info in model.model_fields.items():
        if name == "reasons":
            continue
        options, notes = _unwrapped(info.annotation)
        notes = (*info.metadata, *notes)
        shape, inner, choices = _shape(options)
        meanings = next((note.meanings for note in notes if isinstance(note, Choices)), {})
        default = info.get_default(call_default_factory=True, validated_data={})
        found.append(
            Field(
                owner=model.__name__,
                name=name,
                shape=shape,
                word=next((note for note in notes if isinstance(note, Word)), Word(name)),
                inner=inner,
                choices={choice: meanings.get(choice, "") for choice in choices},
                required=info.is_required(),
                default=None if default is PydanticUndefined else default,
                least=next((note.min_length for note in notes if hasattr(note, "min_length")), 0),
                asks=next((note for note in notes if isinstance(note, Asks)), None),
                bounds={
                    name: getattr(note, name) for note in notes for name in BOUNDS if hasattr(note, name)
                },
                asked_when=next((note.when for note in notes if isinstance(note, AskedWhen)), ""),
            )
        )
    return tuple(sorted(found, key=lambda field: field.name == "clause"))


def has_reasons(model: type[BaseModel]) -> bool:
    """Return whether the table can say why its choices are as they are."""
    return "reasons" in model.model_fields


def parameters_of(owner: str, name: str | None, vocabulary: Vocabulary) -> type[BaseModel] | None:
    """Return the model of a level's or a penalty's parameters; None for a kind or rule that does not exist.

    Args:
        owner: ``ServiceLevel`` or ``Penalty``.
        name: Its kind, or its rule.
        vocabulary: The kinds and rules that exist.
    """
    known = vocabulary.rules if owner == "Penalty" else vocabulary.kinds
    named = known.get(name or "")
    return named.parameters if named else None

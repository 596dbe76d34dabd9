"""What stands in a table of the terms, read off the models: forms, wording and differences all go by this."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.words import AskedWhen, Choices, NameIn, Names, Word

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


Note = TypeVar("Note")
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
        names: Which of the vocabulary's names it is one of, or which decide its parameters.
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
    names: Names | None = None
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


def _first(kind: type[Note], notes: tuple[Any, ...]) -> Note | None:
    return next((note for note in notes if isinstance(note, kind)), None)


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
        meanings = _first(Choices, notes)
        asked_when, names = _first(AskedWhen, notes), _first(NameIn, notes)
        default = info.get_default(call_default_factory=True, validated_data={})
        found.append(
            Field(
                owner=model.__name__,
                name=name,
                shape=shape,
                word=_first(Word, notes) or Word(name),
                inner=inner,
                choices={choice: meanings.meanings.get(choice, "") if meanings else "" for choice in choices},
                required=info.is_required(),
                default=None if default is PydanticUndefined else default,
                least=next((note.min_length for note in notes if hasattr(note, "min_length")), 0),
                asks=_first(Asks, notes),
                asked_when=asked_when.when if asked_when else "",
                names=names.names if names else None,
                bounds={key: getattr(note, key) for note in notes for key in BOUNDS if hasattr(note, key)},
            )
        )
    return tuple(sorted(found, key=lambda field: field.name == "clause"))


def has_reasons(model: type[BaseModel]) -> bool:
    """Return whether the table can say why its choices are as they are."""
    return "reasons" in model.model_fields

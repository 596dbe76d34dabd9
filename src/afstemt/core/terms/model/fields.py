"""What stands in a table of the terms, read off the models: forms, wording and differences all go by this."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.vocabulary import Vocabulary

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


@dataclass(frozen=True)
class Field:
    """A field of a table.

    Attributes:
        owner: Where the field's words are looked up: the model's name, or the kind's or rule's for its parameters.
        name: The key in the document.
        inner: The model of ``part``, ``parts`` and ``named_parts``; what ``pairs`` hold: Decimal, int, str or tuple.
        choices: The values of ``choice`` and ``either``, and of ``texts`` that are words to choose among.
        required: The document must have it.
        default: What holds when it is left out.
        least: A list must have this many.
        asks: The question, where the field is an open point.
    """

    owner: str
    name: str
    shape: Shape
    inner: Any = None
    choices: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    least: int = 0
    asks: Asks | None = None

    @property
    def optional(self) -> bool:
        """Whether the field may be left open: no value at all holds when it is left out."""
        return self.default is None and not self.required


def is_model(annotation: Any) -> bool:
    """Return whether the annotation is a model of a table."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def owner_of(model: type[BaseModel]) -> str:
    """Return where the words of a model's fields are looked up."""
    if model.__name__ == "Parameters":
        return model.__module__.rpartition(".")[2]
    return model.__name__


def _bare(annotation: Any) -> tuple[Any, ...]:
    """Return what an annotation may be, without metadata and None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(one for part in get_args(annotation) for one in _bare(part) if one is not type(None))
    return (annotation,)


def _plain(annotation: Any) -> Shape:
    return {date: "day", Decimal: "number", int: "whole", bool: "yes_no"}.get(annotation, "text")  # type: ignore[return-value]


def _shape(annotation: Any) -> tuple[Shape, Any, tuple[str, ...]]:
    options = _bare(annotation)
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
        inner = _bare(get_args(one)[0])[0]
        if is_model(inner):
            return "parts", inner, ()
        if get_origin(inner) is tuple:
            return "steps", None, ()
        return "texts", None, tuple(get_args(inner)) if get_origin(inner) is Literal else ()
    if origin is not None and issubclass(origin, Mapping):
        inner = _bare(get_args(one)[1])[0]
        if is_model(inner):
            return "named_parts", inner, ()
        return "pairs", tuple if get_origin(inner) is tuple else inner, ()
    return _plain(one), None, ()


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a table but ``reasons``, in the model's order; the clause comes last."""
    model.model_rebuild()
    owner = owner_of(model)
    found = []
    for name, info in model.model_fields.items():
        if name == "reasons":
            continue
        shape, inner, choices = _shape(info.annotation)
        default = info.get_default(call_default_factory=True, validated_data={})
        found.append(
            Field(
                owner,
                name,
                shape,
                inner,
                choices,
                info.is_required(),
                None if default is PydanticUndefined else default,
                next((note.min_length for note in info.metadata if hasattr(note, "min_length")), 0),
                next((note for note in info.metadata if isinstance(note, Asks)), None),
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

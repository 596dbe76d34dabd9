"""What a place in the document should hold, read off the models: plain types, and the keys of a table.

Pydantic alone takes ``"2026-01-01"`` for a date, ``2026`` for a day in 1970 and ``true`` for a number. In a
contract each of these is a slip to be named.
"""

import types
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from afstemt.core.terms.reading.lines import Path

LARGEST_EXPONENT = 15
"""Larger (10^16) and smaller (10^-16) numbers are slips of the keyboard, and make exact arithmetic slow."""

Plain = Literal["date", "number", "whole", "boolean", "text", "list", "table"]


def _options(annotation: Any) -> tuple[Any, ...]:
    """Return what an annotation may be, without metadata and None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(
            option for part in get_args(annotation) for option in _options(part) if option is not type(None)
        )
    return (annotation,)


def is_model(annotation: Any) -> bool:
    """Return whether the annotation is a model of a table."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _usable(value: Any) -> bool:
    """Return whether the value is a number of a size that a contract can hold: no infinity, no 1e999999."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return Decimal(value).is_finite() and abs(Decimal(value).adjusted()) <= LARGEST_EXPONENT


def _leaf(annotation: Any, value: Any) -> Plain | None:
    """Return what a plain value should have been, or None when it may stand."""
    if annotation is date and type(value) is not date:
        return "date"
    if annotation is Decimal and not _usable(value):
        return "number"
    if annotation is int and not (_usable(value) and Decimal(value) == int(value)):
        return "whole"
    if annotation is bool and not isinstance(value, bool):
        return "boolean"
    if annotation is str and not isinstance(value, str):
        return "text"
    return None


def _list_items(annotation: Any, count: int) -> tuple[Any, ...]:
    inner = get_args(annotation)
    if get_origin(annotation) is tuple and not (len(inner) == 2 and inner[1] is Ellipsis):
        return inner
    return (inner[0],) * count if inner else (Any,) * count


def _misfits_one(annotation: Any, value: Any, path: Path) -> Iterator[tuple[Path, Plain]]:
    origin = get_origin(annotation)
    if isinstance(value, BaseModel) or annotation is Any:
        return
    if is_model(annotation):
        if not isinstance(value, dict):
            yield path, "table"
            return
        annotation.model_rebuild()
        for key, field in annotation.model_fields.items():
            if key in value:
                yield from misfits(field.annotation, value[key], (*path, key))
    elif origin in (tuple, list, frozenset, set):
        if not isinstance(value, list):
            yield path, "list"
            return
        for index, (inner, item) in enumerate(zip(_list_items(annotation, len(value)), value, strict=False)):
            yield from misfits(inner, item, (*path, index))
    elif origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            yield path, "table"
            return
        for key, item in value.items():
            yield from misfits(get_args(annotation)[1], item, (*path, key))
    elif (expected := _leaf(annotation, value)) is not None:
        yield path, expected


def misfits(annotation: Any, value: Any, path: Path = ()) -> Iterator[tuple[Path, Plain]]:
    """Yield each place whose TOML type is not the one the model holds, with the type expected there.

    Where a field may be several things, the one with the fewest misfits is meant. Missing and unknown keys,
    ranges and choices are left to the models.
    """
    found = [list(_misfits_one(option, value, path)) for option in _options(annotation)]
    yield from min(found, key=len, default=[])


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model of the table at ``path`` below ``model``, or None when no one model is meant."""
    options: tuple[Any, ...] = (model,)
    for part in path:
        following: list[Any] = []
        for option in options:
            if is_model(option):
                option.model_rebuild()
                field = option.model_fields.get(str(part))
                following += _options(field.annotation) if field else ()
            elif isinstance(part, int) and get_origin(option) in (tuple, list):
                inner = _list_items(option, part + 1)
                following += _options(inner[part]) if part < len(inner) else ()
            elif get_args(option):
                following += _options(get_args(option)[-1])
        options = tuple(following)
    models = [option for option in options if is_model(option)]
    return models[0] if len(models) == 1 else None

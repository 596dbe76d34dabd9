"""Fields that the contract is silent on and a figure depends on: every ``Asks`` in the models that is None."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.units.wording import _


def _asked(model: BaseModel, place: str, clause: str, subject: str) -> Iterator[OpenPoint]:
    clause = getattr(model, "clause", "") or clause
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        here = f"{place}.{name}" if place else name
        if value is None:
            for asks in (item for item in field.metadata if isinstance(item, Asks)):
                if asks.when is None or asks.when(model):
                    yield point(
                        name,
                        "blocks",
                        here,
                        _(asks.question),
                        clause=clause,
                        subject=subject,
                        choices=tuple((choice, _(meaning)) for choice, meaning in asks.choices),
                    )
        else:
            yield from _inside(value, here, clause, subject)


def _inside(value: Any, place: str, clause: str, subject: str) -> Iterator[OpenPoint]:
    if isinstance(value, BaseModel):
        own = getattr(value, "id", "") or getattr(value, "code", "") or getattr(value, "name", "")
        nested = subject or (own if isinstance(own, str) else "")
        yield from _asked(value, place, clause, nested)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _inside(item, f"{place}[{index}]", clause, subject)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(item, f"{place}.{key}", clause, subject)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask every question that a model carries, of the whole document and the parameters of kinds and rules."""
    return _asked(scope.terms, "", "", "")

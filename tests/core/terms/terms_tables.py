"""Every model of a table of the terms: of the document, and of the parameters of each kind and rule."""

from collections.abc import Iterator

from pydantic import BaseModel

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model.fields import Field, fields_of, is_model
from afstemt.core.terms.model.terms import Terms


def every_model() -> Iterator[type[BaseModel]]:
    """Yield each once."""
    models: list[type[BaseModel]] = [
        Terms,
        *(kind.parameters for kind in VOCABULARY.kinds.values()),
        *(rule.parameters for rule in VOCABULARY.rules.values()),
    ]
    seen: set[type[BaseModel]] = set()
    while models:
        model = models.pop()
        if model not in seen:
            seen.add(model)
            yield model
            models += [field.inner for field in fields_of(model) if is_model(field.inner)]


def every_field() -> Iterator[Field]:
    """Yield the fields of each."""
    return (field for model in every_model() for field in fields_of(model))

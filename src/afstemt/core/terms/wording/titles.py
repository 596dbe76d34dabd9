"""What an item of the terms is called when one speaks of it."""

from pydantic import BaseModel

from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.wording.spoken import Speech, name_of, spoken

_CALLED = ("title", "name", "id", "role", "rule", "what", "kind", "measure", "order", "code")


def title_of(item: BaseModel, speech: Speech) -> str:
    """Return an item's name in the contract's words, or what it is for; nothing for one without either."""
    fields = {field.name: field for field in fields_of(type(item))}
    if "at_least" in fields:
        bounds = [
            spoken(fields[name], value, speech)
            for name in ("at_least", "at_most", "below")
            if (value := getattr(item, name)) is not None
        ]
        return "–".join(bounds)
    for name in _CALLED:
        value = getattr(item, name, "")
        if name in fields and isinstance(value, str) and value:
            return name_of(fields[name], value, speech)
    return ""

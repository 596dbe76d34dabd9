"""What is wrong with a value in the terms, in the active language: never the libraries' own English."""

import difflib
import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from afstemt.core.units.wording import _

Plain = Literal["date", "number", "whole", "boolean", "text", "list", "table"]
"""What a place should have held."""

CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "not-a-choice",
    "enum": "not-a-choice",
    "greater_than": "out-of-range",
    "greater_than_equal": "out-of-range",
    "less_than": "out-of-range",
    "less_than_equal": "out-of-range",
    "too_short": "wrong-length",
    "too_long": "wrong-length",
    "value_error": "wrong-value",
    "assertion_error": "wrong-value",
}
"""Pydantic's error types to the codes of faults; every other type is ``wrong-type``."""


def written(value: Any) -> str:
    """Return a value as it would stand in the file, shortened."""
    match value:
        case bool():
            text = "true" if value else "false"
        case str():
            text = f'"{value}"'
        case int() | Decimal():
            text = str(value)
        case date():
            text = value.isoformat()
        case dict():
            return _("en tabel")
        case list() | tuple():
            return _("en liste")
        case _:
            return _("en værdi")
    return text if len(text) <= 60 else text[:57] + "…"


def listed(names: Collection[str]) -> str:
    """Return names as a list in words; ``ingen`` for none."""
    return ", ".join(f"»{name}«" for name in names) or _("ingen")


def meant(name: str, known: Collection[str]) -> str:
    """Return `` Mente du »…«?`` with a space before it, or ``""`` when nothing is near."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return " " + _("Mente du »{name}«?").format(name=near[0]) if near else ""


def unknown_key(key: str, known: Collection[str]) -> str:
    """Return the message for a key that no table here has."""
    hint = meant(key, known) or " " + _("Her kan stå: {keys}.").format(keys=", ".join(sorted(known)))
    return _("»{key}« er ikke en nøgle her.").format(key=key) + hint


def wrong_type(expected: Plain, value: Any) -> str:
    """Return the message for a value of another type than the one expected."""
    shown = written(value)
    match expected:
        case "date":
            text = _("Her skal stå en dato uden anførselstegn, fx 2026-01-15; der står {value}.")
        case "number":
            text = _(
                "Her skal stå et tal uden anførselstegn og med punktum som decimaltegn, fx 99.5; "
                "der står {value}."
            )
        case "whole":
            text = _("Her skal stå et helt tal uden anførselstegn; der står {value}.")
        case "boolean":
            text = _("Her skal stå true (ja) eller false (nej) uden anførselstegn; der står {value}.")
        case "text":
            text = _("Her skal stå tekst i anførselstegn; der står {value}.")
        case "list":
            text = _('Her skal stå en liste i kantede parenteser, fx ["a", "b"]; der står {value}.')
        case "table":
            text = _("Her skal stå en tabel med nøgler og værdier; der står {value}.")
    return text.format(value=shown)


_PLAIN: Mapping[str, Plain] = {
    "string_type": "text",
    "bool_type": "boolean",
    "int_type": "whole",
    "decimal_type": "number",
    "date_type": "date",
    "tuple_type": "list",
    "dict_type": "table",
    "model_type": "table",
}


def of_pydantic(error: Mapping[str, Any], key: str, known: Collection[str]) -> str:
    """Return the message for one of Pydantic's errors.

    Args:
        error: As from ``ValidationError.errors()``.
        key: The last key of the place.
        known: The keys that the table at the place has.
    """
    kind, context, value = error["type"], error.get("ctx", {}), error.get("input")
    if kind in _PLAIN:
        return wrong_type(_PLAIN[kind], value)
    shown = written(value)
    match kind:
        case "missing":
            return _("»{key}« mangler. Nøglen skal stå her.").format(key=key)
        case "extra_forbidden":
            return unknown_key(key, known)
        case "literal_error" | "enum":
            choices = re.findall(r"'([^']*)'|(\d+)", str(context.get("expected", "")))
            names = [text or digits for text, digits in choices]
            hint = meant(value, names) if isinstance(value, str) else ""
            return (
                _("{value} er ikke et af valgene. Vælg en af: {choices}.").format(
                    value=shown, choices=", ".join(f'"{name}"' for name in names)
                )
                + hint
            )
        case "greater_than":
            return _("Tallet skal være over {limit}; der står {value}.").format(
                limit=context["gt"], value=shown
            )
        case "greater_than_equal":
            return _("Tallet skal være mindst {limit}; der står {value}.").format(
                limit=context["ge"], value=shown
            )
        case "less_than":
            return _("Tallet skal være under {limit}; der står {value}.").format(
                limit=context["lt"], value=shown
            )
        case "less_than_equal":
            return _("Tallet må højst være {limit}; der står {value}.").format(
                limit=context["le"], value=shown
            )
        case "too_short":
            return _("Listen skal have mindst {count}; den har {actual}.").format(
                count=context["min_length"], actual=context.get("actual_length", 0)
            )
        case "too_long":
            return _("Listen må højst have {count}; den har {actual}.").format(
                count=context["max_length"], actual=context.get("actual_length", "?")
            )
        case "value_error" | "assertion_error":
            return str(context.get("error", "")) or _("Værdien {value} passer ikke her.").format(value=shown)
        case _:
            return _("Værdien {value} passer ikke her. Se vilkårsfilens beskrivelse i docs/terms.md.").format(
                value=shown
            )

"""A field's value as text on a form, and the text as a value."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from afstemt.core.terms.model.fields import Field
from afstemt.core.units.wording import _, language


class Unreadable(ValueError):  # noqa: N818 - says what the text is
    """The text is no value of the field; the message says what was expected."""


def shown(field: Field, value: Any) -> str:
    """Return a plain value of the document as text; a value that does not fit the field as it stands."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return _number_text(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "\n".join(f"{key} = {_inside(item)}" for key, item in value.items())
        case list() | tuple() if field.shape == "steps":
            return "\n".join(" = ".join(_inside(part) for part in step) for step in value)
        case list() | tuple():
            return "\n".join(_inside(item) for item in value)
    return str(value)


def _inside(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return _number_text(value) if isinstance(value, int | Decimal) else str(value)


def _number_text(value: int | Decimal) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text if language() == "en" else text.replace(".", ",")


def read(field: Field, text: str) -> Any:
    """Return the value that a text stands for; None for nothing.

    Raises:
        Unreadable: The text is no such value.
    """
    text = text.replace("\r\n", "\n").strip()
    if field.shape in ("texts", "steps", "pairs"):
        return _lines(field, [line.strip() for line in text.split("\n") if line.strip()])
    if not text:
        return None
    match field.shape:
        case "number":
            return number(text)
        case "whole":
            return whole(text)
        case "yes_no":
            return text == "true"
        case "day":
            return _day(text)
        case "either":
            return int(text) if text.isdecimal() else text
    return text


def number(text: str) -> int | Decimal:
    """Return a number written with the language's decimal sign and without separators of thousands.

    Raises:
        Unreadable: It is not written so. ``1.234`` could be two numbers, so it is neither.
    """
    plain = text.replace("\u00a0", "").replace(" ", "")
    sign = r"\." if language() == "en" else ","
    if not re.fullmatch(rf"-?\d{{1,15}}({sign}\d{{1,15}})?", plain):
        if language() == "en":
            raise Unreadable(
                _("Skriv tallet med punktum som decimaltegn og uden tegn mellem tusinder: 1234.5")
            )
        raise Unreadable(_("Skriv tallet med komma som decimaltegn og uden tegn mellem tusinder: 1234,5"))
    plain = plain.replace(",", ".")
    return Decimal(plain) if "." in plain else int(plain)


def whole(text: str) -> int:
    """Return a whole number.

    Raises:
        Unreadable: It is not one.
    """
    if not re.fullmatch(r"-?\d{1,15}", text.replace(" ", "")):
        raise Unreadable(_("Skriv et helt tal."))
    return int(text.replace(" ", ""))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(_("Skriv datoen som ÅÅÅÅ-MM-DD, fx 2027-01-31.")) from error


def _lines(field: Field, lines: list[str]) -> Any:
    if field.shape == "texts":
        return lines
    pairs = []
    for line in lines:
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not key or not value:
            raise Unreadable(
                _("»{line}«: skriv hver linje med lighedstegn, som i eksemplet.").format(line=line)
            )
        pairs.append((key, value))
    if field.shape == "steps":
        return [[number(key), number(value)] for key, value in pairs]
    if len({key for key, _value in pairs}) < len(pairs):
        raise Unreadable(_("Den samme værdi står foran lighedstegnet to gange."))
    return {key: _paired(field, value) for key, value in pairs}


def _paired(field: Field, value: str) -> Any:
    if field.inner is tuple:
        return [part.strip() for part in value.split(",") if part.strip()]
    if field.inner is Decimal:
        return number(value)
    return whole(value) if field.inner is int else value

"""Numbers of a contract: exact, and of a size that a contract can hold.

TOML writes ``99`` and ``99.0`` alike, so a whole number may stand where a decimal is meant, and a decimal without a
remainder where a whole number is. ``true`` is no number, and text never is.
"""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticKnownError

LARGEST_EXPONENT = 15
"""Larger (10^16) and smaller (10^-16) numbers are slips of the keyboard, and make exact arithmetic slow."""


def _usable(value: Any) -> bool:
    """Return whether the value is a number of a usable size: no infinity, no 1e999999. Its size costs no time."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return Decimal(value).is_finite() and abs(Decimal(value).adjusted()) <= LARGEST_EXPONENT


def _number(value: Any) -> Decimal:
    if not _usable(value):
        raise PydanticKnownError("decimal_type")
    return Decimal(value)


def _whole(value: Any) -> int:
    if not (_usable(value) and value == int(value)):
        raise PydanticKnownError("int_type")
    return int(value)


Number = Annotated[Decimal, BeforeValidator(_number)]
"""An exact number."""
Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number."""

"""Values that a file already has types for, as the text that ``values`` and ``instants`` read without doubt."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

_MOST_DIGITS = 400
"""More than any number of the common kind has; ``1e999999999`` would be written out with a billion."""


def number(written: str) -> str:
    """Return a number with a decimal point so that no thousands can be read into it: ``1.234`` is ``1.2340``."""
    if "e" in written or "E" in written:
        try:
            value = Decimal(written)
        except InvalidOperation:
            return written
        if abs(value.adjusted()) > _MOST_DIGITS:
            return written
        written = f"{value:f}"
    whole, point, decimals = written.partition(".")
    if not point or not decimals.strip("0"):
        return whole
    return written + "0" if len(decimals) == 3 else written


def cell(value: object) -> str | None:
    """Return a cell's value as text; None for an empty one."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(repr(value))
    if isinstance(value, datetime):
        rounded = value + timedelta(microseconds=500_000) if value.microsecond else value
        return rounded.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, timedelta):
        return number(repr(value.total_seconds()))
    return str(value)


def percent(value: object) -> str | None:
    """Return the number of a cell that is shown as percent as it is shown: 0.995 is ``99.5 %``, which is no number."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{(Decimal(repr(value)) * 100).normalize():f} %"
    return cell(value)

"""When a file was taken out of its source system, as its name tells."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from fnmatch import fnmatch

from afstemt.files.reading.intake.profile import ExportOrder

_PARTS = {
    "%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{2}", "%d": r"\d{2}", "%H": r"\d{2}", "%M": r"\d{2}", "%S": r"\d{2}",
}  # fmt: skip
_DAYS = ("%Y-%m-%d", "%Y%m%d")
_MONTH = "%Y-%m"


def is_pattern(pattern: str) -> bool:
    """Return whether a time in a name can be written with the pattern: at least a year and a month."""
    parts = set(re.findall("%.?", pattern))
    return parts <= set(_PARTS) and "%m" in parts and bool(parts & {"%Y", "%y"})


def time_in(name: str, order: ExportOrder) -> tuple[int | None, int | None]:
    """Return the month that a file's name tells, in months since year 0, and the time in seconds from 1970.

    The name itself goes before the folders that the file lies in, and the last date in it before the first. A name
    that tells only a month has no time.

    Args:
        name: The path relative to the evidence folder, with forward slashes.
        order: What the profile says; without a pattern an ISO date, as ``2026-10-31`` or ``20261031``, or a month.
    """
    patterns = (order.name,) if order.name is not None else (*_DAYS, _MONTH)
    for part in reversed(name.split("/")):
        for pattern in patterns:
            if (time := _last(part, pattern)) is not None:
                return time.year * 12 + time.month, int(time.timestamp()) if "%d" in pattern else None
    return None, None


def place_of(name: str, order: Sequence[str]) -> int | None:
    """Return the file's place in an order that is written down: of the first pattern that fits it, or None."""
    names = (name, name.rsplit("/", maxsplit=1)[-1])
    fitting = (
        place for place, each in enumerate(order) if each in names or any(fnmatch(one, each) for one in names)
    )
    return next(fitting, None)


def _last(text: str, pattern: str) -> datetime | None:
    shape = re.sub("%.", lambda one: _PARTS[one.group()], re.escape(pattern).replace(r"\%", "%"))
    time = None
    for match in re.finditer(rf"(?<!\d)(?:{shape})(?!\d)", text):
        try:
            time = datetime.strptime(match.group(), pattern).replace(tzinfo=UTC)
        except ValueError:  # looks like a date and is none
            continue
    return time

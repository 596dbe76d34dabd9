"""The parts that ``make docs`` makes: the name that a page gives the part, and what makes it."""

from collections.abc import Callable

import profiles

PARTS: dict[str, Callable[[], str]] = {
    "profiles": profiles.table,
}

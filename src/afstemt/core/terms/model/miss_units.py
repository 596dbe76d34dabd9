"""The units that a penalty counts a miss in, and what they are called."""

from collections.abc import Mapping
from typing import Annotated, Literal

from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.wording import _, msgid

_WORDS: Mapping[str, tuple[str, str]] = {
    "percentage_point": (msgid("procentpoint"), msgid("procentpoint")),
    "hour": (msgid("time"), msgid("timer")),
    "minute": (msgid("minut"), msgid("minutter")),
    "working_day": (msgid("arbejdsdag"), msgid("arbejdsdage")),
    "case": (msgid("tilfælde"), msgid("tilfælde")),
}
"""One and many of each, Danish."""

Unit = Annotated[
    Literal["percentage_point", "hour", "minute", "working_day", "case"],
    Word("Enhed", definite="enheden"),
    Choices({unit: one for unit, (one, _many) in _WORDS.items()}),
]


def unit_word(unit: str, *, many: bool = False) -> str:
    """Return what a unit is called in the active language; the bare name of one that is not known."""
    words = _WORDS.get(unit)
    return _(words[many]) if words else unit

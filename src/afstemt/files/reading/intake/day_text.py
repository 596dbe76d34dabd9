"""The text of one day, as exports write it: year first, with the month's name, or as two numbers and a year.

Days repeat, so each text is looked at once, however many rows have it.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from afstemt.files.reading.intake.month_name import is_weekday, month_of

First = Literal["day", "month"]
"""Which of the two stands first where both are numbers and the year is last."""
Form = Literal["iso", "named", "numeric"]
"""``iso`` has the year first, ``named`` the month's name; only ``numeric`` can be read in two ways."""

_WORD = r"[^\W\d_]+"
_GAP = r"[-/.,\s]*"
_OF = rf"(?:(?:de|del|of)\b{_GAP})?"
_YEAR = r"(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(rf"(\d{{1,2}})([-/.])\s*(\d{{1,2}})\2\s*{_YEAR}")
_DAY_FIRST_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|er)?{_GAP}{_OF}({_WORD}){_GAP}{_OF}{_YEAR}", re.I)
_MONTH_FIRST_NAMED = re.compile(rf"({_WORD}){_GAP}(\d{{1,2}})(?:st|nd|rd|th)?[-/.,\s]+(\d{{4}})", re.I)
_YEAR_FIRST_NAMED = re.compile(rf"(\d{{4}}){_GAP}({_WORD}){_GAP}(\d{{1,2}})")
_LEADING_WORD = re.compile(rf"({_WORD})\.?,?\s+(?:den\s+)?(?=\w)", re.I)
_PIVOT = 69
"""Two digits from here on are of the last century, as POSIX has it."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """One day as it is written.

    Attributes:
        form: How; of ``numeric`` what stands first is not told.
        first, second: The two numbers of ``numeric``; else the day and the month.
        short: The year of ``numeric`` has two digits.
    """

    form: Form
    year: int
    first: int
    second: int
    short: bool = False

    @property
    def shows(self) -> First | None:
        """What must stand first, for the other number is no month; None where the text does not show it."""
        if self.form != "numeric" or (self.first > _MONTHS) == (self.second > _MONTHS):
            return None
        return "day" if self.first > _MONTHS else "month"

    @property
    def doubtful(self) -> bool:
        """Whether the text could be two days."""
        return (
            self.form == "numeric" and self.first != self.second and max(self.first, self.second) <= _MONTHS
        )

    def date(self, first: First | None) -> date | None:
        """Return the day, its month first or last as ``first`` says; None where there is no such day, or no order."""
        if first is None and self.first != self.second and self.form == "numeric":
            return None
        turned = self.form == "numeric" and first == "month"
        day, month = (self.second, self.first) if turned else (self.first, self.second)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


@lru_cache(maxsize=50_000)
def day_of(text: str) -> Day | None:
    """Return the day that a text is; None for a text in no form that is known."""
    bare = text.strip().rstrip(".")
    if found := _YEAR_FIRST.fullmatch(bare):
        year, _mark, month, day = found.groups()
        return Day("iso", int(year), int(day), int(month))
    if found := _NUMERIC.fullmatch(bare):
        first, _mark, second, year = found.groups()
        return Day("numeric", _full(year), int(first), int(second), len(year) == 2)
    return _named(bare) or _after_weekday(bare)


def _after_weekday(text: str) -> Day | None:
    word = _LEADING_WORD.match(text)
    if word is None or not (is_weekday(word[1]) or word[1].casefold() == "den"):
        return None
    return day_of(text[word.end() :])


def _named(text: str) -> Day | None:
    for pattern, (day_at, name_at, year_at) in (
        (_DAY_FIRST_NAMED, (1, 2, 3)),
        (_MONTH_FIRST_NAMED, (2, 1, 3)),
        (_YEAR_FIRST_NAMED, (3, 2, 1)),
    ):
        found = pattern.fullmatch(text)
        if found is not None and (month := month_of(found[name_at])) is not None:
            return Day("named", _full(found[year_at]), int(found[day_at]), month)
    return None


def _full(year: str) -> int:
    """Return the year of two or four digits."""
    number = int(year)
    if len(year) > 2:
        return number
    return number + (1900 if number >= _PIVOT else 2000)

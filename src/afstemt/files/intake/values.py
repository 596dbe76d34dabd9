"""Text to the other column types: numbers with Danish or English marks, yes and no, dates."""

from typing import Literal

import polars as pl

_TRUE = ("true", "1", "ja", "yes", "y", "sand", "x", "j", "sandt", "t")
_FALSE = ("false", "0", "nej", "no", "n", "falsk", "f")
_GROUPED = r"^[+-]?\d{1,3}([.]\d{3})+$|^[+-]?\d{1,3}(,\d{3})+$"
_COMMA = (
    r"^[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d*,(?:\d{1,2}|\d{4,})|\d{4,},\d{3}|\d{1,3}(?:\.\d{3}){2,}|0,\d{3})$"
)
_POINT = (
    r"^[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d*\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d{3}|\d{1,3}(?:,\d{3}){2,}|0\.\d{3})$"
)
_WRITTEN = {
    ",": r"^[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?$",
    ".": r"^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?$",
}
_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)$"


def read_decimals(text: pl.Series, mark: Literal["auto", ",", "."]) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return exact numbers as text with a decimal point; a mask of texts that are no number; one of unclear ones.

    With ``auto`` the column decides: a value such as ``7,5`` or ``1.234,50`` says comma, ``7.5`` point. Where a
    column has only values such as ``1.234``, one or a thousand times more, nothing is guessed.
    """
    bare = text.str.replace_all(r"[\s\u00a0'’]", "").str.replace(r"^[−–]", "-")
    unclear = pl.repeat(False, len(text), eager=True)
    if mark == "auto":
        comma, point = bare.str.contains(_COMMA), bare.str.contains(_POINT)
        if comma.any() and not point.any():
            mark = ","
        elif point.any() and not comma.any():
            mark = "."
        else:
            unclear = bare.str.contains(_GROUPED).fill_null(False) & ~(comma | point).fill_null(False)
            by_comma = comma.fill_null(False)
            number = _plain(bare, ",").zip_with(by_comma, _plain(bare, "."))
            return _checked(number, text, unclear)
    return _checked(_plain(bare, mark), text, unclear)


def _plain(bare: pl.Series, mark: str) -> pl.Series:
    """Return the numbers written with ``mark`` with a decimal point instead; null for what is not so written."""
    other = "." if mark == "," else ","
    plain = bare.str.replace_all(other, "", literal=True).str.replace(mark, ".", literal=True)
    return pl.select(pl.when(bare.str.contains(_WRITTEN[mark])).then(plain)).to_series()


def _checked(
    number: pl.Series, text: pl.Series, unclear: pl.Series
) -> tuple[pl.Series, pl.Series, pl.Series]:
    number = number.str.strip_prefix("+")
    bad = text.is_not_null() & ~number.str.contains(_NUMBER).fill_null(False) & ~unclear
    kept = pl.select(pl.when(~bad & ~unclear).then(number)).to_series()
    return kept, bad, unclear


def read_integers(text: pl.Series, mark: Literal["auto", ",", "."]) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return whole numbers; masks of texts that are none, and of unclear ones. ``12,0`` is whole, ``12,5`` is not."""
    number, bad, unclear = read_decimals(text, mark)
    if unclear.any():
        grouped = text.filter(unclear & ~text.str.contains(r"[.,]000$"))
        if len(grouped):  # 1.200 is whole only as thousands, and so the column says what its mark is
            return read_integers(text, "," if "." in grouped[0] else ".")
    whole = number.str.replace(r"\.0*$", "").cast(pl.Int64, strict=False)
    return whole, bad | (number.is_not_null() & whole.is_null()), unclear


def read_booleans(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return yes and no, and a mask of texts that are neither."""
    word = text.str.to_lowercase()
    found = pl.select(pl.when(word.is_in(_TRUE)).then(True).when(word.is_in(_FALSE)).then(False)).to_series()
    return found, text.is_not_null() & found.is_null()


def read_dates(text: pl.Series, formats: tuple[str, ...]) -> tuple[pl.Series, pl.Series]:
    """Return days, and a mask of texts that are none. A midnight after the day is allowed."""
    bare = text.str.replace(r"[ T]00:00(:00)?$", "")
    found = pl.Series([None] * len(text), dtype=pl.Date)
    for pattern in ("%Y-%m-%d", *(each for each in formats if "%d" in each and "%H" not in each)):
        found = bare.str.to_date(pattern, strict=False).zip_with(found.is_null(), found)
    return found, text.is_not_null() & found.is_null()

"""Rows of one kind of case that say they are of another, in a file that one profile reads alone.

Who delivers Afstemt's own ``incidents.csv``, or a log of incidents, has said what its rows are; an id or a type that
says otherwise is not passed over. Such rows are set aside, and asked about once.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import polars as pl

from afstemt.core.evidence.retyping import TABLES
from afstemt.files.reading.intake.plan import counted, stripped
from afstemt.files.reading.intake.profile import Profile, Source
from afstemt.files.reading.intake.profile_file import builtin
from afstemt.files.reading.intake.recognise import Reading
from afstemt.files.reading.intake.selection import key, plain, present
from afstemt.files.reading.sheets.finding import ASK, Finding, Findings

LETTERS = r"^([A-Za-zÆØÅæøå]+)[-_ ]?\d"
"""The letters that an id begins with."""
OTHER_KIND = "other-kind"
_Words = Mapping[str, frozenset[str]]


@cache
def _ids() -> _Words:
    """Return the letters of ids, in lower case, with the tables of the cases that they tell; none of a part of one."""
    return _tables(
        (word.lower(), one) for one in builtin() for word in (*one.kind.ids, *one.kind.parts) if word != "*"
    )


@cache
def _types() -> _Words:
    """Return the words of types, as ``selection.key`` has them, likewise."""
    return _tables((plain(word), one) for one in builtin() for word in (*one.kind.types, *one.kind.parts))


def _tables(words: Iterable[tuple[str, Profile]]) -> _Words:
    found: dict[str, set[str]] = {}
    for word, profile in words:
        whole = word not in {plain(part) for part in profile.kind.parts}
        found.setdefault(word, set()).update({profile.table} if whole else ())
    return {word: frozenset(tables) for word, tables in found.items()}


def of_other_kinds(frame: pl.DataFrame, reading: Reading, findings: Findings) -> dict[int, str]:
    """Return the rows that say they are of another kind than the reading's, by number, with why they are set aside.

    Args:
        frame: The sheet's text, with ``row_no``.
        reading: The one way in which the sheet is read.
        findings: Takes what is asked.
    """
    profile, table = reading.profile, reading.table.name
    if table not in TABLES or frame.is_empty():
        return {}
    known = {plain(word) for word in (*profile.kind.ids, *profile.kind.types, *profile.kind.neutral)}
    source = profile.source(reading.table, "id")
    lost: dict[int, str] = {}
    for column, words, by_letters in (
        (present(frame, source.columns if source is not None else ()), _ids(), True),
        (present(frame, profile.cases.type), _types(), False),
    ):
        chosen = any(column in each.columns for each in profile.filters)
        if column is None or chosen:
            continue
        strange = [word for word, tables in words.items() if table not in tables and word not in known]
        said = stripped(frame, Source((column,)), profile.missing)
        if by_letters:
            said = letters(said, strange)
        mask = key(said).is_in(strange).fill_null(value=False)
        if mask.any():
            findings.add(_asked(said.filter(mask), column, table))
            lost |= dict.fromkeys(frame["row_no"].filter(mask), OTHER_KIND)
    return lost


def letters(ids: pl.Series, wanted: Iterable[str]) -> pl.Series:
    """Return the letters that ids begin with, where any begins with one of those wanted; else nothing, at once."""
    begins = ids.str.head(max(map(len, wanted), default=0)).str.contains_any(
        list(wanted), ascii_case_insensitive=True
    )
    if not begins.any():
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(ids))
    return ids.str.extract(LETTERS)


def any_of_other_kinds(ids: pl.LazyFrame, table: str) -> bool:
    """Return whether any of the ids of a table tells another kind; ``ids`` has the one column ``id``."""
    if table not in TABLES:
        return False
    strange = [word for word, tables in _ids().items() if table not in tables]
    told = pl.col("id").str.extract(LETTERS).str.to_lowercase().is_in(strange)
    found = ids.filter(pl.col("id").str.contains_any(strange, ascii_case_insensitive=True)).select(told.any())
    return bool(found.collect(engine="streaming").item())


def _asked(said: pl.Series, column: str, table: str) -> Finding:
    words = said.unique(maintain_order=True)
    line = "neutral = [" + ", ".join(f'"{word}"' for word in words.head(3)) + "]"
    values: dict[str, str | int] = {"count": len(said), "values": counted(said), "table": table, "line": line}
    return Finding(OTHER_KIND, ASK, None, column, values)

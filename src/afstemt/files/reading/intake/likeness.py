"""What a sheet that is nearly known is nearest to, and what one that is known was known by."""

import difflib
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.tables import TABLES
from afstemt.files.reading.intake.headings import Headings
from afstemt.files.reading.intake.profile import OWN, Profile
from afstemt.files.reading.sheets.finding import Finding
from afstemt.files.reading.sheets.sheet import heading_key

_ALIKE = 0.8
"""How alike two headings must be for one to be the other misspelt: 1 is the same."""
_FEWEST = 2
"""Headings that a sheet must have of a profile, or of a table, to be near it."""
_SORTS = {
    **dict.fromkeys(("at", "on", "time", "date", "tid", "dato", "den", "datum"), "time"),
    **dict.fromkeys(("id", "no", "nr", "number"), "id"),
    **{each: each for each in ("by", "flag", "count", "type", "name")},
}
"""Last words of a heading that say what sort of thing it holds."""


def meant(name: str, among: Iterable[str], known: Iterable[str] = (), also: Iterable[str] = ()) -> str | None:
    """Return the heading that is ``name`` misspelt, or in other words; None where none is, or it is doubtful.

    Another word that looks alike is none: ``reopened_flag`` and ``reopened_at`` are not meant for ``opened_at``.

    Args:
        name: The name that was looked for.
        among: The headings to find it among.
        known: Headings that mean something of their own.
        also: Other words for the same.
    """
    taken = {heading_key(each) for each in known}
    free = [each for each in among if heading_key(each) not in taken]
    words = {heading_key(each) for each in also}
    if (same := next((each for each in free if heading_key(each) in words), None)) is not None:
        return same
    stem, sort = stem_of(name)
    best, likeness = None, _ALIKE
    for each in free:
        other, other_sort = stem_of(each)
        if stem[:1] != other[:1] or _digits(stem) != _digits(other) or len({sort, other_sort} - {""}) > 1:
            continue
        if (ratio := difflib.SequenceMatcher(None, stem, other).ratio()) >= likeness:
            best, likeness = each, ratio
    return best


def stem_of(heading: str) -> tuple[str, str]:
    """Return a heading without what says its sort, and the sort; ``""`` where none is said."""
    words = [each for each in re.split(r"[\W_]+", heading.casefold()) if each]
    sort = _SORTS.get(words[-1], "") if len(words) > 1 else ""
    return "".join(words[:-1] if sort else words), sort


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def nearest(header: Iterable[str], profiles: Iterable[Profile]) -> Finding | None:
    """Return a note of the profile, or own table, of which a sheet has most, with what it lacks; None for none."""
    headings = Headings(header)
    near = []
    for title, names in (*_of_profiles(profiles), *_of_tables()):
        lacks = [each for each in names if headings.spelling(each) is None]
        has = len(names) - len(lacks)
        if lacks and has >= _FEWEST and has >= len(lacks):
            near.append((len(lacks) / len(names), -has, title, lacks))
    if not near:
        return None
    _share, _has, title, lacks = min(near)
    return Finding("nearest", "note", values={"nearest": title, "lacks": ", ".join(lacks)})


def _of_profiles(profiles: Iterable[Profile]) -> Iterator[tuple[str, list[str]]]:
    for profile in profiles:
        yield from ((profile.name, sorted(names)) for names in profile.recognise)


def _of_tables() -> Iterator[tuple[str, list[str]]]:
    for table in TABLES:
        yield table.name, [column.name for column in table.columns if column.required]


def known_by(
    profile: Profile, named: Table | None, path: Path, header: Iterable[str], *, asked: bool
) -> tuple[str, str]:
    """Return what a sheet was recognised by, as ``SourceFile.known_by``, and the columns that it was.

    Args:
        profile: What it was recognised as.
        named: The table that its name says.
        path: The file.
        header: Its headings.
        asked: Whether somebody said a profile.
    """
    headings = Headings(header)
    if profile.name == OWN:
        return ("name", "") if named is not None else ("columns", "")
    fitting = [
        names for names in profile.recognise if None not in {headings.spelling(name) for name in names}
    ]
    if fitting:
        best = max(fitting, key=len)
        return "columns", ", ".join(sorted(str(headings.spelling(name)) for name in best))
    if any(fnmatch(each, pattern) for each in (path.name, path.stem) for pattern in profile.files):
        return "file_name", ""
    return ("asked" if asked else "columns"), ""

"""Which profile of a family reads each row of a sheet: by its type, by its id, or as the whole sheet is told.

Each row is read by one profile, or left out or set aside by name. A row that says another kind than those known is set
aside: reading it as an incident would be a guess, and leaving it out would let a word remove a case.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from afstemt.files.reading.intake.other_kinds import LETTERS, of_other_kinds
from afstemt.files.reading.intake.plan import counted, stripped
from afstemt.files.reading.intake.profile import Profile, Source
from afstemt.files.reading.intake.recognise import Match, Reading
from afstemt.files.reading.intake.selection import key, plain, present
from afstemt.files.reading.sheets.finding import ASIDE, ASK, NOTE, Finding, Findings, Severity

_PART = -1
"""The place of a row that is a part of a case."""
UNKNOWN = "unknown-kind"


@dataclass(frozen=True)
class Part:
    """Rows of a sheet that one profile reads.

    Attributes:
        lost: Rows of ``rows`` that are set aside, with why: what they are is not told.
        told: What tells that they are of this kind, as a message quotes it.
    """

    reading: Reading
    rows: pl.DataFrame
    lost: Mapping[int, str]
    told: str = ""


@dataclass(frozen=True)
class _Words:
    """What the rows say of their kind, by one column: of each what it says, and the place of the reading it tells."""

    column: str
    said: pl.Series
    place: pl.Series


def parts(frame: pl.DataFrame, match: Match, findings: Findings) -> list[Part]:
    """Return the rows by what reads them; a family's rows that no profile reads are said.

    Args:
        frame: The sheet's text, with ``row_no``.
        match: What the sheet was recognised as.
        findings: Takes what is left out and what is asked.
    """
    if len(match.readings) == 1:
        return [Part(match.readings[0], frame, of_other_kinds(frame, match.readings[0], findings))]
    profiles = [each.profile for each in match.readings]
    by_type, by_id = _by_type(frame, profiles), _by_id(frame, profiles)
    told = [each for each in (by_type, by_id) if each is not None]
    place = pl.Series([None] * len(frame), dtype=pl.Int8)
    for each in reversed(told):
        place = each.place.zip_with(each.place.is_not_null(), place)
    frame, place, told = _without_parts(frame, place, told, findings)
    if by_type is not None:
        _say_kinds(told[0], findings)
    elif told and place.n_unique() == 1 and place[0]:
        findings.add(_kind_told(told[0], match.readings[int(place[0])]))
    place, why = _settled(frame, place, told, match, findings)
    return _apart(frame, place, why, told, match)


def _by_type(frame: pl.DataFrame, profiles: list[Profile]) -> _Words | None:
    """Return what the column of types says; None where the sheet has none, or an empty one."""
    column = present(frame, (name for each in profiles for name in each.cases.type))
    if column is None:
        return None
    said = stripped(frame, Source((column,)), profiles[0].missing)
    if said.null_count() == len(said):
        return None
    places = {plain(word): _PART for each in profiles for word in each.kind.parts}
    places |= {plain(word): at for at, each in enumerate(profiles) for word in each.kind.types}
    return _Words(column, said, _placed(key(said), places))


def _by_id(frame: pl.DataFrame, profiles: list[Profile]) -> _Words | None:
    """Return what the letters of the ids say; None where none of them tells anything."""
    places = {word.lower(): _PART for each in profiles for word in each.kind.parts}
    places |= {word.lower(): at for at, each in enumerate(profiles) for word in each.kind.ids}
    sources = (each.columns["id"].columns for each in profiles if "id" in each.columns)
    column = present(frame, (name for each in sources for name in each))
    if column is None or not any(each.kind.ids for each in profiles):
        return None
    said = stripped(frame, Source((column,)), profiles[0].missing).str.extract(LETTERS)
    place = _placed(said.str.to_lowercase(), places)
    return None if place.null_count() == len(place) else _Words(column, said, place)


def _placed(words: pl.Series, places: Mapping[str, int]) -> pl.Series:
    return words.replace_strict(list(places), list(places.values()), default=None, return_dtype=pl.Int8)


def _without_parts(
    frame: pl.DataFrame, place: pl.Series, told: list[_Words], findings: Findings
) -> tuple[pl.DataFrame, pl.Series, list[_Words]]:
    """Leave out the rows that are parts of cases."""
    out = (place == _PART).fill_null(value=False)
    if not out.any():
        return frame, place, told
    words = next(each for each in told if (each.place == _PART).any())
    findings.left_out += int(out.sum())
    said: dict[str, str | int] = {"count": int(out.sum()), "values": counted(words.said.filter(out))}
    findings.add(Finding("parts-left-out", NOTE, None, words.column, said))
    kept = [_Words(each.column, each.said.filter(~out), each.place.filter(~out)) for each in told]
    return frame.filter(~out), place.filter(~out), kept


def _say_kinds(words: _Words, findings: Findings) -> None:
    said = words.said.drop_nulls()
    if len(said):
        findings.add(Finding("kinds", NOTE, None, words.column, {"values": counted(said)}))


def _kind_told(words: _Words, reading: Reading) -> Finding:
    values: dict[str, str | int] = {"values": counted(words.said.drop_nulls()), "table": reading.table.name}
    return Finding("kind-by-id", NOTE, None, words.column, values)


def _settled(
    frame: pl.DataFrame, place: pl.Series, told: list[_Words], match: Match, findings: Findings
) -> tuple[pl.Series, dict[int, str]]:
    """Return the place of every row, and why those are set aside of which it is not told."""
    open_ = place.is_null()
    if not open_.any():
        return place, {}
    known = place.drop_nulls().unique().to_list()
    strange = [(each, open_ & each.said.is_not_null() & each.place.is_null()) for each in told]
    if not known:
        return _as_a_whole(place, strange, match, findings), {}
    why: dict[int, str] = {}
    main = match.told if match.told is not None else 0
    types = match.readings[main].profile
    for words, mask in strange:
        chosen = any(words.column in each.columns for each in types.filters)
        if mask.any() and not chosen:
            values = _line(words, mask, types)
            findings.add(Finding(UNKNOWN, ASK, None, words.column, values))
            why |= dict.fromkeys(frame["row_no"].filter(mask), UNKNOWN)
        open_ &= ~mask
    silent = [each for each in told if each.column in types.cases.type]
    if silent and open_.any():
        findings.rows(frame, open_, "no-kind", ASIDE, silent[0].column)
        why |= dict.fromkeys(frame["row_no"].filter(open_), "no-kind")
    follows = known[0] if len(known) == 1 and match.told is None else main
    return place.fill_null(follows if not silent else main), why


def _as_a_whole(
    place: pl.Series,
    strange: list[tuple[_Words, pl.Series]],
    match: Match,
    findings: Findings,
) -> pl.Series:
    """Return one place for all rows of a sheet of which none tells its kind; it is asked about if nothing else does."""
    main = match.told if match.told is not None else 0
    profile, table = match.readings[main].profile, match.readings[main].table.name
    said = [(words, mask) for words, mask in strange if mask.any()]
    if said:
        words, mask = said[0]
        findings.add(
            Finding(
                "unknown-kinds-read", ASK, None, words.column, {**_line(words, mask, profile), "table": table}
            )
        )
    elif match.told is None:
        findings.add(not_told(match, "kind-not-told"))
    return place.fill_null(main)


def not_told(match: Match, code: str) -> Finding:
    """Return the question which of its readings a sheet is, where nothing tells."""
    main = match.readings[0]
    others = ", ".join(each.profile.name for each in match.readings if not each.lacking)
    values: dict[str, str | int] = {
        "profile": main.profile.name,
        "table": main.table.name,
        "profiles": others,
    }
    return Finding(code, ASK, None, None, values)


def _line(words: _Words, mask: pl.Series, profile: Profile) -> dict[str, str | int]:
    """Return what is said of rows of a kind that no profile knows, with the line that would tell it."""
    first = str(words.said.filter(mask)[0])
    by = "types" if words.column in profile.cases.type else "ids"
    known = (*getattr(profile.kind, by), first)
    line = f"{by} = [" + ", ".join(f'"{each}"' for each in known) + "]"
    return {
        "count": int(mask.sum()),
        "values": counted(words.said.filter(mask)),
        "profile": profile.name,
        "line": line,
    }


def _apart(
    frame: pl.DataFrame, place: pl.Series, why: Mapping[int, str], told: list[_Words], match: Match
) -> list[Part]:
    """Return the rows of each reading."""
    made = []
    for at in sorted(place.unique().to_list()):
        reading = match.readings[at]
        mine = place == at
        rows = frame if mine.all() else frame.filter(mine)
        lost = {row: why[row] for row in rows["row_no"] if row in why} if why else {}
        made.append(Part(reading, rows, lost, _told(told, mine)))
    return made or [Part(match.readings[match.told or 0], frame, {})]


def _told(told: list[_Words], mine: pl.Series) -> str:
    """Return what the rows say of their kind; the name of the file where they say nothing."""
    for words in told:
        said = words.said.filter(mine & words.place.is_not_null())
        if len(said):
            return f"{words.column}: {counted(said)}"
    return ""


def lacking_of(part: Part, severity: Severity = "stop") -> Finding:
    """Return what is said of rows whose sheet lacks columns that every row of their table must have."""
    profile, table = part.reading.profile, part.reading.table
    wanted = []
    for finding in part.reading.lacking:
        source = profile.source(table, str(finding.values["target"]))
        wanted.append(" / ".join(source.columns[:3]) if source else finding.column or "")
    code = "kind-unread" if severity == "stop" else "kind-set-aside"
    values: dict[str, str | int] = {
        "count": len(part.rows),
        "table": table.name,
        "told": part.told or profile.name,
    }
    target = str(part.reading.lacking[0].values["target"])
    return Finding(
        code, severity, None, ", ".join(wanted), values | {"profile": profile.name, "target": target}
    )


def several_ids(part: Part) -> Finding | None:
    """Return what is asked of a part whose ids are of several sorts, as of an order and its items."""
    profile = part.reading.profile
    if len(profile.kind.ids) < 2:
        return None
    words = _by_id(part.rows, [profile])
    if words is None:
        return None
    sorts = words.said.filter(words.place.is_not_null()).str.to_uppercase()
    if sorts.n_unique() < 2:
        return None
    values = {"values": counted(sorts), "profile": profile.name, "table": part.reading.table.name}
    return Finding("several-ids", ASK, None, words.column, values)

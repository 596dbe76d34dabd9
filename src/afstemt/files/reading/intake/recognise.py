"""Which profile and table a sheet is, by its name and its columns; asked for when they do not tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.headings import Headings, fitted
from afstemt.files.reading.intake.likeness import meant, nearest
from afstemt.files.reading.intake.profile import OWN, ExportOrder, Profile
from afstemt.files.reading.intake.profile_file import builtin, load
from afstemt.files.reading.sheets.finding import Finding, Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.personal import is_personal
from afstemt.files.reading.sheets.wanted import Frame


@dataclass(frozen=True)
class Reading:
    """One way to read a sheet: by which profile, and as which table.

    Attributes:
        lacking: What the sheet lacks for it: no row can be read so where there is any.
    """

    profile: Profile
    table: Table
    lacking: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Match:
    """What a sheet was recognised as.

    Attributes:
        readings: One, or those of a family, of which each row is read by one; the first for rows that tell nothing.
        wanted: The columns to take in.
        told: Which of the readings it is where no row tells: by its columns, its name or what was asked for. None
            where nothing does.
    """

    readings: tuple[Reading, ...]
    wanted: frozenset[str]
    told: int | None = 0

    @property
    def profile(self) -> Profile:
        """The first reading's profile."""
        return self.readings[0].profile

    @property
    def table(self) -> Table:
        """The first reading's table."""
        return self.readings[0].table


@dataclass(frozen=True)
class Profiles:
    """The profiles that a sheet is held against.

    Attributes:
        builtin: Those that come with Afstemt, the own one among them.
        folder: Those that lie in the evidence folder.
        asked: The one named with ``--as``, for every sheet that is not an own table by name and columns.
        given: All that somebody gave: the folder's, those that read nothing themselves among them, and the asked one.
    """

    builtin: tuple[Profile, ...]
    folder: tuple[Profile, ...] = ()
    asked: Profile | None = None
    given: tuple[Profile, ...] = ()

    def ignoring(self, sheet: str) -> Profile | None:
        """Return the profile that says that a workbook's sheet is no evidence; None where none does."""
        return next((each for each in self.given if sheet and each.ignores_sheet(sheet)), None)

    @property
    def own(self) -> Profile:
        """Afstemt's own columns."""
        return next(profile for profile in self.builtin if profile.name == OWN)


def profiles_for(asked: str | None, folder: Iterable[str]) -> Profiles:
    """Return the profiles that files are held against. ``asked`` is a name or a path, ``folder`` paths.

    Raises:
        Unreadable: ``no-such-profile``, ``bad-profile``.
    """
    known = builtin()
    beside = tuple(load(Path(path)) for path in folder)
    found = next((each for each in (*beside, *known) if each.name == asked and not each.is_general), None)
    if asked is not None and found is None:
        if not asked.endswith(".toml") or not Path(asked).is_file():
            names = ", ".join(each.name for each in (*beside, *known))
            raise Unreadable("no-such-profile", profile=asked, profiles=names)
        found = load(Path(asked))
    general = [each for each in beside if each.is_general]
    ruled, placed = (
        tuple(_under(each, general) for each in some if not each.is_general) for some in (known, beside)
    )
    asking = found and _under(found, general)
    return Profiles(ruled, placed, asking, (*beside, *((found,) if found else ())))


def _under(profile: Profile, general: Iterable[Profile]) -> Profile:
    """Return the profile with what the folder's general ones say of every file."""
    export, frame, clock, kind = ExportOrder(), Frame(), profile.clock, profile.kind
    for each in general:
        kind = replace(kind, neutral=(*kind.neutral, *each.kind.neutral))
        export, frame, clock = each.export.over(export), each.frame.over(frame), clock.under(each.clock)
    frame, export = profile.frame.over(frame), profile.export.over(export)
    return replace(profile, export=export, frame=frame, clock=clock, kind=kind)


def own_table(stem: str) -> Table | None:
    """Return the table that a name says: ``incidents``, ``incidents-2026-10``, ``Checks uge 40``."""
    name = re.sub(r"[\s.-]+", "_", stem.strip().lower())
    fitting = [each for each in BY_NAME if name == each or name.startswith(each + "_")]
    return BY_NAME[max(fitting, key=len)] if fitting else None


def match(stem: str, sheet: str, header: tuple[str, ...], profiles: Profiles, findings: Findings) -> Match:
    """Return the sheet's profile and table.

    Raises:
        Unreadable: ``unrecognised`` or ``several-profiles`` (say which with ``--as``); ``missing-column``.
    """
    named = own_table(sheet) or own_table(stem)
    for headings in (Headings(header, exact=True), Headings(header)):
        if (found := _recognised(stem, named, headings, profiles)) is not None:
            return _read_by(*found, stem, header, findings)
    if (asked := profiles.asked) is not None and asked.name != OWN:
        return _read_by(_family([asked], profiles), [asked], stem, header, findings)
    if named is not None:
        return _read_by([(profiles.own, named)], [profiles.own], stem, header, findings)
    if (near := nearest(header, (*profiles.folder, *profiles.builtin))) is not None:
        findings.add(near)
    raise Unreadable("unrecognised", columns=_listed(header), profiles=_names(profiles))


def _recognised(
    stem: str, named: Table | None, headings: Headings, profiles: Profiles
) -> tuple[list[tuple[Profile, Table]], list[Profile]] | None:
    """Return what may read the sheet by its columns, and which it is where they tell; None when there is nothing.

    Raises:
        Unreadable: ``several-profiles``.
    """
    own = profiles.own
    if named is not None and not _lacking(named, own, headings):
        return [(own, named)], [own]
    if (asked := profiles.asked) is not None:
        table = named or _by_header(headings, own) if asked.name == OWN else BY_NAME[asked.table]
        if table is None or _lacking(table, asked, headings):
            return None
        return ([(own, table)], [own]) if asked.name == OWN else (_family([asked], profiles), [asked])
    beside = {each.name: headings.recognised(each) for each in profiles.folder}
    beside = {
        each.name: len(headings.names) + 1 if _is_called(stem, each.files) else beside[each.name]
        for each in profiles.folder
    }
    if best := max(beside.values(), default=0):
        first = [each for each in profiles.folder if beside[each.name] == best]
        if len(first) > 1 and not all(each.filters or each.kind.family for each in first):
            raise Unreadable("several-profiles", profiles=", ".join(each.name for each in first))
        return _family(first, profiles), first
    fits = [(headings.recognised(profile), profile) for profile in profiles.builtin]
    if best := max(count for count, _ in fits):
        winners = [profile for count, profile in fits if count == best]
        if len({each.kind.family or each.name for each in winners}) > 1:
            raise Unreadable("several-profiles", profiles=", ".join(each.name for each in winners))
        return _family(winners[:1], profiles), winners
    table = None if named is not None else _by_header(headings, own)
    return None if table is None else ([(own, table)], [own])


def knows(stem: str, sheet: str, header: tuple[str, ...], line: int, profiles: Profiles) -> bool:
    """Return whether a line of a sheet is the headings of something that is known."""
    try:
        found = match(stem, sheet, header, profiles, Findings(Limits()))
    except Unreadable as unreadable:
        return unreadable.finding.code == "several-profiles"
    return found.profile.frame.header in (None, line)


def frame_of(stem: str, profiles: Profiles) -> Frame:
    """Return what is said of a file's frame whatever its headings are: by the profile asked for, or of its name."""
    named = (each for each in profiles.folder if _is_called(stem, each.files))
    return profiles.asked.frame if profiles.asked is not None else next(named, profiles.own).frame


def _family(first: list[Profile], profiles: Profiles) -> list[tuple[Profile, Table]]:
    """Return the profiles with those that read other kinds of case from the same file, that of incidents first."""
    joined = {
        each.name: each for each in (*first, *(one for each in first for one in _siblings(each, profiles)))
    }
    tables = {each.table for each in first}
    members = [each for each in joined.values() if each in first or each.table not in tables]
    return [
        (each, BY_NAME[each.table]) for each in sorted(members, key=lambda each: each.table != "incidents")
    ]


def _siblings(profile: Profile, profiles: Profiles) -> list[Profile]:
    """Return the built-in profiles that read other kinds of case from the same file.

    None for one that chooses its rows itself by their type.
    """
    if not profile.kind.family or any(
        set(each.columns) & set(profile.cases.type) for each in profile.filters
    ):
        return []
    family = [each for each in profiles.builtin if each.kind.family == profile.kind.family]
    return [each for each in family if each.table != profile.table]


def _is_called(stem: str, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(_glob(each), stem, re.IGNORECASE) for each in patterns)


def _glob(pattern: str) -> str:
    return re.escape(pattern.rsplit(".", 1)[0] if "." in pattern else pattern).replace(r"\*", ".*")


def _names(profiles: Profiles) -> str:
    return ", ".join(each.name for each in (*profiles.folder, *profiles.builtin))


def _listed(header: Iterable[str]) -> str:
    return ", ".join(list(header)[:12])[:200]


def _by_header(headings: Headings, own: Profile) -> Table | None:
    """Return the one own table that knows every column of the header and gets all it needs."""
    fitting = []
    for table in BY_NAME.values():
        names = {name for column in table.columns for name in (column.name, column.frame_name)}
        if headings.names <= set(headings.spellings(names)) and not _lacking(table, own, headings):
            fitting.append(table)
    return fitting[0] if len(fitting) == 1 else None


def _lacking(table: Table, profile: Profile, headings: Headings) -> list[tuple[str, str]]:
    """Return the columns that every row must have and that the header cannot give: (target, column in the file)."""
    lacking: list[tuple[str, str]] = []
    if profile.kind.only_parts:
        return lacking
    for column in table.columns:
        source = profile.source(table, column.name)
        if source is not None and (
            source.constant is not None or any(map(headings.spelling, source.columns))
        ):
            continue
        told = profile.event_log is not None and column.name in profile.event_log.tells
        if column.required and not told:
            lacking.append((column.name, source.columns[0] if source and source.columns else column.name))
    if profile.event_log is not None:
        lacking += [(name, name) for name in profile.event_log.columns if headings.spelling(name) is None]
    return lacking


def _read_by(
    members: list[tuple[Profile, Table]],
    told: list[Profile],
    stem: str,
    header: tuple[str, ...],
    findings: Findings,
) -> Match:
    """Return the match of a profile, or of a family of which the rows tell which one reads each.

    Args:
        members: The profiles; the first reads what tells nothing.
        told: Those that the sheet is by its columns, or that were asked for; of several none is told.
    """
    headings = Headings(header)
    names = [each.name for each, _table in members]
    spelt = [(fitted(profile, table, headings), table) for profile, table in members]
    readings = [_reading(profile, table, header) for profile, table in spelt]
    if len(readings) == 1 and readings[0].lacking:
        for finding in readings[0].lacking:
            findings.add(finding)
        raise Unreadable("lacking")
    taken = {name for profile, _table in spelt for name in profile.take_in}
    if personal := [name for name in header if is_personal(name) and name not in taken]:
        findings.add(Finding("personal-left-out", "note", None, None, {"columns": ", ".join(personal)}))
    if names == [OWN]:
        _unknown(spelt[0][1], header, _used(*spelt[0]) | set(personal), findings)
    clues = (
        [names.index(each.name) for each in told if each.name in names],
        [place for place, (each, _) in enumerate(spelt) if headings.names.intersection(each.kind.columns)],
        [place for place, (each, _) in enumerate(spelt) if _is_called(stem, each.kind.files)],
    )
    wanted = frozenset(header) & {name for each in spelt for name in _wanted(*each)}
    return Match(tuple(readings), wanted, next((clue[0] for clue in clues if len(clue) == 1), None))


def _used(profile: Profile, table: Table) -> set[str]:
    """Return the columns of a file that become something."""
    used: set[str] = set()
    for column in table.columns:
        source = profile.source(table, column.name)
        used.update(source.reads if source else ())
    if profile.event_log:
        used.update(profile.event_log.reads)
    return used


def _wanted(profile: Profile, table: Table) -> set[str]:
    """Return the columns to take in."""
    every = _used(profile, table) | profile.selecting | set(profile.export.updated)
    return {name for name in every if not is_personal(name) or name in profile.take_in}


def _reading(profile: Profile, table: Table, header: tuple[str, ...]) -> Reading:
    """Return how a sheet is read by a profile, with what it lacks for it."""
    used = _used(profile, table)
    readable = Headings(
        (name for name in header if not is_personal(name) or name in profile.take_in), exact=True
    )
    spare = [name for name in header if name not in used]
    found = []
    for target, name in _lacking(table, profile, readable):
        near = meant(name, spare, also=_words_for(target, table)) or ""
        code = "missing-column-meant" if near else "missing-column"
        values = {"target": target, "table": table.name, "meant": near, "columns": _listed(header)}
        found.append(Finding(code, "stop", None, name, values))
    return Reading(profile, table, tuple(found))


def _words_for(target: str, table: Table) -> tuple[str, ...]:
    """Return other words for a column of the table; none for what only a log's rule calls so."""
    return tuple(column.heading for column in table.columns if column.name == target)


def _unknown(table: Table, header: tuple[str, ...], used: set[str], findings: Findings) -> None:
    """Note the columns of an own file that the table does not have."""
    free = [column.name for column in table.columns if column.name not in header]
    for name in header:
        if name not in used and name != "row_no":
            near = meant(name, free)
            code = "unknown-column-meant" if near else "unknown-column"
            values = {"table": table.name, "meant": near or ""}
            findings.add(Finding(code, "note", None, name, values))

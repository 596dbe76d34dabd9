"""Which profile and table a sheet is, by its name and its columns; asked for when they do not tell."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.headings import Headings, fitted
from afstemt.files.reading.intake.profile import OWN, ExportOrder, Profile
from afstemt.files.reading.intake.profile_file import builtin, load
from afstemt.files.reading.sheets.finding import Finding, Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.personal import is_personal
from afstemt.files.reading.sheets.wanted import Frame


@dataclass(frozen=True)
class Match:
    """A sheet's profile and table, and the columns to take in."""

    profile: Profile
    table: Table
    wanted: frozenset[str]


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
    """Return the profile with what the folder's general ones say of every file: its exports, frames and times."""
    export, frame, clock = ExportOrder(), Frame(), profile.clock
    for each in general:
        export, frame, clock = each.export.over(export), each.frame.over(frame), clock.under(each.clock)
    return replace(profile, export=profile.export.over(export), frame=profile.frame.over(frame), clock=clock)


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
            return _taken(*found, header, findings)
    if (asked := profiles.asked) is not None and asked.name != OWN:
        return _taken(asked, BY_NAME[asked.table], header, findings)
    if named is not None:
        return _taken(profiles.own, named, header, findings)
    raise Unreadable("unrecognised", columns=_listed(header), profiles=_names(profiles))


def _recognised(
    stem: str, named: Table | None, headings: Headings, profiles: Profiles
) -> tuple[Profile, Table] | None:
    """Return the profile and table of which the sheet has the columns; None when there is none.

    Raises:
        Unreadable: ``several-profiles``.
    """
    own = profiles.own
    if named is not None and not _lacking(named, own, headings):
        return own, named
    if (asked := profiles.asked) is not None:
        table = named or _by_header(headings, own) if asked.name == OWN else BY_NAME[asked.table]
        return None if table is None or _lacking(table, asked, headings) else (asked, table)
    for profile in profiles.folder:
        if headings.recognised(profile) or any(
            re.fullmatch(_glob(each), stem, re.I) for each in profile.files
        ):
            return profile, BY_NAME[profile.table]
    fits = [(headings.recognised(profile), profile) for profile in profiles.builtin]
    if best := max(count for count, _ in fits):
        winners = [profile for count, profile in fits if count == best]
        if len(winners) > 1:
            raise Unreadable("several-profiles", profiles=", ".join(each.name for each in winners))
        return winners[0], BY_NAME[winners[0].table]
    table = None if named is not None else _by_header(headings, own)
    return None if table is None else (own, table)


def knows(stem: str, sheet: str, header: tuple[str, ...], line: int, profiles: Profiles) -> bool:
    """Return whether a line of a sheet is the headings of something that is known."""
    try:
        found = match(stem, sheet, header, profiles, Findings(Limits()))
    except Unreadable as unreadable:
        return unreadable.finding.code == "several-profiles"
    return found.profile.frame.header in (None, line)


def frame_of(stem: str, profiles: Profiles) -> Frame:
    """Return what is said of a file's frame whatever its headings are: by the profile asked for, or of its name."""
    named = (each for each in profiles.folder if _is_called(stem, each))
    return profiles.asked.frame if profiles.asked is not None else next(named, profiles.own).frame


def _is_called(stem: str, profile: Profile) -> bool:
    return any(re.fullmatch(_glob(each), stem, re.IGNORECASE) for each in profile.files)


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
    lacking = []
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


def _taken(profile: Profile, table: Table, header: tuple[str, ...], findings: Findings) -> Match:
    profile = fitted(profile, table, Headings(header))
    names = frozenset(header)
    used: set[str] = set()
    for column in table.columns:
        source = profile.source(table, column.name)
        used.update(source.reads if source else ())
    if profile.event_log:
        used.update(profile.event_log.columns)
    personal = [name for name in header if is_personal(name) and name not in profile.take_in]
    if lacking := _lacking(table, profile, Headings(names - frozenset(personal), exact=True)):
        spare = [name for name in header if name not in used]
        for target, name in lacking:
            close = difflib.get_close_matches(name.lower(), [each.lower() for each in spare], 1, 0.6)
            meant = next((each for each in spare if close and each.lower() == close[0]), "")
            findings.add(
                Finding(
                    "missing-column-meant" if meant else "missing-column",
                    "stop",
                    None,
                    name,
                    {"target": target, "table": table.name, "meant": meant, "columns": _listed(header)},
                )
            )
        raise Unreadable("lacking")
    used.update(profile.selecting)
    used.update(profile.export.updated)
    if personal:
        findings.add(Finding("personal-left-out", "note", None, None, {"columns": ", ".join(personal)}))
    if profile.name == OWN:
        _unknown(table, header, used | set(personal), findings)
    return Match(profile, table, (names & used) - frozenset(personal))


def _unknown(table: Table, header: tuple[str, ...], used: set[str], findings: Findings) -> None:
    """Note the columns of an own file that the table does not have."""
    free = [column.name for column in table.columns if column.name not in header]
    for name in header:
        if name not in used and name != "row_no":
            close = difflib.get_close_matches(name.lower(), free, 1, 0.7)
            code = "unknown-column-meant" if close else "unknown-column"
            values = {"table": table.name, "meant": close[0] if close else ""}
            findings.add(Finding(code, "note", None, name, values))

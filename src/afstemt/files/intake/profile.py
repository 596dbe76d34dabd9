"""A profile: how one source system's export becomes a fact table. Data from a TOML file, see ``docs/profiles.md``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from afstemt.core.evidence.tables import BY_NAME, Table
from afstemt.files.intake.finding import Unreadable

FOLDER = Path(__file__).parent.parent / "profiles"
OWN = "afstemt"
"""The profile of Afstemt's own columns: it reads every table."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one target column comes from.

    Attributes:
        columns: Columns in the file; in each row the first that has a value counts.
        values: The file's value (lower case) to Afstemt's.
        other: What a value outside ``values`` is: kept as it is, set aside, or missing.
        constant: The same value for every row.
        formats: Time formats of this column alone.
        unreadable: What a value that cannot be read does: sets its row aside, or is left empty with a note.
    """

    columns: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    other: Literal["keep", "set_aside", "missing"] = "keep"
    constant: str | None = None
    formats: tuple[str, ...] = ()
    unreadable: Literal["set_aside", "leave_empty"] = "set_aside"


@dataclass(frozen=True, slots=True)
class Clock:
    """How times are written.

    Attributes:
        formats: ``iso``, ``epoch``, ``epoch_ms`` or strptime patterns, tried in order.
        zone: ``contract``, an IANA name, or None when every time must carry its offset.
        zone_stated: False when a local time is read in the contract's zone only because nothing else is said.
        ambiguous: Which of an autumn hour's two occurrences a local time is, or ``set_aside``.
    """

    formats: tuple[str, ...] = ("iso",)
    zone: str | None = None
    zone_stated: bool = True
    ambiguous: Literal["earliest", "latest", "set_aside"] = "earliest"


@dataclass(frozen=True, slots=True)
class EventLog:
    """The rule that turns one row per update into tickets, pauses and changes of priority.

    Attributes:
        order: Column that orders one ticket's updates (whole numbers).
        at: Column with the time of the update.
        state: Column with the state after the update.
        pauses: State to the pause's reason.
        responded_when_left: First update in a state outside these is the reaction; empty for none.
    """

    order: str
    at: str
    state: str
    pauses: Mapping[str, str]
    responded_when_left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile. ``recognise``: sets of columns; a file with all of one set is of this profile."""

    name: str
    title: str
    table: str = ""
    recognise: tuple[frozenset[str], ...] = ()
    files: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    clock: Clock = Clock()
    decimal: Literal["auto", ",", "."] = "auto"
    columns: Mapping[str, Source] = field(default_factory=dict)
    customer: str | None = None
    take_in: tuple[str, ...] = ()
    event_log: EventLog | None = None

    def source(self, table: Table, column: str) -> Source | None:
        """Return where the table's column comes from; in own files from the column of the same name."""
        if self.name == OWN:
            target = table.column(column)
            names = (column, target.frame_name) if target.type == "instant" else (column,)
            return Source(names)
        return self.columns.get(column)

    def recognises(self, header: frozenset[str]) -> int:
        """Return how many columns the best fitting set names; 0 when none fits."""
        return max((len(wanted) for wanted in self.recognise if wanted <= header), default=0)

    def ignores(self, name: str) -> bool:
        """Return whether the profile says that the file is no evidence."""
        return any(fnmatch(name, pattern) for pattern in self.ignore)


def is_zone(name: str) -> bool:
    """Return whether the name is an IANA time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def builtin() -> tuple[Profile, ...]:
    """Return the profiles that come with Afstemt, by name."""
    return tuple(load(path) for path in sorted(FOLDER.glob("*.toml")))


def load(path: Path) -> Profile:
    """Read a profile.

    Raises:
        Unreadable: ``bad-profile``, with what is wrong and where.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Unreadable("bad-profile", profile=path.name, why=str(error)[:200]) from error
    return _profile(document, path)


_KEYS = frozenset(
    (
        *("name", "title", "table", "recognise", "files", "ignore", "missing", "times", "decimal", "columns"),
        *("customer", "personal", "event_log"),
    )
)


def _profile(document: Mapping[str, Any], path: Path) -> Profile:
    def wrong(why: str) -> Unreadable:
        return Unreadable("bad-profile", profile=path.name, why=why)

    if unknown := set(document) - _KEYS:
        raise wrong(", ".join(sorted(unknown)) + " ?")
    name = str(document.get("name", path.stem))
    table = str(document.get("table", ""))
    if name != OWN and table not in BY_NAME:
        raise wrong(f"table = {table!r} ? ({', '.join(BY_NAME)})")
    columns = {}
    for target, said in document.get("columns", {}).items():
        if all(column.name != target for column in BY_NAME[table].columns):
            known = ", ".join(column.name for column in BY_NAME[table].columns)
            raise wrong(f"columns.{target} ? ({table}: {known})")
        try:
            columns[target] = _source(said)
        except (TypeError, ValueError, AttributeError) as error:
            raise wrong(f"columns.{target}: {error}") from error
    times = document.get("times", {})
    zone = times.get("zone")
    if zone not in (None, "contract") and not is_zone(str(zone)):
        raise wrong(f"times.zone = {zone!r} ?")
    log = document.get("event_log")
    try:
        return Profile(
            name=name,
            title=str(document.get("title", name)),
            table=table,
            recognise=tuple(frozenset(_texts(each)) for each in document.get("recognise", ())),
            files=_texts(document.get("files", ())),
            ignore=_texts(document.get("ignore", ())),
            missing=frozenset(_texts(document.get("missing", ()))),
            clock=Clock(
                _texts(times.get("formats", "iso")),
                zone,
                bool(times.get("zone_stated", True)),
                times.get("ambiguous", "earliest"),
            ),
            decimal=document.get("decimal", "auto"),
            columns=columns,
            customer=document.get("customer", {}).get("column"),
            take_in=_texts(document.get("personal", {}).get("take_in", ())),
            event_log=_event_log(log) if log else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise wrong(str(error)) from error


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(each) for each in value)


def _source(said: Any) -> Source:
    if isinstance(said, (str, list)):
        return Source(_texts(said))
    unknown = set(said) - {"from", "values", "other", "constant", "formats", "unreadable"}
    if unknown:
        raise ValueError(", ".join(sorted(unknown)) + " ?")
    return Source(
        _texts(said.get("from", ())),
        {str(key).strip().lower(): str(value) for key, value in said.get("values", {}).items()},
        said.get("other", "keep"),
        None if "constant" not in said else str(said["constant"]),
        _texts(said.get("formats", ())),
        said.get("unreadable", "set_aside"),
    )


def _event_log(said: Mapping[str, Any]) -> EventLog:
    return EventLog(
        str(said["order"]),
        str(said["at"]),
        str(said["state"]),
        {str(key): str(value) for key, value in said["pauses"].items()},
        _texts(said.get("responded_when_left", ())),
    )

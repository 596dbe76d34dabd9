"""Reading a profile from its TOML file: every key is known and every value allowed, or the place is named."""

import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.day_text import First
from afstemt.files.reading.intake.export_name import is_pattern
from afstemt.files.reading.intake.instants import DIRECTIVES, EPOCHS
from afstemt.files.reading.intake.profile import (
    OWN,
    Ambiguous,
    Cases,
    Clock,
    Decimals,
    EventLog,
    ExportOrder,
    Filter,
    Kind,
    Other,
    Profile,
    Source,
    Unit,
    Unread,
    is_zone,
)
from afstemt.files.reading.intake.wall_text import moment_of
from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.wanted import MOST_AROUND, Frame, Hidden

FOLDER = Path(__file__).parent.parent / "profiles"
_KEYS = (
    *("name", "title", "reads", "based_on", "table", "recognise", "files", "ignore", "missing", "times"),
    *("decimal", "columns", "customer", "personal", "event_log", "filter", "cases", "export", "frame"),
    *("ignore_sheets", "kind", "like", "recognise_not"),
)
_NAMES = {"name", "title"}
_GENERAL = {"export", "frame", "ignore", "ignore_sheets", "times"}
"""What a profile may say of all of a folder's files, without reading any itself."""
_TIMES = ("formats", "zone", "zone_stated", "ambiguous", "first", "first_stated", "date_alone")
_GENERAL_TIMES = ("ambiguous", "first", "date_alone")
"""What a folder's profile may say of the times in every file."""
_COLUMN = (
    "from",
    "values",
    "other",
    "constant",
    "formats",
    "unreadable",
    "unit",
    "time",
    "after",
    "split",
    "varying",
)
_LOG = ("order", "at", "state", "pauses", "responded_when_left", "resolved_when", "closed_when")
_FILTER = ("column", "only", "leave_out")
_CASES = ("type", "outcome")
_KIND = ("family", "numbering", "types", "ids", "parts", "columns", "files")
_EXPORT = ("updated", "name", "order", "partial")
_FRAME = ("header", "below", "hidden")
_LOG_TABLE = "incidents"
"""The one table that an event log becomes: it has priority, status and the time of the reaction."""
_LOG_NEEDS = ("at", "state", "pauses")


class _WrongError(Exception):
    """What is wrong in a profile, with its place."""


@cache
def builtin() -> tuple[Profile, ...]:
    """Return the profiles that come with Afstemt, by name."""
    return tuple(load(path) for path in sorted(FOLDER.glob("*.toml")))


def load(path: Path) -> Profile:
    """Read a profile.

    Raises:
        Unreadable: ``bad-profile``, with what is wrong and where.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
        return _profile(_like(document) if "like" in document else document, path.stem)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, _WrongError) as error:
        raise Unreadable("bad-profile", profile=path.name, why=str(error)[:300]) from error


def _like(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a profile that is like a built-in one but for what it says itself.

    What is a table is taken key by key, what to recognise is added to, the rest is taken whole. Columns that its own
    table lacks fall away; so do its model's words about itself.
    """
    name = _text(document["like"], "like")
    path = FOLDER / f"{name}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", name) or name == OWN or not path.is_file():
        known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != OWN))
        raise _WrongError(f"like = {name!r} ? ({known})")
    model = tomllib.loads(path.read_text("utf-8"))
    model = _like(model) if "like" in model else model
    said = {key: value for key, value in document.items() if key != "like"}
    merged = {key: value for key, value in model.items() if key not in ("name", "title", "reads", "based_on")}
    for key, value in said.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both else value
    if "recognise" in said and "recognise" in model:
        merged["recognise"] = [
            sorted(each) for key in (model, said) for each in _sets(key["recognise"], "recognise")
        ]
    table = BY_NAME.get(str(merged.get("table")))
    if table is not None and merged["table"] != model.get("table"):
        known_columns = {column.name for column in table.columns} | set(said.get("columns", ()))
        columns = merged.get("columns", {})
        merged["columns"] = {name: each for name, each in columns.items() if name in known_columns}
    for name, each in said.get("columns", {}).items():
        before = model.get("columns", {}).get(name)
        if isinstance(each, dict) and "from" not in each and "constant" not in each and before is not None:
            was = before if isinstance(before, dict) else {"from": before}
            merged["columns"][name] = {
                **was,
                **each,
                "values": {**was.get("values", {}), **each.get("values", {})},
            }
    return merged


def _profile(document: Mapping[str, Any], stem: str) -> Profile:
    _known(document, _KEYS, "")
    name = _text(document.get("name", stem), "name")
    table = _text(document.get("table", ""), "table")
    general = bool(_GENERAL & set(document)) and not set(document) - _NAMES - _GENERAL
    if name != OWN and not general and table not in BY_NAME:
        raise _WrongError(f"table = {table!r} ? ({', '.join(BY_NAME)})")
    columns = {}
    for target, said in _table(document, "columns").items():
        if all(column.name != target for column in BY_NAME[table].columns):
            known = ", ".join(column.name for column in BY_NAME[table].columns)
            raise _WrongError(f"columns.{target} ? ({table}: {known})")
        columns[target] = _source(said, f"columns.{target}")
        _fits_time(columns[target], table, target)
        if BY_NAME[table].column(target).required and columns[target].unreadable == "leave_empty":
            raise _WrongError(f"columns.{target}.unreadable = 'leave_empty' ? ({table}.{target}: set_aside)")
    if columns:
        _check_split(BY_NAME[table], columns)
    customer = _known(_table(document, "customer"), ("column",), "customer")
    personal = _known(_table(document, "personal"), ("take_in",), "personal")
    cases = _known(_table(document, "cases"), _CASES, "cases")
    kind = _known(_table(document, "kind"), _KIND, "kind")
    log = document.get("event_log")
    if log is not None and table != _LOG_TABLE:
        raise _WrongError(f"event_log: table = {table!r} ? ({_LOG_TABLE})")
    return Profile(
        name=name,
        title=_text(document.get("title", name), "title"),
        reads=_text(document.get("reads", ""), "reads"),
        based_on=_text(document.get("based_on", ""), "based_on"),
        table=table,
        recognise=_sets(document.get("recognise", []), "recognise"),
        recognise_not=_texts(document.get("recognise_not", ()), "recognise_not"),
        files=_texts(document.get("files", ()), "files"),
        ignore=_texts(document.get("ignore", ()), "ignore"),
        ignore_sheets=_texts(document.get("ignore_sheets", ()), "ignore_sheets"),
        missing=frozenset(_texts(document.get("missing", ()), "missing")),
        clock=_clock(_known(_table(document, "times"), _GENERAL_TIMES if general else _TIMES, "times")),
        decimal=_one_of(document.get("decimal", "auto"), get_args(Decimals), "decimal"),
        columns=columns,
        customer=_texts(customer.get("column", ()), "customer.column"),
        take_in=_texts(personal.get("take_in", ()), "personal.take_in"),
        event_log=None if log is None else _event_log(log),
        filters=_filters(document.get("filter", [])),
        cases=Cases(
            *(_texts(cases.get(name, ()), f"cases.{name}") for name in _CASES),
        ),
        kind=Kind(
            _text(kind.get("family", ""), "kind.family"),
            _text(kind.get("numbering", ""), "kind.numbering"),
            *(_texts(kind.get(name, ()), f"kind.{name}") for name in _KIND[2:]),
        ),
        export=_export(_known(_table(document, "export"), _EXPORT, "export")),
        frame=_frame(_known(_table(document, "frame"), _FRAME, "frame")),
    )


def _clock(times: Mapping[str, Any]) -> Clock:
    zone = times.get("zone")
    if zone not in (None, "contract") and not (isinstance(zone, str) and is_zone(zone)):
        raise _WrongError(f"times.zone = {zone!r} ?")
    stated, first_stated = (_yes_no(times, f"{name}_stated") for name in ("zone", "first"))
    ambiguous = _one_of(times.get("ambiguous", "earliest"), get_args(Ambiguous), "times.ambiguous")
    first = _one_of(times["first"], get_args(First), "times.first") if "first" in times else None
    formats = _formats(times.get("formats", "iso"), "times.formats")
    return Clock(
        formats, zone, stated, ambiguous, first, first_stated, _date_alone(times.get("date_alone", {}))
    )


def _yes_no(times: Mapping[str, Any], name: str) -> bool:
    said = times.get(name, True)
    if not isinstance(said, bool):
        raise _WrongError(f"times.{name} = {said!r} ? (true, false)")
    return said


def _date_alone(said: Any) -> Mapping[str, str]:
    """Return the time of day of days that stand alone, by Afstemt's column; one text is for all of them."""
    by_column = {"": said} if isinstance(said, str) else said
    if not isinstance(by_column, dict):
        raise _WrongError(f"times.date_alone = {said!r} ? (08:00)")
    known = {
        column.name for table in BY_NAME.values() for column in table.columns if column.type == "instant"
    }
    for name, time in by_column.items():
        if name and name not in known:
            raise _WrongError(f"times.date_alone.{name} ? ({', '.join(sorted(known))})")
        moment = moment_of(time) if isinstance(time, str) else None
        if moment is None or moment.second is None or moment.offset is not None:
            raise _WrongError(f"times.date_alone = {time!r} ? (08:00, 24:00)")
    return by_column


def _fits_time(source: Source, table: str, target: str) -> None:
    """Refuse what only an instant can have on another column, and an ``after`` that is no earlier instant."""
    before = itertools.takewhile(lambda column: column.name != target, BY_NAME[table].columns)
    instants = [column.name for column in before if column.type == "instant"]
    is_instant = BY_NAME[table].column(target).type == "instant"
    if (source.time or source.after) and not is_instant:
        raise _WrongError(f"columns.{target}: time, after ?")
    if source.after and (source.after not in instants or source.time):
        raise _WrongError(f"columns.{target}.after = {source.after!r} ? ({', '.join(instants)})")


def _source(said: Any, place: str) -> Source:
    if isinstance(said, (str, list)):
        return Source(_texts(said, place))
    if not isinstance(said, dict):
        raise _WrongError(f"{place} = {said!r} ?")
    _known(said, _COLUMN, place)
    if "from" not in said and "constant" not in said:
        raise _WrongError(f"{place}: from ?")
    return Source(
        _texts(said.get("from", ()), f"{place}.from"),
        {
            key.strip().lower(): _plain(value, f"{place}.values")
            for key, value in _table(said, "values", place).items()
        },
        _one_of(said.get("other", "keep"), get_args(Other), f"{place}.other"),
        None if "constant" not in said else _plain(said["constant"], f"{place}.constant"),
        _formats(said.get("formats", ()), f"{place}.formats"),
        _one_of(said.get("unreadable", "set_aside"), get_args(Unread), f"{place}.unreadable"),
        _one_of(said.get("unit", "s"), get_args(Unit), f"{place}.unit"),
        _texts(said.get("time", ()), f"{place}.time"),
        _text(said.get("after", ""), f"{place}.after"),
        _signs(said.get("split", ()), f"{place}.split"),
        _text(said.get("varying", ""), f"{place}.varying"),
    )


def _signs(value: Any, place: str) -> tuple[str, ...]:
    """Return the signs between the parts of a cell; a list of one sign each, or one."""
    signs = _texts(value, place)
    if any(len(sign) != 1 or sign.isalnum() or sign in '[]"' for sign in signs):
        raise _WrongError(f'{place} = {value!r} ? (",", ";")')
    return signs


def _check_split(table: Table, columns: Mapping[str, Source]) -> None:
    """Refuse to split a cell of a table in which each row has an id, or two cells, or one that is not text."""
    split = [name for name, source in columns.items() if source.split]
    for name in split:
        if table.key or table.column(name).type != "text" or len(split) > 1 or columns[name].other != "keep":
            raise _WrongError(f"columns.{name}.split ? ({table.name}: docs/profiles.md)")


def _filters(said: Any) -> tuple[Filter, ...]:
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise _WrongError(f"filter = {said!r} ? ([[filter]])")
    made = []
    for each in said:
        _known(each, _FILTER, "filter")
        column, only, leave_out = (_texts(each.get(name, ()), f"filter.{name}") for name in _FILTER)
        if not column or not (only or leave_out):
            raise _WrongError(f"filter: {', '.join(_FILTER)} ?")
        made.append(Filter(column, only, leave_out))
    return tuple(made)


def _event_log(said: Any) -> EventLog:
    if not isinstance(said, dict):
        raise _WrongError("event_log ?")
    _known(said, _LOG, "event_log")
    for name in _LOG_NEEDS:
        if name not in said:
            raise _WrongError(f"event_log.{name} ?")
    order, at, state = (_text(said.get(name, ""), f"event_log.{name}") for name in ("order", "at", "state"))
    pauses = {
        key: _text(value, "event_log.pauses") for key, value in _table(said, "pauses", "event_log").items()
    }
    states = (
        _texts(said.get(name, ()), f"event_log.{name}")
        for name in ("responded_when_left", "resolved_when", "closed_when")
    )
    return EventLog(order, at, state, pauses, *states)


def _export(said: Mapping[str, Any]) -> ExportOrder:
    name, partial = said.get("name"), said.get("partial", False)
    if name is not None and not is_pattern(_text(name, "export.name")):
        raise _WrongError(f"export.name = {name!r} ? (%Y-%m-%d)")
    if not isinstance(partial, bool):
        raise _WrongError(f"export.partial = {partial!r} ? (true, false)")
    updated = _texts(said.get("updated", ()), "export.updated")
    return ExportOrder(updated, name, _texts(said.get("order", ()), "export.order"), partial)


def _frame(said: Mapping[str, Any]) -> Frame:
    for name in ("header", "below"):
        count = said.get(name)
        if count is not None and (type(count) is not int or not 0 <= count <= MOST_AROUND):
            raise _WrongError(f"frame.{name} = {count!r} ? (0-{MOST_AROUND})")
    hidden = _one_of(said.get("hidden", "ask"), get_args(Hidden), "frame.hidden")
    return Frame(said.get("header"), said.get("below"), hidden)


def _known(said: Mapping[str, Any], keys: Iterable[str], place: str) -> Mapping[str, Any]:
    """Return ``said`` if it has no key outside ``keys``."""
    before = f"{place}." if place else ""
    if unknown := sorted(set(said) - set(keys)):
        raise _WrongError(", ".join(before + name for name in unknown) + f" ? ({', '.join(keys)})")
    return said


def _table(document: Mapping[str, Any], name: str, place: str = "") -> Mapping[str, Any]:
    said = document.get(name, {})
    if not isinstance(said, dict):
        raise _WrongError(f"{place + '.' if place else ''}{name} = {said!r} ? ([{name}])")
    return said


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise _WrongError(f"{place} = {value!r} ?")
    return value


def _plain(value: Any, place: str) -> str:
    """Return a text, number or truth value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int, float)):
        raise _WrongError(f"{place} = {value!r} ?")
    return str(value)


def _texts(value: Any, place: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, (list, tuple)):
        raise _WrongError(f"{place} = {value!r} ?")
    return tuple(_text(each, place) for each in value)


def _sets(value: Any, place: str) -> tuple[frozenset[str], ...]:
    """Return the sets of columns; one list of names is one set."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(each, list) and each for each in value):
        raise _WrongError(f"{place} = {value!r} ? ([[...]])")
    return tuple(frozenset(_texts(each, place)) for each in value)


def _formats(value: Any, place: str) -> tuple[str, ...]:
    formats = _texts(value, place)
    for pattern in formats:
        directives = re.findall("%.?", pattern)
        dated = {"%d", "%Y"} <= set(directives) or {"%d", "%y"} <= set(directives)
        if pattern != "iso" and pattern not in EPOCHS and not (dated and set(directives) <= set(DIRECTIVES)):
            raise _WrongError(f"{place} = {pattern!r} ? (iso, {', '.join((*EPOCHS, *DIRECTIVES))})")
    if len(formats) > 1 and set(formats) & set(EPOCHS):
        raise _WrongError(f"{place}: {', '.join(formats)} ?")
    return formats


def _one_of(value: Any, allowed: tuple[str, ...], place: str) -> Any:
    if value not in allowed:
        raise _WrongError(f"{place} = {value!r} ? ({', '.join(allowed)})")
    return value

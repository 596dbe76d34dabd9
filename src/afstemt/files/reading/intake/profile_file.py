"""Reading a profile from its TOML file: every key is known and every value allowed, or the place is named."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.export_name import is_pattern
from afstemt.files.reading.intake.profile import (
    OWN,
    Cases,
    Decimals,
    EventLog,
    ExportOrder,
    Filter,
    Kind,
    Profile,
    Source,
)
from afstemt.files.reading.intake.profile_columns import COLUMN, check_split, check_time, source_of
from afstemt.files.reading.intake.profile_like import with_model
from afstemt.files.reading.intake.profile_times import GENERAL, TIMES, ZONES, clock_of
from afstemt.files.reading.intake.profile_values import (
    WrongError,
    one_of,
    sets_of,
    table_of,
    text_of,
    texts_of,
    with_keys,
)
from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.wanted import MOST_AROUND, Frame, Hidden

FOLDER = Path(__file__).parent.parent / "profiles"
_KEYS = (
    *("name", "title", "reads", "based_on", "table", "recognise", "files", "ignore", "missing", "times"),
    *("decimal", "columns", "customer", "personal", "event_log", "filter", "cases", "export", "frame"),
    *("ignore_sheets", "kind", "like", "recognise_not"),
)
_NAMES = {"name", "title"}
_GENERAL = {"export", "frame", "ignore", "ignore_sheets", "kind", "times"}
"""What a profile may say of all of a folder's files, without reading any itself."""
_LOG = ("order", "at", "state", "pauses", "responded_when_left", "resolved_when", "closed_when", "reason")
_FILTER = ("column", "only", "leave_out")
_CASES = ("type", "outcome")
_KIND = ("family", "numbering", "types", "ids", "parts", "columns", "files", "neutral")
GENERAL_KIND = ("neutral",)
"""What a folder's profile may say of the kinds of case in every file."""
_EXPORT = ("updated", "name", "order", "partial")
_FRAME = ("header", "below", "hidden")
_CUSTOMER = ("column",)
_PERSONAL = ("take_in",)
KEYS: Mapping[str, tuple[str, ...]] = {
    "": _KEYS,
    "times": TIMES,
    "times.zones.json": ZONES,
    "columns.X": COLUMN,
    "event_log": _LOG,
    "filter": _FILTER,
    "cases": _CASES,
    "kind": _KIND,
    "export": _EXPORT,
    "frame": _FRAME,
    "customer": _CUSTOMER,
    "personal": _PERSONAL,
}
"""Every key that a profile can have, by the table that it stands in."""
_LOG_TABLE = "incidents"
"""The one table that an event log becomes: it has priority, status and the time of the reaction."""
_LOG_NEEDS = ("at", "state", "pauses")


@cache
def builtin() -> tuple[Profile, ...]:
    """Return the profiles that come with Afstemt, by name."""
    return tuple(load(path) for path in sorted(FOLDER.glob("*.toml")))


def load(path: Path) -> Profile:
    """Read a profile from its file; raises as ``parsed``."""
    try:
        return parsed(path.read_text("utf-8-sig"), path.name)
    except (UnicodeDecodeError, OSError) as error:
        raise Unreadable("bad-profile", profile=path.name, why=str(error)[:300]) from error


def parsed(text: str, file: str) -> Profile:
    """Return the profile that a text in TOML is; ``file`` is what it is called.

    Raises:
        Unreadable: ``bad-profile``, with what is wrong and where.
    """
    try:
        document = tomllib.loads(text)
        said = with_model(document, FOLDER) if "like" in document else document
        return _profile(said, file.removesuffix(".toml"))
    except (tomllib.TOMLDecodeError, WrongError) as error:
        raise Unreadable("bad-profile", profile=file, why=str(error)[:300]) from error


def _profile(document: Mapping[str, Any], stem: str) -> Profile:
    with_keys(document, _KEYS, "")
    name = text_of(document.get("name", stem), "name")
    table = text_of(document.get("table", ""), "table")
    general = bool(_GENERAL & set(document)) and not set(document) - _NAMES - _GENERAL
    if name != OWN and not general and table not in BY_NAME:
        raise WrongError(f"table = {table!r} ? ({', '.join(BY_NAME)})")
    columns = {}
    for target, said in table_of(document, "columns").items():
        if all(column.name != target for column in BY_NAME[table].columns):
            known = ", ".join(column.name for column in BY_NAME[table].columns)
            raise WrongError(f"columns.{target} ? ({table}: {known})")
        columns[target] = source_of(said, f"columns.{target}")
        check_time(columns[target], table, target)
        if BY_NAME[table].column(target).required and columns[target].unreadable == "leave_empty":
            raise WrongError(f"columns.{target}.unreadable = 'leave_empty' ? ({table}.{target}: set_aside)")
    if columns:
        check_split(BY_NAME[table], columns)
    customer = with_keys(table_of(document, "customer"), _CUSTOMER, "customer")
    personal = with_keys(table_of(document, "personal"), _PERSONAL, "personal")
    cases = with_keys(table_of(document, "cases"), _CASES, "cases")
    kind = with_keys(table_of(document, "kind"), GENERAL_KIND if general else _KIND, "kind")
    log = document.get("event_log")
    if log is not None and table != _LOG_TABLE:
        raise WrongError(f"event_log: table = {table!r} ? ({_LOG_TABLE})")
    return Profile(
        name=name,
        title=text_of(document.get("title", name), "title"),
        reads=text_of(document.get("reads", ""), "reads"),
        based_on=text_of(document.get("based_on", ""), "based_on"),
        table=table,
        recognise=sets_of(document.get("recognise", []), "recognise"),
        recognise_not=texts_of(document.get("recognise_not", ()), "recognise_not"),
        files=texts_of(document.get("files", ()), "files"),
        ignore=texts_of(document.get("ignore", ()), "ignore"),
        ignore_sheets=texts_of(document.get("ignore_sheets", ()), "ignore_sheets"),
        missing=frozenset(texts_of(document.get("missing", ()), "missing")),
        clock=clock_of(with_keys(table_of(document, "times"), GENERAL if general else TIMES, "times")),
        decimal=one_of(document.get("decimal", "auto"), get_args(Decimals), "decimal"),
        columns=columns,
        customer=texts_of(customer.get("column", ()), "customer.column"),
        take_in=texts_of(personal.get("take_in", ()), "personal.take_in"),
        event_log=None if log is None else _event_log(log),
        filters=_filters(document.get("filter", [])),
        cases=Cases(
            *(texts_of(cases.get(name, ()), f"cases.{name}") for name in _CASES),
        ),
        kind=Kind(
            text_of(kind.get("family", ""), "kind.family"),
            text_of(kind.get("numbering", ""), "kind.numbering"),
            *(texts_of(kind.get(name, ()), f"kind.{name}") for name in _KIND[2:]),
        ),
        export=_export(with_keys(table_of(document, "export"), _EXPORT, "export")),
        frame=_frame(with_keys(table_of(document, "frame"), _FRAME, "frame")),
    )


def _filters(said: Any) -> tuple[Filter, ...]:
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise WrongError(f"filter = {said!r} ? ([[filter]])")
    made = []
    for each in said:
        with_keys(each, _FILTER, "filter")
        column, only, leave_out = (texts_of(each.get(name, ()), f"filter.{name}") for name in _FILTER)
        if not column or not (only or leave_out):
            raise WrongError(f"filter: {', '.join(_FILTER)} ?")
        made.append(Filter(column, only, leave_out))
    return tuple(made)


def _event_log(said: Any) -> EventLog:
    if not isinstance(said, dict):
        raise WrongError("event_log ?")
    with_keys(said, _LOG, "event_log")
    for name in _LOG_NEEDS:
        if name not in said:
            raise WrongError(f"event_log.{name} ?")
    order, at, state = (text_of(said.get(name, ""), f"event_log.{name}") for name in ("order", "at", "state"))
    pauses = {
        key: text_of(value, "event_log.pauses")
        for key, value in table_of(said, "pauses", "event_log").items()
    }
    left, resolved, closed = (
        texts_of(said.get(name, ()), f"event_log.{name}")
        for name in ("responded_when_left", "resolved_when", "closed_when")
    )
    reason = source_of(said["reason"], "event_log.reason") if "reason" in said else Source()
    return EventLog(order, at, state, pauses, left, resolved, closed, reason)


def _export(said: Mapping[str, Any]) -> ExportOrder:
    name, partial = said.get("name"), said.get("partial", False)
    if name is not None and not is_pattern(text_of(name, "export.name")):
        raise WrongError(f"export.name = {name!r} ? (%Y-%m-%d)")
    if not isinstance(partial, bool):
        raise WrongError(f"export.partial = {partial!r} ? (true, false)")
    updated = texts_of(said.get("updated", ()), "export.updated")
    return ExportOrder(updated, name, texts_of(said.get("order", ()), "export.order"), partial)


def _frame(said: Mapping[str, Any]) -> Frame:
    for name in ("header", "below"):
        count = said.get(name)
        if count is not None and (type(count) is not int or not 0 <= count <= MOST_AROUND):
            raise WrongError(f"frame.{name} = {count!r} ? (0-{MOST_AROUND})")
    hidden = one_of(said.get("hidden", "ask"), get_args(Hidden), "frame.hidden")
    return Frame(said.get("header"), said.get("below"), hidden)

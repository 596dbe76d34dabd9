"""Names in rows held against the terms: aliases are put in their place, what is unknown is marked and asked about.

A near miss is offered and never taken: who misspells a name decides by it what is measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.evidence import UNUSABLE, Evidence, collect
from afstemt.core.evidence.name_findings import Finding, findings, read_as
from afstemt.core.evidence.reach import within
from afstemt.core.evidence.tables import BY_NAME, TABLES
from afstemt.core.terms.model.aliases import Alias, is_confirmed
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.names import Known, known_names
from afstemt.core.units.period import Period

WHY = "unknown-name"
"""Why a cell with an unknown name is unusable."""

MOST_CELLS = 1_000_000
"""Cells of one column that are marked: a month of checks every three seconds. More tell a level nothing more."""

_PLACES = frozenset({"service", "system", "priority"})
"""Names that decide which level a row is of: without one no figure may stand on the row."""

_PRICED = frozenset({"order", "item", "rate"})
"""Names of what is paid for: remuneration tells of those, with the amount."""


@dataclass(frozen=True)
class Use:
    """What a level's figure stands on.

    Attributes:
        level: The level.
        columns: By table, the columns as in frames; None for any of them.
        tables: Those of the tables that it is measured on, the others only refine it; empty for all of them.
    """

    level: ServiceLevel
    columns: Mapping[str, frozenset[str] | None]
    tables: tuple[str, ...] = ()

    @property
    def measured_on(self) -> tuple[str, ...]:
        """The tables that the level is measured on."""
        return self.tables or tuple(self.columns)


@dataclass(frozen=True)
class _Place:
    """A column of a table that was delivered, with the texts that stand in it."""

    table: Table
    column: Column
    known: Known
    texts: tuple[str, ...]

    def names_in(self, text: str) -> list[str]:
        """Return the names that a cell holds."""
        if not self.column.several:
            return [text]
        return [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]

    @property
    def names(self) -> frozenset[str]:
        """Every name that stands in the column."""
        return frozenset(name for text in self.texts for name in self.names_in(text))


def with_known_names(evidence: Evidence, contract: Contract, period: Period, uses: Sequence[Use]) -> Evidence:
    """Return the evidence with aliases put in their place, and unknown names marked as unusable, each with a finding.

    Known is what any version in force in the period knows, or in a longer period that a level is judged over. A row
    whose time lies outside it has no effect, and is not asked about; nor is a name that nothing stands on.

    Args:
        evidence: All facts.
        contract: The terms, and the aliases beside them.
        period: The period that is calculated.
        uses: What the levels in force stand on.
    """
    first = min((use.level.judged_over(period).first for use in uses), default=period.first)
    reach = Period(min(first, period.first), period.end, period.zone)
    places = list(_places(evidence, contract, reach, uses))
    tables = _tables(places)
    evidence, places, pending = _with_aliases(evidence, contract.aliases, places, tables)
    made: list[Finding] = []
    unusable = dict(evidence.unusable)
    for place in places:
        if place.column.names in _PRICED:
            continue
        unknown = place.known.unknown(place.names)
        if not unknown:
            continue
        rows, cells = _rows(evidence, place, unknown, reach, _lost(place, places, uses))
        for row in rows.iter_rows(named=True):
            key = place.column.names, row["name"]
            made.append(_finding(place, row, tuple(sorted(tables[key])), pending.get(key)))
        if not cells.is_empty():
            table = place.table.name
            evidence, cells = _parted(evidence, place, unknown, cells)
            unusable[table] = pl.concat([unusable[table], cells]) if table in unusable else cells
    return replace(evidence, unusable=unusable, faults=(*evidence.faults, *findings(evidence, made)))


@dataclass(frozen=True)
class Standing:
    """What the terms make of a name that stands in the rows.

    Attributes:
        known: Whether they know it; None where they name none of its sort, or leave room for others.
        near: The known name that is offered instead; empty for none.
        alias: What says what it means; None for nothing.
        confirmed: Whether that is confirmed by whom it must be.
    """

    known: bool | None
    near: str = ""
    alias: Alias | None = None
    confirmed: bool = False


def standings(
    evidence: Evidence, contract: Contract, reach: Period, uses: Sequence[Use]
) -> dict[tuple[str, str], dict[str, Standing]]:
    """Return what the terms make of each name in the rows, by table and column (its name in frames).

    Args:
        evidence: All facts.
        contract: The terms, and the aliases beside them.
        reach: Any version in force in it may know a name.
        uses: What the levels in force stand on.
    """
    places = list(_places(evidence, contract, reach, uses))
    tables = _tables(places)
    aliases = {(alias.of, alias.name): alias for alias in contract.aliases}
    found: dict[tuple[str, str], dict[str, Standing]] = {}
    for place in places:
        unknown = set(place.known.unknown(place.names))
        own = found.setdefault((place.table.name, place.column.frame_name), {})
        for name in place.names:
            key = place.column.names, name
            alias = aliases.get(key) if name not in place.known else None  # type: ignore[arg-type]
            known = True if name in place.known else (False if name in unknown else None)
            near = (place.known.near(name) or "") if known is False else ""
            own[name] = Standing(known, near, alias, alias is not None and is_confirmed(alias, tables[key]))
    return found


def _places(evidence: Evidence, contract: Contract, reach: Period, uses: Sequence[Use]) -> Iterator[_Place]:
    """Yield every column delivered that names something in the terms, with what stands in it."""
    known = known_names([terms for _part, terms in contract.in_force(reach)])
    known["subject"] = known_names(contract.versions)["subject"]
    for table in TABLES:
        if not evidence.has(table.name):
            continue
        for column in table.named:
            assert column.names
            own = known[column.names]
            if column.names == "priority":
                own = _categories(table, own, uses)
            own = Known(
                dict.fromkeys(column.besides, "") | dict(own.names), closed=own.closed and not column.others
            )
            if not own.names:
                continue
            given = collect(evidence.table(table.name).select(pl.col(column.frame_name).unique()))
            texts = given[column.frame_name].drop_nulls().to_list()
            yield _Place(table, column, own, tuple(text for text in texts if text.strip()))


def _categories(table: Table, listed: Known, uses: Sequence[Use]) -> Known:
    """Return what populations call the table's rows by: its priorities, severities, types or kinds.

    The terms' own list is of incidents. Without one the names are all of them where the levels of some kind leave
    nothing for others: each of their populations names its own.
    """
    own = "incidents" if table.name == "priority_changes" else table.name
    levels = [use.level for use in uses if own in use.measured_on]
    names = {
        name: "" for level in levels for population in level.populations for name in population.priorities
    }
    by_kind: dict[str, list[bool]] = {}
    for level in levels:
        by_kind.setdefault(level.kind, []).extend(bool(one.priorities) for one in level.populations)
    exhaustive = any(all(named) for named in by_kind.values())
    if own != "incidents":
        return Known(names, closed=exhaustive)
    return Known(names | dict(listed.names), closed=listed.closed or exhaustive)


def _tables(places: Sequence[_Place]) -> dict[tuple[str, str], set[str]]:
    """Return the tables that each name stands in, by what it names."""
    tables: dict[tuple[str, str], set[str]] = {}
    for place in places:
        for name in place.names:
            tables.setdefault((place.column.names, name), set()).add(place.table.name)
    return tables


def _with_aliases(
    evidence: Evidence,
    aliases: Sequence[Alias],
    places: list[_Place],
    tables: Mapping[tuple[str, str], set[str]],
) -> tuple[Evidence, list[_Place], dict[tuple[str, str], Alias]]:
    """Return the evidence and places with the confirmed aliases in place, and those that wait, by what they name."""
    used: dict[tuple[str, str], Alias] = {}
    pending: dict[tuple[str, str], Alias] = {}
    for alias in aliases:
        key = alias.of, alias.name
        if key in tables:
            (used if is_confirmed(alias, tables[key]) else pending)[key] = alias
    if not used:
        return evidence, places, pending
    frames, faults = dict(evidence.tables), list(evidence.faults)
    replaced = []
    for place in places:
        own = {alias.name: alias for (of, _name), alias in used.items() if of == place.column.names}
        own = {
            name: alias
            for name, alias in own.items()
            if name in place.names
            and name not in place.known
            and (not alias.means or alias.means in place.known)
        }
        if own:
            column = place.column.frame_name
            faults += read_as(evidence, place.table, place.column, tuple(own.values()))
            changes = {
                text: ", ".join(
                    own[name].means or name if name in own else name for name in place.names_in(text)
                )
                for text in place.texts
                if set(place.names_in(text)) & set(own)
            }
            frame = frames[place.table.name]
            frames[place.table.name] = frame.with_columns(pl.col(column).replace(changes))
            nothing = dict.fromkeys((name for name, alias in own.items() if not alias.means), "")
            texts = tuple(changes.get(text, text) for text in place.texts)
            known = replace(place.known, names=dict(place.known.names) | nothing)
            place = replace(place, texts=texts, known=known)  # noqa: PLW2901 - as it stands now
        replaced.append(place)
    return replace(evidence, tables=frames, faults=tuple(faults)), replaced, pending


def _rows(
    evidence: Evidence, place: _Place, unknown: Sequence[str], reach: Period, lost: pl.Expr
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of the reach by name (name, lost, rows, file_no, row_no), and the cells no figure may stand on.

    Args:
        unknown: The names to look for.
        lost: Whether a row with one of them is of no use to a level.
    """
    table, column = place.table, place.column.frame_name
    texts = [text for text in place.texts if set(place.names_in(text)) & set(unknown)]
    rows = evidence.table(table.name).filter(pl.col(column).is_in(texts))
    if place.column.names != "subject":  # history is of earlier periods
        rows = rows.filter(within(table, reach))
    if "ticket_id" in table.schema and evidence.has("incidents"):
        incidents = evidence.table("incidents").filter(within(BY_NAME["incidents"], reach))
        tickets = incidents.select(ticket_id="id")
        rows = rows.join(tickets, on="ticket_id", how="semi", maintain_order="left")
    rows = rows.with_columns(lost.alias("lost"))
    single = rows
    if place.column.several:
        parts = pl.col(column).str.replace_all(";", ",").str.split(",")
        single = rows.with_columns(parts).explode(column).with_columns(pl.col(column).str.strip_chars())
    by_name = collect(
        single.filter(pl.col(column).is_in(list(unknown)))
        .group_by(pl.col(column).alias("name"), "lost", maintain_order=True)
        .agg(pl.len().alias("rows"), pl.col("file_no").first(), pl.col("row_no").first())
        .sort("rows", "name", descending=[True, False])
    )
    if not by_name["lost"].any():
        return by_name, pl.DataFrame(schema=UNUSABLE)
    cells = rows.filter("lost").head(MOST_CELLS)
    return by_name, collect(
        cells.select("file_no", "row_no", pl.lit(column).alias("column"), pl.lit(WHY).alias("why"))
    )


def _parted(
    evidence: Evidence, place: _Place, unknown: Sequence[str], cells: pl.DataFrame
) -> tuple[Evidence, pl.DataFrame]:
    """Return the evidence and the cells with what is unknown of a row of several services lost by itself.

    The rest of such a row is known, and stays: a cell is of the whole row of the file.
    """
    name, column, row = place.table.name, place.column.frame_name, ["file_no", "row_no"]
    if place.table.key or place.column.several:
        return evidence, cells
    rows = collect(evidence.table(name).join(cells.lazy().select(row).unique(), on=row, how="semi"))
    strange = pl.col(column).is_in(list(unknown))
    mixed = rows.group_by(row).agg(strange.all().alias("all")).filter(~pl.col("all")).select(row)
    if mixed.is_empty():
        return evidence, cells
    parts = rows.filter(strange).join(mixed, on=row, how="semi", maintain_order="left")
    lost = parts.with_columns(pl.lit(None, pl.String).alias(column), pl.lit(WHY).alias("why"))
    before = [evidence.lost[name]] if name in evidence.lost else []
    marked = mixed.lazy().with_columns(pl.lit(value=True).alias("_mixed"))
    stays = ~(strange & pl.col("_mixed").is_not_null()).fill_null(value=False)
    table = evidence.table(name).join(marked, on=row, how="left", maintain_order="left").filter(stays)
    parted = replace(
        evidence,
        tables={**evidence.tables, name: table.drop("_mixed")},
        lost={**evidence.lost, name: pl.concat([*before, lost], how="diagonal")},
    )
    return parted, cells.join(mixed, on=row, how="anti")


def _lost(place: _Place, places: Sequence[_Place], uses: Sequence[Use]) -> pl.Expr:
    """Return whether a row of an unknown name is of no use to a level that stands on the column.

    Where a case is asked for by levels of the whole contract alone, its service and system decide nothing. One of an
    unknown service and a known system is placed by its system, where no level names services by themselves; one of an
    unknown system by its known service. What must have a service is placed by that alone.
    """
    column, others = place.column.frame_name, {"service": "system", "system": "service"}
    own = [use for use in uses if place.table.name in use.columns]
    if place.column.names in others and not place.column.required:
        own = [use for use in own if use.level.services or use.level.systems]
    told = [use.columns[place.table.name] for use in own]
    used = any(columns is None or column in columns for columns in told)
    if place.column.names not in _PLACES or not used:
        return pl.lit(value=False)
    by = next(
        (
            one
            for one in places
            if one.table == place.table and one.column.names == others.get(str(place.column.names))
        ),
        None,
    )
    if by is not None and by.column.required:
        return pl.lit(value=False)
    by_services = any(use.level.services for use in own)
    if by is None or place.column.required or (place.column.names == "service" and by_services):
        return pl.lit(value=True)
    placed = pl.col(by.column.frame_name).is_in(sorted(by.known.names))
    return ~placed.fill_null(value=False)


def _finding(
    place: _Place, row: Mapping[str, Any], tables: tuple[str, ...], pending: Alias | None
) -> Finding:
    return Finding(
        place.table,
        place.column,
        row["name"],
        row["rows"],
        (row["file_no"], row["row_no"]),
        place.known,
        tables,
        lost=row["lost"],
        pending=pending,
    )

"""Decisions that match nothing: a kind, a party, a level, a table or a row that is not there. Each is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from afstemt.core.evidence.accepted_retypings import taken_out
from afstemt.core.evidence.authors import Place, agreement, author, speakers
from afstemt.core.evidence.decisions import (
    BOTH,
    SERVICES,
    TABLE,
    WITH_IDS,
    DecisionKind,
    deciders,
    in_effect,
    sides,
)
from afstemt.core.evidence.decisions import BY_NAME as KINDS
from afstemt.core.evidence.evidence import UNUSABLE, Evidence, collect
from afstemt.core.evidence.name_findings import SHOWN, party_words
from afstemt.core.evidence.names import Use
from afstemt.core.evidence.retyping import TABLES as CASES
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.names import Known, NameOf, folded, known_names
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _

CODE = "decision-without-effect"

WHY = "matches-nothing"

NO_ROW = "no-such-row"
"""The code of a decision on a row that is not among the facts: what is delivered later it may still match."""


@dataclass(frozen=True)
class _Against:
    """What decisions are held against.

    Attributes:
        contract, period, uses: Nothing of them is known where a file is only read.
        names: What any version of the terms knows, by sort.
        rows: Each row decided on that is not among the facts, by table and id; with the id that differs by case,
            spaces and marks; ``""`` for none.
        retyped: Cases that a later export has as another kind, or leaves out, by table and id.
        orders: The orders that hours were delivered on.
        deciders: Who each word in the column ``by`` is.
        agreement: Of each decision by its place, the parties that have said it.
    """

    contract: Contract | None
    period: Period | None
    uses: Sequence[Use]
    names: Mapping[NameOf, Known]
    rows: Mapping[tuple[str, str], str]
    retyped: frozenset[tuple[str, str]] = frozenset()
    orders: tuple[str, ...] = ()
    deciders: dict[str, frozenset[PartyRole]] = field(default_factory=dict)
    agreement: Mapping[Place, frozenset[PartyRole]] = field(default_factory=dict)

    def known(self, of: NameOf) -> Known:
        """Return what the terms know of one sort."""
        return self.names.get(of, Known())


def with_decisions_told(
    evidence: Evidence, contract: Contract, period: Period, uses: Sequence[Use]
) -> Evidence:
    """Return the evidence with each decision that matches nothing told, and marked so that it has no effect."""
    if not evidence.has(TABLE):
        return evidence
    names = known_names(contract.versions)
    orders = collect(evidence.table("hours").select("order").unique())["order"].drop_nulls().to_list()
    known = deciders(contract.versions)
    against = _Against(
        contract,
        period,
        uses,
        names,
        _missing(evidence),
        _retyped(evidence),
        tuple(sorted(orders)),
        known,
        agreement(evidence, known),
    )
    faults, places = _told(evidence, against)
    if not faults:
        return evidence
    unusable = dict(evidence.unusable)
    if places:
        marks = pl.DataFrame(
            [(*place, column, WHY) for place, column in places.items()], schema=UNUSABLE, orient="row"
        )
        unusable[TABLE] = pl.concat([unusable[TABLE], marks]) if TABLE in unusable else marks
    return replace(evidence, unusable=unusable, faults=(*evidence.faults, *faults))


def decisions_read(evidence: Evidence) -> tuple[Fault, ...]:
    """Return what can be told of decisions where the terms are not known: kinds, tables and rows."""
    return tuple(_told(evidence, _Against(None, None, (), {}, _missing(evidence), _retyped(evidence)))[0])


def _missing(evidence: Evidence) -> dict[tuple[str, str], str]:
    """Return the rows decided on that are not among the facts, as ``_Against.rows`` has them."""
    found: dict[tuple[str, str], str] = {}
    decided = collect(in_effect(evidence).select("table", "row_id").drop_nulls().unique())
    for table in WITH_IDS:
        ids = decided.filter(pl.col("table") == table).select(id="row_id")
        if ids.is_empty():
            continue
        delivered = evidence.table(table).select("id").drop_nulls()
        gone = collect(ids.lazy().join(delivered, on="id", how="anti", maintain_order="left"))
        if gone.is_empty():
            continue
        plain = {folded(one): one for one in gone["id"]}
        alike = pl.col("id").str.to_lowercase().str.replace_all(r"[\W_]+", "").alias("plain")
        near = collect(
            delivered.with_columns(alike).filter(pl.col("plain").is_in(list(plain))).unique("plain")
        )
        offered = dict(near.select("plain", "id").iter_rows())
        found |= {(table, one): offered.get(folded(one), "") for one in gone["id"]}
    return found


def _retyped(evidence: Evidence) -> frozenset[tuple[str, str]]:
    """Return the cases that a decision on a retyping can be about."""
    return frozenset((table, one) for table in CASES for one in taken_out(evidence, table)["id"].drop_nulls())


def _told(evidence: Evidence, terms: _Against) -> tuple[list[Fault], dict[tuple[int, int], str]]:
    """Return the findings, and by place the column of each decision that has no effect."""
    faults: list[Fault] = []
    places: dict[tuple[int, int], str] = {}
    for row in collect(in_effect(evidence)).iter_rows(named=True):
        for column, code, text, severity in _wrong(evidence, row, terms):
            faults.append(_fault(evidence, row, column, code, text, severity))
            if code == CODE:
                places.setdefault((row["file_no"], row["row_no"]), column)
    return faults, places


_Wrong = tuple[str, str, str, str]
"""Column, code, what is said, and how grave it is."""


def _wrong(evidence: Evidence, row: Mapping[str, Any], terms: _Against) -> Iterator[_Wrong]:
    kind = KINDS.get(row["kind"])
    if kind is None:
        known = Known(dict.fromkeys(KINDS, ""))
        text = _("Beslutningen er uden virkning: arten »{name}« findes ikke.{meant} Arterne er {known}.")
        yield _without("kind", text, row["kind"], known)
        return
    if terms.contract is not None:
        yield from _wrong_party(evidence, row, kind, terms)
        yield from _wrong_level(row, terms)
    if row["period"] and not _is_period(row["period"]):
        text = _("Beslutningen er uden virkning: »{given}« er ikke en periode. Skriv den som 2026-10.")
        yield "period", CODE, text.format(given=row["period"][:SHOWN]), "ask"
    table = row["table"] or ""
    if kind.tables and table not in kind.tables:
        known = Known({name: "" for name in kind.tables if name})
        text = _(
            "Beslutningen er uden virkning: »{kind}« kan ikke være om »{name}«.{meant} Den kan være om {known}."
        )
        yield _without("table", text, table, known, kind.name)
        return
    for column in kind.needs:
        if not row[column] and column not in ("period", "value"):  # remuneration and settlement tell of those
            text = _("Beslutningen er uden virkning: »{kind}« skal have noget i {column}.")
            yield column, CODE, text.format(kind=kind.name, column=column), "ask"
    if kind.of_rows:
        yield from _wrong_row(evidence, row, table, terms)
    if kind.of_orders and row["row_id"]:
        yield from _wrong_order(row, terms)
    if kind.of_retyped and row["row_id"] and (table, row["row_id"]) not in terms.retyped:
        yield from _wrong_case(evidence, row, table, terms)
    if kind.of_missing and row["row_id"] and row["row_id"] not in _names_missing(evidence, table):
        text = _("Beslutningen er uden virkning: en nyere fil mangler ingen række »{row}« i {table}.")
        yield "row_id", NO_ROW, text.format(table=table, row=row["row_id"][:SHOWN]), "note"


def _names_missing(evidence: Evidence, table: str) -> Sequence[str]:
    missing = evidence.missing.get(table)
    return () if missing is None else missing["name"].to_list()


def _without(column: str, text: str, name: str, known: Known, kind: str = "") -> _Wrong:
    meant = _meant(known.near(name) or "")
    said = text.format(name=name[:SHOWN], meant=meant, known=", ".join(known.names), kind=kind)
    return column, CODE, said, "ask"


def _meant(near: str) -> str:
    return " " + _("Mente I »{name}«?").format(name=near) if near else ""


def _wrong_party(
    evidence: Evidence, row: Mapping[str, Any], kind: DecisionKind, terms: _Against
) -> Iterator[_Wrong]:
    """Yield what is wrong with who decided. What a party says in its own interest is a claim until the other agrees."""
    if not sides(row["by"], terms.deciders):
        text = _("Beslutningen er uden virkning: »{name}« er ikke en part.{meant} Skriv en af {known}.")
        yield _without("by", text, row["by"], Known(dict.fromkeys(list(terms.deciders)[:-3], "")))
        return
    own = author(evidence, row["file_no"])
    speaking = speakers(evidence, row["by"], row["file_no"], terms.deciders)
    needed = kind.needed(row)
    if (
        needed is not None
        and needed not in speaking
        and needed in terms.agreement[row["file_no"], row["row_no"]]
    ):
        text = _(
            "Det samme er sagt af {party} selv: den række gælder, og denne har ingen virkning ved siden af."
        )
        yield "by", CODE, text.format(party=party_words([needed])), "note"
    elif own is not None and not speaking:
        text = _(
            "Beslutningen er uden virkning: rækken er leveret af {author}, som ikke kan beslutte for {other}. Hver "
            "part træffer selv sine beslutninger."
        )
        (other,) = BOTH - {own}
        said_of = text.format(author=party_words([own]), other=party_words([other]))
        yield "by", CODE, said_of, "ask"
    elif needed is not None and needed not in speaking:
        if kind.right_of:
            text = _("Beslutningen er uden virkning: »{kind}« er kun {party} at beslutte.")
            party = {"authority": _("myndighedens"), "supplier": _("leverandørens")}[needed]
            yield "by", CODE, text.format(kind=kind.name, party=party), "ask"
            return
        text = _(
            "»{kind}« er en påstand og er uden virkning, indtil {party} har sagt det samme i en række, som {party} "
            "selv har leveret."
        )
        yield "by", CODE, text.format(kind=kind.name, party=party_words([needed])), "ask"


def _wrong_level(row: Mapping[str, Any], terms: _Against) -> Iterator[_Wrong]:
    level, known = row["level"] or "", terms.known("level")
    if level and level not in known:
        text = _(
            "Beslutningen er uden virkning: servicemålet »{name}« findes ikke.{meant} Vilkårene har {known}."
        )
        yield _without("level", text, level, known)


def _wrong_row(evidence: Evidence, row: Mapping[str, Any], table: str, terms: _Against) -> Iterator[_Wrong]:
    """Yield what is wrong with what a decision on rows, or on time, names."""
    named, bounded = row["row_id"] or "", row["from_s"] is not None or row["to_s"] is not None
    if not named and not bounded:
        text = _("Beslutningen er uden virkning: den nævner hverken en række i row_id eller et tidsrum.")
        yield "row_id", CODE, text, "ask"
        return
    if named and not table:
        text = _(
            "Beslutningen er uden virkning: den nævner rækken »{row}«, men ingen tabel. Skriv den i table."
        )
        yield "table", CODE, text.format(row=named[:SHOWN]), "ask"
        return
    of_level = next((use for use in terms.uses if use.level.id == row["level"]), None)
    if table and of_level is not None and table not in of_level.measured_on:
        text = _("Beslutningen er uden virkning: {level} måles ikke på {table}, men på {tables}.")
        told = text.format(level=row["level"], table=table, tables=", ".join(of_level.measured_on))
        yield "table", CODE, told, "ask"
        return
    if table == SERVICES and named:
        known = terms.known("service")
        if known.closed and named not in known:
            text = _(
                "Beslutningen er uden virkning: ydelsen »{name}« findes ikke.{meant} Vilkårene har {known}."
            )
            yield _without("row_id", text, named, known)
        return
    if table in WITH_IDS and named:
        yield from _missing_row(evidence, row, table, terms)


def _wrong_case(evidence: Evidence, row: Mapping[str, Any], table: str, terms: _Against) -> Iterator[_Wrong]:
    """Yield that no later export has taken the case out of the table; nothing is asked of another month's case."""
    near = Known({one: "" for name, one in terms.retyped if name == table}).near(row["row_id"]) or ""
    severity = _severity(evidence, row, table, terms, near)
    if severity is None:
        return
    text = _("Beslutningen er uden virkning: ingen nyere fil har taget sagen »{row}« ud af {table}.{meant}")
    yield "row_id", NO_ROW, text.format(table=table, row=row["row_id"][:SHOWN], meant=_meant(near)), severity


def _severity(
    evidence: Evidence, row: Mapping[str, Any], table: str, terms: _Against, near: str
) -> str | None:
    """Return how grave it is that no row has the id; None where it may come with another month's delivery."""
    period = terms.period
    of_this = (
        period is not None
        and row["at_s"] >= period.from_s
        and (row["period"] or period.code) in period.codes
        and evidence.has(table)
    )
    if near or of_this:
        return "ask"
    return None if period is not None else "note"


def _missing_row(evidence: Evidence, row: Mapping[str, Any], table: str, terms: _Against) -> Iterator[_Wrong]:
    """Yield that no row has the id. One of another month may be delivered with that month: then nothing is asked."""
    if (table, row["row_id"]) not in terms.rows:
        return
    near = terms.rows[table, row["row_id"]]
    severity = _severity(evidence, row, table, terms, near)
    if severity is None:
        return
    text = _("Beslutningen er uden virkning: {table} har ingen række med id »{row}«.{meant}")
    yield "row_id", NO_ROW, text.format(table=table, row=row["row_id"][:SHOWN], meant=_meant(near)), severity


def _wrong_order(row: Mapping[str, Any], terms: _Against) -> Iterator[_Wrong]:
    known = Known(dict(terms.known("order").names) | dict.fromkeys(terms.orders, ""))
    if terms.contract is not None and row["row_id"] not in known:
        text = _("Beslutningen er uden virkning: ordren »{name}« findes ikke.{meant} Der er {known}.")
        yield _without("row_id", text, row["row_id"], known)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _fault(
    evidence: Evidence, row: Mapping[str, Any], column: str, code: str, text: str, severity: str
) -> Fault:
    file_no = row["file_no"]
    source = evidence.files[file_no].name if file_no is not None and file_no < len(evidence.files) else TABLE
    return Fault(code, text, source, row=row["row_no"], column=column, severity=severity)  # type: ignore[arg-type]

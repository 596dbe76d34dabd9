"""Answers about rows that a later file lacks: they have lapsed, or they stand. Until then each is asked about.

A statement against its author's interest binds; one in its own counts when the other party has agreed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from afstemt.core.evidence.authors import speakers
from afstemt.core.evidence.column import Table
from afstemt.core.evidence.decisions import BOTH, LAPSED, STANDS, TABLE, deciders
from afstemt.core.evidence.decisions import BY_NAME as KINDS
from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.evidence.name_findings import party_words
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

CODE, MORE, ANSWERED = "missing-later", "missing-later-more", "missing-answered"
"""The findings of rows that a later file lacks, of those beyond the ones named, and of those that are answered."""
_PLACE = ["file_no", "row_no"]


@dataclass(frozen=True)
class Answer:
    """What has been said of a row that a later file lacks.

    Attributes:
        kind: ``lapsed`` or ``stands``.
        by: The parties that say so.
    """

    kind: str
    by: frozenset[PartyRole]

    def lacking(self, table: Table) -> frozenset[PartyRole]:
        """Return the parties that must still agree; none where the answer holds."""
        return confirmers(table, self.kind) - self.by


def confirmers(table: Table, kind: str) -> frozenset[PartyRole]:
    """Return the parties that an answer about a row of the table may be against, and that must agree to it.

    Args:
        kind: ``lapsed``: the row counts no more; ``stands``: it does, though its source has it no more.
    """
    if table.good_for == "nobody":
        return frozenset()
    if table.good_for == "either":
        return BOTH
    of: PartyRole = table.good_for
    return frozenset({of}) if kind == LAPSED.name else BOTH - {of}


def with_answers(evidence: Evidence, contract: Contract) -> Evidence:
    """Return the evidence without the rows that have lapsed, nor a question where an answer holds.

    Of two answers about the same row the later holds. One that the other party must agree to changes nothing until it
    has, also not what an earlier one decided; where none did, the question is then to that party.
    """
    answers = _answers(evidence, contract)
    if not answers:
        return evidence
    tables, taken = dict(evidence.tables), dict[int, int]()
    settled: dict[tuple[int, int], bool] = {}
    waiting: dict[tuple[int, int], tuple[str, frozenset[PartyRole]]] = {}
    for name, missing in evidence.missing.items():
        lapsed = []
        for file_no, row_no, row in missing.select(*_PLACE, "name").iter_rows():
            answer = answers.get((name, row))
            if answer is None:
                continue
            lacking = answer.lacking(BY_NAME[name])
            if lacking:
                waiting[file_no, row_no] = answer.kind, lacking
                continue
            settled[file_no, row_no] = answer.kind == LAPSED.name
            lapsed += [(file_no, row_no)] if answer.kind == LAPSED.name else []
        if lapsed:
            _take_out(tables, name, lapsed, taken)
    files = tuple(_without(file, taken.get(at, 0)) for at, file in enumerate(evidence.files))
    faults = _faults(evidence, settled, waiting)
    return replace(evidence, tables=tables, files=files, faults=faults)


def _answers(evidence: Evidence, contract: Contract) -> Mapping[tuple[str, str], Answer]:
    """Return what the decisions say, by table and what the row is known by.

    The last that holds; where none does, the last.
    """
    found: dict[tuple[str, str], Answer] = {}
    last: dict[tuple[str, str], Answer] = {}
    if not evidence.missing or not evidence.has(TABLE):
        return found
    rows = collect(
        evidence.table(TABLE)
        .filter(pl.col("kind").is_in([LAPSED.name, STANDS.name]))
        .sort("at_s", *_PLACE)
        .select("kind", "table", "row_id", "by", "file_no")
    )
    known = deciders(contract.versions)
    for kind, table, row, by, file_no in rows.iter_rows():
        roles = speakers(evidence, by, file_no, known)
        if not roles or table not in BY_NAME or not row:
            continue
        before = last.get((table, row))
        own = before.by if before is not None and before.kind == kind else frozenset[PartyRole]()
        last[table, row] = Answer(kind, own | roles)
        held = found.get((table, row))
        if held is None or held.lacking(BY_NAME[table]) or not last[table, row].lacking(BY_NAME[table]):
            found[table, row] = last[table, row]
    return found


def _take_out(
    tables: dict[str, pl.LazyFrame], name: str, places: Iterable[tuple[int, int]], taken: dict[int, int]
) -> None:
    """Take rows out of a table, and with a ticket what hangs on it."""
    gone = pl.LazyFrame(
        list(places), schema=dict(zip(_PLACE, (pl.Int32, pl.Int64), strict=True)), orient="row"
    )
    if BY_NAME[name].key:
        ids = tables[name].join(gone, on=_PLACE, how="semi").select("id")
        for table in [one for one in BY_NAME.values() if one.ticket and one.name in tables]:
            ticket = table.column(table.ticket).frame_name
            hanging = tables[table.name].join(ids, left_on=ticket, right_on="id", how="semi").select(_PLACE)
            _drop(tables, table.name, collect(hanging).lazy(), taken)
    _drop(tables, name, gone, taken)


def _drop(tables: dict[str, pl.LazyFrame], name: str, gone: pl.LazyFrame, taken: dict[int, int]) -> None:
    counted = collect(tables[name].join(gone, on=_PLACE, how="semi").group_by("file_no").len())
    for file_no, count in counted.iter_rows():
        taken[file_no] = taken.get(file_no, 0) + count
    tables[name] = tables[name].join(gone, on=_PLACE, how="anti", maintain_order="left")


def _without(file: SourceFile, rows: int) -> SourceFile:
    """Return a file of which so many rows have lapsed: they are not used."""
    used = min(rows, file.rows_used)
    return replace(file, rows_used=file.rows_used - used, rows_superseded=file.rows_superseded + used)


def _faults(
    evidence: Evidence,
    settled: Mapping[tuple[int, int], bool],
    waiting: Mapping[tuple[int, int], tuple[str, frozenset[PartyRole]]],
) -> tuple[Fault, ...]:
    numbers = {file.name: at for at, file in reversed(list(enumerate(evidence.files)))}
    every = pl.concat([*(one.select(_PLACE) for one in evidence.missing.values())]).rows()
    open_files = {file_no for file_no, row_no in every if (file_no, row_no) not in settled}
    kept = []
    for fault in evidence.faults:
        place = numbers.get(fault.source, -1), fault.row or 0
        if fault.code == CODE and place in waiting:
            kept.append(_waits(fault, *waiting[place]))
        elif not (fault.code == CODE and place in settled) and not (
            fault.code == MORE and place[0] not in open_files
        ):
            kept.append(fault)
    for lapsed, text in (
        (True, _("{n} rækker, som en nyere fil ikke har, er udgået efter parternes svar og tæller ikke.")),
        (False, _("{n} rækker, som en nyere fil ikke har, gælder stadig efter parternes svar.")),
    ):
        by_file: dict[int, int] = {}
        for (file_no, _row), one in settled.items():
            if one == lapsed:
                by_file[file_no] = by_file.get(file_no, 0) + 1
        for file_no, count in by_file.items():
            one_row = (
                _("1 række, som en nyere fil ikke har, er udgået efter parternes svar og tæller ikke.")
                if lapsed
                else _("1 række, som en nyere fil ikke har, gælder stadig efter parternes svar.")
            )
            said = one_row if count == 1 else text.format(n=number(count))
            kept.append(Fault(ANSWERED, said, evidence.files[file_no].name, severity="note"))
    return tuple(kept)


def _waits(fault: Fault, kind: str, lacking: frozenset[PartyRole]) -> Fault:
    """Return the question to those who must agree."""
    text = _("{said} Der er svaret: »{answer}«. Svaret gælder, når {parties} er enig.")
    said = text.format(said=fault.message, answer=_(KINDS[kind].title), parties=party_words(lacking))
    (first, *others) = sorted(lacking)
    return replace(fault, message=said, party="" if others else first)

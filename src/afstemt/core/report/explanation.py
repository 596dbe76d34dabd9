"""Sådan er tallet beregnet: one figure's whole derivation, from clause to row."""

from decimal import Decimal
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.evidence import SourceFile, collect
from afstemt.core.evidence.name_findings import READ_AS
from afstemt.core.measurement.outcome import BREACHING, Outcome, Result
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.blocks import Block, Bullets, Table, TableColumn, Text
from afstemt.core.report.losses import loss_text
from afstemt.core.report.month import Month
from afstemt.core.report.trends import code_name
from afstemt.core.report.words import figure_value, row_state_word, state_word, step_text, unit_of
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.figure import Duration, Figure, Instant, Unit, Value
from afstemt.core.units.formats import day, figure, number, period_name
from afstemt.core.units.wording import _

HUNDRED = 100
SECONDS = ("elapsed_s", "limit_s", "paused_s", "over_s", "counted_s")
WORST = ("over_s", "counted_s")
"""What makes one row worse than another of its state, in this order."""
INSTANTS = ("start_s", "due_s", "stated_due_s", "end_s")


def explanation(month: Month, level: str, rows: int) -> tuple[Block, ...]:
    """Return the derivation of a level's figure: clause, definition, steps, penalty, rows, history.

    Args:
        month: A calculated month whose terms have the level.
        level: The level's id.
        rows: How many rows to list; the number there are is always said.
    """
    blocks: list[Block] = []
    for outcome in month.outcomes:
        if outcome.level == level:
            blocks += _outcome(month, outcome, rows)
    blocks += _history(month, level)
    return tuple(blocks)


def _outcome(month: Month, outcome: Outcome, rows: int) -> list[Block]:
    ruling = month.contract.ruling_level(outcome.level, outcome.part)
    assert ruling is not None, "a level that was measured stands in the terms"
    terms, level = ruling
    clause = f" ({level.clause})" if level.clause else ""
    kind = kind_of(level)
    blocks: list[Block] = [
        Text(f"{level.id} {level.title}{clause}, {period_name(outcome.part)}", role="lead"),
        *_definition(outcome, _(kind.definition)),
        Text(
            _("Vilkår: {id}, version gældende fra {day}.").format(id=terms.id, day=day(terms.in_force_from))
        ),
        Bullets(tuple(_result(level, result) for result in outcome.results)),
        Bullets(tuple(step_text(step) for step in outcome.steps), ordered=True),
    ]
    if lost := loss_text(month, outcome):
        blocks.append(Text(lost))
    if names := _read_as(month, level):
        blocks.append(Bullets(names))
    if outcome.provisional:
        blocks.append(Text(_("Tallet er foreløbigt: kvartalet er ikke slut.")))
    lines = [line for line in month.settlement.lines if line.level == level.id and line.part == outcome.part]
    for line in lines:
        blocks += _penalty(line)
    return blocks + _rows(month, outcome, rows)


def _read_as(month: Month, level: ServiceLevel) -> tuple[str, ...]:
    """Return the names in the level's tables that an alias has read as something else."""
    tables = kind_of(level).tables_of(level)
    files = {file.name for file in month.evidence.files if file.table in tables}
    return tuple(
        fault.message for fault in month.evidence.faults if fault.code == READ_AS and fault.source in files
    )


def _definition(outcome: Outcome, text: str) -> list[Block]:
    """Return the definition, unless the steps open with it."""
    if any(text in (step.formula, step.result) for step in outcome.steps):
        return []
    return [Text(_("Definition: {text}").format(text=text))]


def _result(level: ServiceLevel, result: Result) -> str:
    name = f"{result.population}: " if result.population else ""
    shown = "–" if result.figure is None else figure(result.figure, level.shown_decimals)
    exact = ""
    if result.figure is not None and result.figure.denominator != 1:
        exact = f" ({number(result.figure.numerator)} / {number(result.figure.denominator)})"
    basis = _("oplyst") if result.basis == "stated" else _("beregnet")
    reason = f". {result.reason}" if result.reason else ""
    return f"{name}{shown}{exact}, {basis}, {state_word(result.state)}{reason}"


def _penalty(line: SettlementLine) -> list[Block]:
    kinds = {"penalty": _("Bod"), "bonus": _("Bonus"), "correction": _("Efterregulering")}
    who = f" {line.population}" if line.population else ""
    head = _("{kind}{who}: {points} point").format(kind=kinds[line.kind], who=who, points=number(line.points))
    return [Text(head), Bullets(tuple(step_text(step) for step in line.steps), ordered=True)]


def _rows(month: Month, outcome: Outcome, limit: int) -> list[Block]:
    """Return the rows that the figure is made of, the worst first, each with its file and line."""
    frame = outcome.rows
    if frame.is_empty():
        return [Text(_("Der er ingen rækker bag tallet."))]
    columns = frame.columns
    worst = pl.col("state").is_in(BREACHING) if "state" in columns else pl.lit(value=False)
    held = pl.col("held_out").is_not_null() if "held_out" in columns else pl.lit(value=False)
    ranked = frame.lazy().with_columns((worst.cast(pl.Int8) * 2 + held.cast(pl.Int8)).alias("_first"))
    by = ["_first", *(name for name in WORST if name in columns)]
    chosen = collect(ranked.sort(by, descending=True, nulls_last=True, maintain_order=True).head(limit))
    shown = [
        name for name in ("id", "population", *INSTANTS, *SECONDS, "state", "held_out") if name in columns
    ]
    cells = tuple(
        (*(_cell(name, row[name], month.terms.zone) for name in shown), _where(month.evidence.files, row))
        for row in chosen.iter_rows(named=True)
    )
    heads = {
        "id": _("Sag"),
        "population": _("Gruppe"),
        "start_s": _("Begynder"),
        "due_s": _("Frist"),
        "stated_due_s": _("Servicedeskens frist"),
        "end_s": _("Slutter"),
        "elapsed_s": _("Forløbet tid"),
        "limit_s": _("Grænse"),
        "paused_s": _("Pause"),
        "over_s": _("Over fristen"),
        "counted_s": _("Talt tid"),
        "state": _("Tilstand"),
        "held_out": _("Holdt ude"),
    }
    caption = _("Den ene række bag tallet")
    if frame.height > 1:
        caption = _("{shown} af {all} rækker bag tallet, de dårligste først").format(
            shown=number(len(cells)), all=number(frame.height)
        )
    right = (*SECONDS,)
    return [
        Table(
            caption,
            (
                *(TableColumn(heads[name], "right" if name in right else "left") for name in shown),
                TableColumn(_("Fil og række")),
            ),
            cells,
        )
    ]


def _cell(name: str, value: object, zone: str) -> Value:
    if value is None:
        return None
    if name in INSTANTS and isinstance(value, int):
        return Instant(value, zone)
    if name in SECONDS and isinstance(value, int):
        return Duration(value)
    if name == "state":
        return row_state_word(str(value))
    return str(value)


def _where(files: tuple[SourceFile, ...], row: dict[str, object]) -> str:
    number_ = row.get("file_no")
    if not isinstance(number_, int) or not 0 <= number_ < len(files):
        return "–"
    return _("{file}, række {row}").format(file=files[number_].name, row=row.get("row_no"))


def _past_value(value: Decimal | None, unit: Unit | None, level: ServiceLevel | None) -> Value:
    """Return an earlier figure in the level's own unit."""
    if value is None or unit is None:
        return value
    exact = Fraction(value) / (HUNDRED if unit == "percent" else 1)
    return figure_value(Figure(exact.numerator, exact.denominator, unit), level)


def _history(month: Month, level: str) -> list[Block]:
    past = [row for row in month.history.rows if row.subject == level or row.subject.startswith(f"{level}/")]
    if not past:
        return []
    now = next((outcome for outcome in month.outcomes if outcome.level == level), None)
    ruling = month.contract.ruling_level(level, month.period)
    own = ruling[1] if ruling else None
    unit = unit_of(now.results[0], own) if now else None
    rows = tuple(
        (
            code_name(row.period, month.terms.zone),
            row.subject.partition("/")[2],
            _past_value(row.value, unit, own),
            row.points,
            state_word(row.state),
        )
        for row in past
    )
    columns = (
        TableColumn(_("Periode")),
        TableColumn(_("Gruppe")),
        TableColumn(_("Værdi"), "right"),
        TableColumn(_("Point"), "right"),
        TableColumn(_("Tilstand")),
    )
    return [Table(_("Tidligere perioder"), columns, rows)]

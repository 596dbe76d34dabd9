"""The rows behind service levels: those that missed, those that are held out, and all of them as appendices."""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.outcome import BREACHING, LATE, Outcome
from afstemt.core.report.appendices import of_outcome, of_table
from afstemt.core.report.blocks import Appendix, Block, Section, Table, TableColumn, Text
from afstemt.core.report.month import Month
from afstemt.core.report.parts import at, column, level_of, number_column, text, without_empty
from afstemt.core.report.words import capital, joined, level_title, population_name, row_state_word
from afstemt.core.report.words import rows as rows_of
from afstemt.core.units.figure import Duration, Value
from afstemt.core.units.wording import _


def _cells(month: Month, level: str, row: dict[str, object]) -> tuple[Value, ...]:
    elapsed, limit = row.get("elapsed_s"), row.get("limit_s")
    return (
        text(row.get("id")),
        population_name(month, level, text(row.get("population"))),
        at(month, row.get("start_s")),
        at(month, row.get("due_s")),
        at(month, row.get("end_s")),
        Duration(elapsed) if isinstance(elapsed, int) else None,
        Duration(limit) if isinstance(limit, int) else None,
        row_state_word(text(row.get("state"))),
    )


def _row_columns() -> tuple[TableColumn, ...]:
    return (
        column(_("Id"), weight=1.2),
        column(_("Omfatter"), weight=0.9),
        column(_("Start"), weight=1.5),
        column(_("Frist"), weight=1.5),
        column(_("Slut"), weight=1.5),
        number_column(_("Forbrugt tid")),
        number_column(_("Grænse"), 0.8),
        column(_("Tilstand"), weight=0.8),
    )


def _caption(rows: pl.DataFrame, everything: bool) -> str:
    """Return the caption that says what the rows are, with a place for the level."""
    states = set(rows["state"].to_list())
    if everything:
        return _("{level}: alle rækker")
    if states == {"down"}:
        return _("{level}: afbrydelser")
    if states <= set(LATE):
        return _("{level}: sager over fristen")
    return _("{level}: rækker, der trækker ned")


def missed_rows(month: Month, found: tuple[Outcome, ...], everything: bool) -> list[Block]:
    """Return the rows that were late, down or failed, per level, up to the number the terms state."""
    blocks: list[Block] = []
    limit = month.terms.report.max_rows
    for index, outcome in enumerate(found):
        frame = outcome.rows
        if "state" not in frame.columns or frame.is_empty():
            continue
        wanted = outcome.counted if everything else outcome.counted.filter(pl.col("state").is_in(BREACHING))
        order = [name for name in ("start_s", "id") if name in frame.columns]
        rows = collect(wanted.sort(order, nulls_last=True) if order else wanted)
        if rows.is_empty():
            continue
        title = level_title(outcome, level_of(month, outcome))
        caption = _caption(rows, everything)
        blocks.append(
            without_empty(
                Table(
                    caption.format(level=title),
                    _row_columns(),
                    tuple(
                        _cells(month, outcome.level, row) for row in rows.head(limit).iter_rows(named=True)
                    ),
                    of=rows.height if rows.height > limit else None,
                    appendix=f"level-{index + 1}",
                )
            )
        )
    return blocks


def held_out(month: Month, found: tuple[Outcome, ...]) -> Section:
    rows: list[tuple[Value, ...]] = []
    total = 0
    limit = month.terms.report.max_rows
    for outcome in found:
        frame = outcome.rows
        if not {"held_out", "id"} <= set(frame.columns) or frame.is_empty():
            continue
        out = frame.filter(pl.col("held_out").is_not_null())
        total += out.height
        rows += [
            (level_title(outcome, level_of(month, outcome)), text(row["id"]), row["held_out"])
            for row in out.head(max(0, limit - len(rows))).iter_rows(named=True)
        ]
    if not total:
        return Section(
            "service_levels.held_out",
            _("Holdt ude af opgørelsen"),
            (Text(_("Ingen rækker er holdt ude af opgørelsen.")),),
        )
    names = joined(sorted({text(row[0]) for row in rows}))
    return Section(
        "service_levels.held_out",
        _("Holdt ude af opgørelsen"),
        (
            Text(
                _("{rows} er holdt ude af opgørelsen af {levels}.").format(
                    rows=capital(rows_of(total)), levels=names
                )
            ),
            Table(
                _("Rækker, der er holdt ude, og hvorfor"),
                (column(_("Servicemål")), column(_("Id")), column(_("Begrundelse"), weight=3)),
                tuple(rows),
                of=total if total > len(rows) else None,
                appendix="level-1",
            ),
        ),
    )


def appendices(month: Month, found: tuple[Outcome, ...]) -> tuple[Appendix, ...]:
    """Return the rows behind each level, and the figures that the supplier has stated."""
    behind = [
        of_outcome(
            month,
            outcome,
            f"level-{index + 1}",
            _("Rækkerne bag {level}").format(level=level_title(outcome, level_of(month, outcome))),
        )
        for index, outcome in enumerate(found)
        if not outcome.rows.is_empty()
    ]
    if month.evidence.has("stated_values"):
        stated = month.evidence.table("stated_values")
        behind.append(of_table(month, "stated_values", _("Oplyste tal"), "stated_values", stated, ("level",)))
    return tuple(behind)

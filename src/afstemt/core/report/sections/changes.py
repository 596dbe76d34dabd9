"""Change management: by initiator, what is ahead that touches operations, what went wrong and what it caused."""

from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.counted import FAILED
from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, Text, chart_values
from afstemt.core.report.counts.changes import OUTCOMES, ahead, belonging, count_carried_out, results_untold
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    at,
    column,
    count,
    deepened,
    facts,
    inside,
    not_delivered,
    number_column,
    short_table,
    text,
)
from afstemt.core.report.planned_changes import can_clash, clashes, planned_change
from afstemt.core.report.trends import labels, per_period, periods
from afstemt.core.report.untold import untold
from afstemt.core.report.words import capital, counted, party_word, service_names
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _


def type_word(kind: str | None) -> str:
    """Return the type of a change in words."""
    return {
        "standard": _("standard"),
        "normal": _("normal"),
        "emergency": _("hasteændring"),
        None: _("ikke oplyst"),
    }.get(kind, kind or "")


def outcome_word(outcome: str | None) -> str:
    """Return how a change went in words."""
    return {
        "successful": _("gennemført"),
        "failed": _("fejlet"),
        "rolled_back": _("rullet tilbage"),
        "cancelled": _("aflyst"),
        None: _("ikke oplyst"),
    }.get(outcome, outcome or "")


def _overview(behind: pl.LazyFrame) -> Table:
    frame = collect(
        behind.group_by("initiator")
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            (pl.col("type") == "emergency").fill_null(False).cast(pl.Int64).sum().alias("emergency"),
            *(
                (pl.col("outcome") == name).fill_null(False).cast(pl.Int64).sum().alias(name)
                for name in OUTCOMES
            ),
            pl.col("outcome").is_null().cast(pl.Int64).sum().alias("unknown"),
        )
        .sort("initiator")
    )
    names = ("n", "emergency", *OUTCOMES, "unknown")
    rows: list[tuple[Value, ...]] = [
        (capital(party_word(row["initiator"])), *(row[name] for name in names))
        for row in frame.iter_rows(named=True)
    ]
    return Table(
        _("Ændringer i perioden efter initiativtager"),
        (
            column(_("Initiativtager"), weight=1.4),
            number_column(_("I alt"), 0.7),
            number_column(_("Heraf haste"), 0.8),
            number_column(_("Gennemført")),
            number_column(_("Fejlet"), 0.8),
            number_column(_("Rullet tilbage")),
            number_column(_("Aflyst"), 0.8),
            number_column(_("Uden resultat")),
        ),
        tuple(rows),
        total=(_("I alt"), *(int(frame[name].sum()) for name in names)),
    )


def _chart(month: Month, changes: pl.LazyFrame, behind: pl.LazyFrame) -> Block:
    run = periods(month)
    counts = per_period(changes, "when_s", run, pl.col("outcome"))
    totals = [sum(values[index] for values in counts.values()) for index in range(len(run))]
    first = next((index for index, total in enumerate(totals) if total), len(run) - 1)
    if first < len(run) - 1:
        return Chart(
            "stacked",
            _("Ændringer pr. periode og resultat"),
            _(
                "{now} i {period} mod {before} i perioden før. Perioderne er dem, de leverede data dækker."
            ).format(
                now=counted(totals[-1], _("ændring"), _("ændringer")),
                period=formats.period_name(run[-1]),
                before=formats.number(totals[-2]),
            ),
            labels(run[first:]),
            tuple(
                Series(capital(outcome_word(name or None)), chart_values(*values[first:]))
                for name, values in counts.items()
            ),
            unit=_("ændringer"),
        )
    frame = collect(
        behind.group_by("type", "outcome").agg(pl.len().cast(pl.Int64).alias("n")).sort("type", "outcome")
    )
    types = sorted({row or "" for row in frame["type"].to_list()})
    by = {(row["type"] or "", row["outcome"] or ""): row["n"] for row in frame.iter_rows(named=True)}
    found = [name for name in (*OUTCOMES, "") if any((kind, name) in by for kind in types)]
    well = sum(n for (_kind, name), n in by.items() if name == "successful")
    return Chart(
        "stacked",
        _("Ændringer i perioden efter type og resultat"),
        _("{well} af {all} er gennemført uden at fejle eller blive rullet tilbage.").format(
            well=formats.number(well), all=counted(totals[-1], _("ændring"), _("ændringer"))
        ),
        tuple(capital(type_word(kind or None)) for kind in types),
        tuple(
            Series(
                capital(outcome_word(name or None)),
                chart_values(*(by.get((kind, name), 0) for kind in types)),
            )
            for name in found
        ),
        unit=_("ændringer"),
    )


def _ahead(month: Month, changes: pl.LazyFrame) -> Section:
    title = _("Kommende ændringer, der berører driften")
    coming = changes.filter(ahead(month.period)).sort("planned_start_s", "id")
    total = count(coming)
    if not total:
        line = Text(_("Der er ikke oplyst om kommende ændringer."))
        return Section("changes.ahead", title, (line,))
    busy = collect(
        month.evidence.table("business_activities")
        .filter(can_clash(month.period))
        .sort("from_s", "title")
        .select("title", "from_s", "to_s", "affects")
    ).rows(named=True)

    def clash(row: dict[str, object]) -> str:
        change = planned_change(row)
        return ", ".join(activity["title"] for activity in busy if clashes(month.terms, change, activity))

    table = short_table(
        month,
        _("Planlagte ændringer efter perioden"),
        (
            column(_("Id")),
            column(_("Titel"), weight=2),
            column(_("Planlagt"), weight=1.3),
            column(_("Initiativtager")),
            column(_("Type"), weight=0.8),
            column(_("Risiko"), weight=0.7),
            column(_("Berører"), weight=1.3),
            column(_("Falder sammen med"), weight=1.3),
        ),
        coming,
        lambda row: (
            text(row["id"]),
            text(row["title"]),
            at(month, row["planned_start_s"]),
            party_word(text(row["initiator"])),
            type_word(row["type"]),
            text(row["risk"]),
            service_names(month, text(row["affects"])) or _("ikke oplyst"),
            clash(row),
        ),
        "changes",
    )
    sentence = _("Der er planlagt {count} efter perioden.").format(
        count=counted(total, _("ændring"), _("ændringer"))
    )
    return Section("changes.ahead", title, (Text(sentence), table))


def _cells(month: Month, row: dict[str, Any]) -> tuple[Value, ...]:
    """Return a change as it stands in a table: id, title, start, initiator, type, outcome."""
    return (
        text(row["id"]),
        text(row["title"]),
        at(month, row["when_s"]),
        party_word(text(row["initiator"])),
        type_word(row["type"]),
        outcome_word(row["outcome"]),
    )


def _wrong(month: Month, behind: pl.LazyFrame, changes: pl.LazyFrame) -> Section:
    """Return the changes that failed, were rolled back or caused incidents, the small ones too."""
    title = _("Ændringer, der gik galt eller gav incidents")
    caused = (
        facts(month, "incidents")
        .filter(pl.col("caused_by_change").is_not_null(), pl.col("caused_by_change") != "")
        .filter(pl.col("opened_s") < month.period.to_s)
    )
    in_period = (
        caused.filter(inside("opened_s", month.period))
        .group_by(pl.col("caused_by_change").alias("id"))
        .agg(
            pl.len().cast(pl.Int64).alias("caused"),
            pl.col("id").sort().str.join(", ").alias("incident_ids"),
        )
    )
    failed = behind.filter(pl.col("outcome").is_in(FAILED)).select("id")
    wanted = pl.concat([failed, in_period.select("id")]).unique()
    known = (
        changes.unique("id", keep="last")
        .join(wanted, on="id", how="semi")
        .join(in_period, on="id", how="left")
        .sort("planned_start_s", "id")
    )
    unknown = collect(in_period.join(changes.select("id").unique(), on="id", how="anti").sort("id"))
    total = count(known)
    blocks: list[Block] = []
    if total:
        blocks.append(
            short_table(
                month,
                _("Fejlede og tilbagerullede ændringer og ændringer, der gav incidents"),
                (
                    column(_("Id")),
                    column(_("Titel"), weight=2),
                    column(_("Start"), weight=1.3),
                    column(_("Initiativtager")),
                    column(_("Type"), weight=0.8),
                    column(_("Resultat")),
                    column(_("Incidents"), weight=1.3),
                ),
                known,
                lambda row: (*_cells(month, row), text(row["incident_ids"]) or _("ingen")),
                "changes",
            )
        )
    if not unknown.is_empty():
        blocks.append(
            Text(
                _("Incidents henviser også til ændringer, der ikke er leveret oplysninger om: {ids}.").format(
                    ids=", ".join(unknown["id"].to_list()[: month.terms.report.max_rows])
                )
            )
        )
    opened = facts(month, "incidents").filter(inside("opened_s", month.period))
    notes = [
        results_untold(month).note(_("hvordan ændringerne gik")),
        untold(month.evidence, "incidents", "caused_by_change", opened).note(_("om ændringer gav incidents"))
        if month.evidence.has("incidents")
        else "",
    ]
    if not blocks and not any(notes):
        blocks.append(Text(_("Ingen ændringer fejlede, blev rullet tilbage eller gav incidents i perioden.")))
    blocks += [Text(note) for note in notes if note]
    return Section("changes.behind", title, tuple(blocks))


def make(month: Month) -> SectionPart:
    """Return the section."""
    if not month.evidence.has("changes"):
        return SectionPart(Section(SPEC.id, SPEC.title(), (not_delivered(_("ændringer")),)))
    changes = belonging(month)
    behind = changes.filter(inside("when_s", month.period))
    total = count(behind)
    blocks: list[Block] = []
    if total:
        well = count_carried_out(month).successful
        untold_results = results_untold(month).whole
        text = (
            _("{count} i perioden.")
            if untold_results
            else _("{count} i perioden; {well} er gennemført uden at fejle eller blive rullet tilbage.")
        )
        blocks += [
            Text(text.format(count=counted(total, _("ændring"), _("ændringer")), well=formats.number(well))),
            _overview(behind),
            _chart(month, changes, behind),
        ]
    else:
        blocks.append(Text(_("Der er ingen ændringer i perioden.")))
    sections = [_ahead(month, changes), _wrong(month, behind, changes)]
    if deepened(month, SPEC):
        table = short_table(
            month,
            _("Alle ændringer i perioden"),
            (
                column(_("Id")),
                column(_("Titel"), weight=2),
                column(_("Start"), weight=1.3),
                column(_("Initiativtager")),
                column(_("Type")),
                column(_("Resultat")),
            ),
            behind.sort("planned_start_s", "id"),
            lambda row: _cells(month, row),
            "changes",
        )
        sections.append(Section("changes.all", _("Alle ændringer"), (table,)))
    rows = changes.filter(pl.col("when_s") >= month.period.from_s)
    appendix = of_table(month, "changes", _("Ændringer"), "changes", rows, ("planned_start_s", "id"))
    return SectionPart(Section(SPEC.id, SPEC.title(), tuple(blocks), tuple(sections)), (appendix,))


SPEC = SectionSpec(
    "changes", ("change management", "ændringer", "aendringer"), lambda: _("Change management"), make
)

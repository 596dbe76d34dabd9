"""Single incidents: the significant ones in words with cause and remedy, and those that were escalated.

Frames here carry ``counted_priority``: the priority that the report counts by.
"""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.said import none_said
from afstemt.core.report.blocks import Block, Section, TableColumn, Text
from afstemt.core.report.counts.incidents import is_significant, priority_rule, significance_untold
from afstemt.core.report.month import Month
from afstemt.core.report.parts import at, column, count, inside, short_table, text, without_empty
from afstemt.core.report.untold import untold
from afstemt.core.report.words import about, counted, party_word, priority_title, sentence
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _

IN_WORDS = 10
"""Significant incidents told in words; the others stand in a table."""


def rule_note(month: Month) -> list[Block]:
    """Return which levels' priority the tables count by, where the levels differ."""
    rule = priority_rule(month)
    if not rule.others:
        return []
    text = _(
        "Sager, hvis prioritet er ændret undervejs, er talt med den, som {levels} regner med; {others} regner med en "
        "anden, og kolonner for det mål følger målets egen."
    )
    return [Text(text.format(levels=", ".join(rule.levels), others=", ".join(rule.others)), "note")]


def _story(month: Month, row: dict[str, object], told: bool) -> str:
    """Return one significant incident in words: what, when, how long, whom, cause, remedy.

    Args:
        month: The month.
        row: The incident.
        told: Whether cause or remedy is given for any of them, so that a missing one is worth saying.
    """
    zone = month.terms.zone
    opened, resolved = row["opened_s"], row["resolved_s"]
    assert isinstance(opened, int)
    name = text(row["id"])
    if title := text(row["title"]):
        name = f"{name}, {title}"
    sentences = [
        _("{name} (prioritet {priority}).").format(
            name=name, priority=priority_title(month, text(row["counted_priority"]))
        )
    ]
    if isinstance(resolved, int) and resolved < month.period.to_s:
        sentences.append(
            _("Åbnet {opened}, løst {resolved}, i alt {time}.").format(
                opened=formats.moment(opened, zone),
                resolved=formats.moment(resolved, zone),
                time=formats.duration(about(resolved - opened)),
            )
        )
    else:
        sentences.append(
            _("Åbnet {opened} og fortsat åben ved periodens slutning.").format(
                opened=formats.moment(opened, zone)
            )
        )
    users = row["affected_users"]
    if isinstance(users, int):
        sentences.append(_("{users} berørt.").format(users=counted(users, _("bruger"), _("brugere"))))
    if row["responsible"] in ("authority", "third_party"):
        sentences.append(_("Ansvarlig: {party}.").format(party=party_word(text(row["responsible"]))))
    cause, remedy = text(row["cause"]).rstrip("."), text(row["remedy"]).rstrip(".")
    if cause:
        sentences.append(_("Årsag: {cause}.").format(cause=cause))
    elif told:
        sentences.append(_("Årsagen er ikke oplyst."))
    if remedy:
        sentences.append(_("Afhjælpning: {remedy}.").format(remedy=remedy))
    elif told:
        sentences.append(_("Afhjælpningen er ikke oplyst."))
    if change := text(row["caused_by_change"]):
        sentences.append(_("Forårsaget af ændring {change}.").format(change=change))
    return sentence(" ".join(sentences))


def incident_columns() -> tuple[TableColumn, ...]:
    """Return the headings of a table of incidents."""
    return (
        column(_("Id")),
        column(_("Prioritet"), weight=0.8),
        column(_("Titel"), weight=2),
        column(_("Åbnet"), weight=1.3),
        column(_("Løst"), weight=1.3),
        column(_("Årsag"), weight=1.6),
    )


def incident_cells(month: Month, row: dict[str, object]) -> tuple[Value, ...]:
    """Return the cells of a table of incidents."""
    return (
        text(row["id"]),
        text(row["counted_priority"]),
        text(row["title"]),
        at(month, row["opened_s"]),
        at(month, row["resolved_s"]),
        text(row["cause"]),
    )


def _stated(name: str) -> pl.Expr:
    """Return whether any row has a text in the column."""
    return (pl.col(name).fill_null("") != "").any().alias(name)


def significant(month: Month, live: pl.LazyFrame) -> Section:
    """Return the significant incidents: the worst in words with cause and remedy, the others in a table."""
    title = _("Væsentlige incidents")
    wanted = live.filter(is_significant(month))
    total = count(wanted)
    if not total:
        none = _("Der var ingen væsentlige incidents i perioden.")
        line = Text(significance_untold(month, live).none(none, _("hvilke incidents der er væsentlige")))
        return Section("incidents.significant", title, (line,))
    order = wanted.sort(
        "counted_priority",
        "affected_users",
        "opened_s",
        "id",
        descending=[False, True, False, False],
        nulls_last=True,
    )
    first = collect(order.head(IN_WORDS))
    explained = collect(wanted.select(*(_stated(name) for name in ("cause", "remedy")))).row(0)
    lead = _("Der var {count} i perioden.").format(
        count=counted(total, _("væsentlig incident"), _("væsentlige incidents"))
    )
    if not any(explained):
        lead += " " + _("Hverken årsag eller afhjælpning er oplyst.")
    blocks: list[Block] = [
        Text(lead),
        *(Text(_story(month, row, any(explained))) for row in first.iter_rows(named=True)),
    ]
    if total > IN_WORDS:
        blocks.append(
            without_empty(
                short_table(
                    month,
                    _("Øvrige væsentlige incidents"),
                    incident_columns(),
                    order.slice(IN_WORDS),
                    lambda row: incident_cells(month, row),
                    "incidents",
                )
            )
        )
    return Section("incidents.significant", title, tuple(blocks))


def escalated(month: Month, live: pl.LazyFrame) -> Section:
    """Return the incidents that were escalated in the period; that none was as far as that is told."""
    title = _("Eskalerede sager")
    raised = live.filter(inside("escalated_s", month.period)).sort("escalated_s", "id")
    total = count(raised)
    silent = untold(month.evidence, "incidents", "escalated_s", live)
    whether = _("om incidents blev eskaleret")
    if not total:
        none = _("Ingen incidents blev eskaleret i perioden.")
        if ("escalated_incidents", month.period.code) not in none_said(month.evidence, month.period.code):
            none = silent.none(none, whether)
        return Section("incidents.escalated", title, (Text(none),))
    return Section(
        "incidents.escalated",
        title,
        (
            short_table(
                month,
                _("Eskalerede incidents"),
                (
                    column(_("Id")),
                    column(_("Prioritet")),
                    column(_("Titel"), weight=2),
                    column(_("Eskaleret"), weight=1.3),
                    column(_("Løst"), weight=1.3),
                ),
                raised,
                lambda row: (
                    text(row["id"]),
                    text(row["counted_priority"]),
                    text(row["title"]),
                    at(month, row["escalated_s"]),
                    at(month, row["resolved_s"]),
                ),
                "incidents",
            ),
            *((Text(note, "note"),) if (note := silent.note(whether)) else ()),
        ),
    )

"""What the period comes to in words: a draft summary, what worked, what comes, what is asked."""

from datetime import timedelta

import polars as pl

from afstemt.core.dialogue.matter import latest_rows
from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.ticket_state import over
from afstemt.core.report.counts.changes import ahead, count_carried_out
from afstemt.core.report.counts.incidents import opened, resolved
from afstemt.core.report.losses import left_open
from afstemt.core.report.misses import longest_outage, misses
from afstemt.core.report.month import Month
from afstemt.core.report.parts import count, facts, inside, level_of, level_states, outcomes
from afstemt.core.report.words import (
    activity_word,
    amount,
    capital,
    clauses,
    counted,
    joined,
    sentence,
    state_word,
)
from afstemt.core.settlement.claims import UNCLAIMED, claim_deadline
from afstemt.core.units import formats
from afstemt.core.units.period import instant
from afstemt.core.units.wording import _


def worked(month: Month) -> tuple[str, ...]:
    """Return what worked: levels met, changes done, praise, improvements."""
    items: list[str] = []
    states = level_states(month)
    titles = {outcome.level: level_of(month, outcome) for outcome in outcomes(month)}
    met = [
        f"{level} {own.title}" if (own := titles.get(level)) and own.title else level
        for level, state in states.items()
        if state == "met"
    ]
    if met:
        items.append(_("Opfyldt: {levels}.").format(levels=joined(met)))
    if month.evidence.has("incidents"):
        new, solved = opened(month), resolved(month)
        if solved >= new > 0:
            items.append(
                _(
                    "Der blev løst mindst lige så mange incidents, som der blev åbnet: {resolved} mod {opened}."
                ).format(resolved=formats.number(solved), opened=formats.number(new))
            )
    if month.evidence.has("changes"):
        changes = count_carried_out(month)
        if changes.successful:
            items.append(
                _("{well} af {all} blev gennemført uden fejl.").format(
                    well=formats.number(changes.successful),
                    all=counted(changes.total, _("ændring"), _("ændringer")),
                )
            )
    praise = count(
        month.evidence.table("feedback").filter(inside("at_s", month.period), pl.col("kind") == "praise")
    )
    if praise:
        items.append(
            _("Brugerne har givet ros {times}.").format(times=counted(praise, _("gang"), _("gange")))
        )
    return tuple(items)


def coming(month: Month) -> tuple[str, ...]:
    """Return what comes, in order of time: changes, business peaks and freezes, days of the contract's calendar."""
    items: list[tuple[int, str]] = []
    changes = collect(
        facts(month, "changes")
        .filter(ahead(month.period))
        .select(pl.len().cast(pl.Int64).alias("n"), pl.col("planned_start_s").min().alias("first"))
    ).row(0, named=True)
    if changes["n"]:
        text = (
            _("{count} er planlagt; den første den {when}.").format(
                count=capital(counted(changes["n"], _("ændring"), _("ændringer"))),
                when=formats.moment(changes["first"], month.terms.zone),
            )
            if changes["n"] > 1
            else _("1 ændring er planlagt den {when}.").format(
                when=formats.moment(changes["first"], month.terms.zone)
            )
        )
        items.append((changes["first"], text))
    activities = collect(
        month.evidence.table("business_activities")
        .filter(pl.col("to_s") > month.period.to_s)
        .sort("from_s", "title")
        .head(3)
    )
    for row in activities.iter_rows(named=True):
        kind = activity_word(row["kind"] or "")
        title = f"{row['title']} ({kind})" if kind else row["title"]
        when = formats.stretch(row["from_s"], row["to_s"], month.terms.zone)
        items.append((row["from_s"], _("{title}: {day}.").format(title=title, day=when)))
    horizon = month.as_of + timedelta(days=90)
    for entry in sorted(month.terms.contract_calendar, key=lambda entry: (entry.day, entry.title)):
        if not entry.done and month.period.end <= entry.day <= horizon:
            text = _("{title}: {day}.").format(title=entry.title, day=formats.day(entry.day))
            items.append((instant(entry.day, month.terms.zone), text))
    return tuple(text for _when, text in sorted(items, key=lambda item: item[0]))


ASKED = ("til myndigheden", "asked_of_authority")
"""Names of the section of statements that says what the supplier asks of the authority."""


def asked(month: Month) -> tuple[str, ...]:
    """Return what is asked of the authority: its open actions, a claim to make, what the supplier asks for."""
    authority = month.terms.party("authority")
    names = {"authority", "myndigheden", authority.name.casefold(), authority.short_name.casefold()} - {""}
    said = collect(month.evidence.table("statements").sort("file_no", "row_no").select("section", "text"))
    items: list[str] = said.filter(pl.col("section").str.to_lowercase().is_in(ASKED))["text"].to_list()
    actions = collect(
        latest_rows(month.evidence, "actions")
        .filter(
            pl.col("opened_s") < month.period.to_s,
            pl.col("owner").str.to_lowercase().is_in(sorted(names)),
            ~over(pl.col("status")),
        )
        .sort("due", "id", nulls_last=True)
        .head(10)
    )
    for row in actions.iter_rows(named=True):
        if row["due"]:
            items.append(
                _("{title} ({id}), frist {due}.").format(
                    title=row["title"].rstrip("."), id=row["id"], due=formats.day(row["due"])
                )
            )
        else:
            items.append(_("{title} ({id}).").format(title=row["title"].rstrip("."), id=row["id"]))
    if (
        month.settlement.penalty.amount
        and month.terms.settlement.claim == "on_claim"
        and month.settlement.state in UNCLAIMED
    ):
        items.append(_decision(month))
    return tuple(items)


def _decision(month: Month) -> str:
    """Return that the authority must decide on the penalty, and by when."""
    last, _faults = claim_deadline(month.terms, month.period)
    size = amount(month.settlement.penalty)
    if month.system is not None:
        size = _("{amount} for hele kontrakten").format(amount=size)
    if last is None:
        return _("Tage stilling til, om boden på {amount} skal gøres gældende.").format(amount=size)
    return _("Tage stilling til, om boden på {amount} skal gøres gældende, senest {day}.").format(
        amount=size, day=formats.weekday_and_day(last)
    )


def short_draft(month: Month) -> str:
    """Return the draft for the first page: the period in a few sentences."""
    states = level_states(month)
    missed = [level for level, state in states.items() if state == "missed"]
    parts = []
    if missed:
        parts.append(_("Ikke opfyldt: {levels}.").format(levels=joined(missed)))
    if open_levels := _left_open(month):
        parts.append(_left_open_text(open_levels))
    elif not missed and "met" in states.values():
        parts.append(_("Ingen servicemål er brudt i perioden."))
    if month.evidence.has("incidents"):
        parts.append(
            _("{opened} åbnet og {resolved} løst.").format(
                opened=counted(opened(month), _("incident blev"), _("incidents blev")),
                resolved=formats.number(resolved(month)),
            )
        )
    if month.evidence.has("outages"):
        parts.append(longest_outage(month))
    return " ".join(part for part in parts if part) or _("Der er ikke data nok til at beskrive perioden.")


def _left_open(month: Month) -> dict[str, list[str]]:
    """Return, by state, the levels whose verdict rows lost could turn, and those that are not measured."""
    found: dict[str, list[str]] = {}
    for level, state in left_open(month).items():
        found.setdefault(state, []).append(level)
    return found


def _left_open_text(found: dict[str, list[str]]) -> str:
    """Return ``KPI 1 er opfyldt med forbehold, og KPI 2 er ikke målt.``"""
    return _("{levels}.").format(
        levels=clauses(
            [
                _("{levels} er {state}").format(levels=joined(names), state=state_word(state))
                for state, names in found.items()
            ]
        )
    )


def draft(month: Month) -> tuple[str, ...]:
    """Return a computed draft of the supplier's summary, a paragraph each: missed and why, what worked, ahead."""
    paragraphs: list[str] = []
    found = misses(month)
    if found:
        for miss in found:
            paragraphs.append(
                sentence(
                    _("{level} er ikke opfyldt: {actual} mod {target}. {why}").format(
                        level=miss.level, actual=miss.actual, target=miss.target, why=miss.why
                    )
                )
            )
    if open_levels := _left_open(month):
        paragraphs.append(_left_open_text(open_levels))
    elif not found and level_states(month):
        paragraphs.append(_("Ingen servicemål er brudt i perioden."))
    if good := worked(month):
        paragraphs.append(" ".join(good))
    if later := coming(month):
        paragraphs.append(_("Det kommer: {items}").format(items=" ".join(later)))
    return tuple(paragraphs) or (_("Der er ikke data nok til at beskrive perioden."),)

"""Opgørelse af bod og bonus: points, amounts, steps, caps, and all earlier periods."""

from decimal import Decimal

from afstemt.core.report.blocks import Block, Bullets, Chart, Section, Series, Table, Text
from afstemt.core.report.losses import cost_text
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import SectionSpec, column, number_column, phase_of
from afstemt.core.report.trends import code_name, labels, penalties, periods
from afstemt.core.report.verdict import claim_sentence, penalty_sentence
from afstemt.core.report.words import (
    amount,
    capital,
    points,
    population_name,
    sentence,
    step_text,
)
from afstemt.core.settlement.claims import claim_word
from afstemt.core.settlement.settlement import Settlement, SettlementLine
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


def _kind(line: SettlementLine) -> str:
    return {"penalty": _("bod"), "bonus": _("bonus"), "correction": _("efterregulering")}[line.kind]


def _row(month: Month, line: SettlementLine) -> tuple[Value, ...]:
    part = "" if line.part == month.period else f" ({formats.period_name(line.part)})"
    return (
        (line.level or _("Kontrakten")) + part,
        population_name(month, line.level, line.population),
        _kind(line),
        line.clause,
        points(line.points) if line.points else None,
        line.amount,
        _("ja") if line.counts else _("nej"),
    )


def _lines(month: Month) -> list[Block]:
    settlement = month.settlement
    if not settlement.lines:
        return [Text(_("Ingen servicemål har udløst bod eller bonus i perioden."))]
    return [
        Table(
            _("Bod og bonus i perioden"),
            (
                column(_("Servicemål"), weight=1.4),
                column(_("Omfatter"), weight=1.2),
                column(_("Art"), weight=0.8),
                column(_("Klausul")),
                number_column(_("Point"), 0.7),
                number_column(_("Beløb")),
                column(_("Tæller med"), weight=0.7),
            ),
            tuple(_row(month, line) for line in settlement.lines),
        ),
        Table(
            _("Opgørelsen i hovedtal"),
            (column(_("Post"), weight=2), number_column(_("Værdi"))),
            (
                (_("Point i alt"), points(settlement.points)),
                (_("Beregningsgrundlag (vederlag før bod)"), settlement.base),
                (_("Bod før lofter"), settlement.uncapped),
                (_("Bod efter lofter"), settlement.penalty),
                *_corrected(settlement),
                (_("Bonus"), settlement.bonus),
            ),
        ),
    ]


def _corrected(settlement: Settlement) -> tuple[tuple[Value, ...], ...]:
    if not settlement.corrections.amount:
        return ()
    return (
        (_("Efterreguleringer"), settlement.corrections),
        (_("Bod med efterreguleringer"), settlement.deducted),
    )


def _caps(month: Month) -> str:
    settlement, terms = month.settlement, month.terms.settlement
    if settlement.capped_by == "period":
        return _("Boden er nedsat fra {before} til {after}, fordi loftet for perioden er nået.").format(
            before=amount(settlement.uncapped), after=amount(settlement.penalty)
        )
    if settlement.capped_by == "rolling_year":
        return _("Boden er nedsat fra {before} til {after}, fordi loftet over 12 måneder er nået.").format(
            before=amount(settlement.uncapped), after=amount(settlement.penalty)
        )
    caps = []
    if terms.cap_percent_period is not None:
        caps.append(
            _("højst {percent} af grundlaget pr. periode").format(
                percent=formats.percent(terms.cap_percent_period, 0)
                if terms.cap_percent_period == terms.cap_percent_period.to_integral_value()
                else formats.percent(terms.cap_percent_period)
            )
        )
    if terms.cap_percent_rolling_year is not None:
        caps.append(
            _("højst {percent} af 12 måneders grundlag").format(
                percent=formats.percent(terms.cap_percent_rolling_year, 0)
                if terms.cap_percent_rolling_year == terms.cap_percent_rolling_year.to_integral_value()
                else formats.percent(terms.cap_percent_rolling_year)
            )
        )
    if not caps:
        return _("Vilkårene angiver intet loft over boden.")
    return _("Loftet er ikke nået ({caps}).").format(caps="; ".join(caps))


def _lost(month: Month) -> list[Block]:
    """Return what rows that could not be used could cost, level by level, and the whole penalty at most."""
    found = month.exposures
    if not found.levels:
        return []
    items = tuple(f"{one.level}: {cost_text(month, one.level)}" for one in found.levels)
    lead = _(
        "Rækker, der ikke kunne bruges, er ikke regnet som brud. For de servicemål, de hører til, gælder:"
    )
    blocks: list[Block] = [Text(lead), Bullets(items)]
    if found.penalty is not None and found.penalty != month.settlement.penalty:
        text = _("Boden kan højst blive {amount} efter lofter, hvor den nu er beregnet til {now}.")
        said = text.format(amount=amount(found.penalty), now=amount(month.settlement.penalty))
        blocks.append(Text(sentence(said)))
    return blocks


def _steps(month: Month) -> Section | None:
    blocks: list[Block] = []
    for line in month.settlement.lines:
        if not line.steps:
            continue
        names = (line.level or _("Kontrakten"), population_name(month, line.level, line.population))
        name = " – ".join(part for part in names if part)
        blocks.append(Text(_("{name}, {kind}:").format(name=name, kind=_kind(line))))
        blocks.append(Bullets(tuple(step_text(step) for step in line.steps), ordered=True))
    if month.settlement.steps:
        blocks.append(Text(_("Fra point til beløb og lofter:")))
        blocks.append(Bullets(tuple(step_text(step) for step in month.settlement.steps), ordered=True))
    if not blocks:
        return None
    return Section("settlement.steps", _("Sådan er beløbene beregnet"), tuple(blocks))


def _earlier(month: Month) -> Section:
    settlement = month.settlement
    if not settlement.earlier:
        return Section(
            "settlement.earlier",
            _("Tidligere perioder"),
            (Text(_("Der er ikke leveret oplysninger om bod og bonus i tidligere perioder.")),),
        )
    bonus = {row.period: row.amount for row in month.history.of("bonus")}
    currency = settlement.penalty.currency
    rows: list[tuple[Value, ...]] = [
        (
            capital(code_name(row.period, month.period.zone)),
            row.points,
            row.amount,
            None if bonus.get(row.period) is None else Money(bonus[row.period] or Decimal(0), currency),
            row.base,
            claim_word(row.state) if row.amount.amount else "",
        )
        for row in sorted(settlement.earlier, key=lambda row: row.period)
    ]
    rows.append(
        (
            capital(formats.period_name(month.period)),
            settlement.points,
            settlement.penalty,
            settlement.bonus if settlement.bonus.amount else None,
            settlement.base,
            claim_word(settlement.shown_state),
        )
    )
    total = sum((row.amount.amount for row in settlement.earlier), settlement.penalty.amount)
    with_penalty = sum(1 for row in settlement.earlier if row.amount.amount) + bool(settlement.penalty.amount)
    point = sentence(
        _("Der er beregnet bod i {count} af de {all} viste perioder, i alt {total}.").format(
            count=with_penalty,
            all=len(settlement.earlier) + 1,
            total=amount(Money(total, currency)),
        )
    )
    return Section(
        "settlement.earlier",
        _("Tidligere perioder"),
        (
            Text(point),
            Chart(
                "bars",
                _("Bod gennem perioderne"),
                point,
                labels(periods(month)),
                (Series(_("Bod"), penalties(month)),),
                unit=_("kr.") if currency == "DKK" else currency,
            ),
            Table(
                _("Bod og bonus i alle perioder"),
                (
                    column(_("Periode")),
                    number_column(_("Point"), 0.6),
                    number_column(_("Bod")),
                    number_column(_("Bonus")),
                    number_column(_("Beregningsgrundlag")),
                    column(_("Status")),
                ),
                tuple(rows),
            ),
        ),
    )


def make(month: Month) -> SectionPart:
    """Return the section. Penalty is settled for the whole contract, also in a report cut to one system."""
    settlement = month.settlement
    blocks: list[Block] = [Text(penalty_sentence(month), "lead")]
    if month.system is not None:
        blocks.append(Text(_("Bod og bonus opgøres for hele kontrakten og er ikke delt på systemer.")))
    if (
        (phase := phase_of(month))
        and phase.kind == "running_in"
        and not month.terms.settlement.running_in_penalties
    ):
        blocks.append(Text(_("Perioden ligger i indkøringen: servicemålene måles, men de udløser ikke bod.")))
    blocks += _lines(month)
    if settlement.lines:
        blocks.append(Text(sentence(_caps(month))))
    if claim := claim_sentence(month):
        blocks.append(Text(claim))
    blocks += _lost(month)
    if settlement.notices:
        blocks.append(Bullets(tuple(notice.message for notice in settlement.notices)))
    steps = _steps(month)
    sections = (*([steps] if steps else []), _earlier(month))
    return SectionPart(Section(SPEC.id, SPEC.title(), tuple(blocks), sections))


SPEC = SectionSpec(
    "settlement",
    ("bod", "bonus", "bod og bonus", "opgørelse af bod/bonus", "opgørelse af bod og bonus"),
    lambda: _("Opgørelse af bod og bonus"),
    make,
)

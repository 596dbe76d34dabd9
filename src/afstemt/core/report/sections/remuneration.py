"""Vederlagsoversigt: fixed, variable with reasons, hours with reasons, penalty or bonus, total, VAT."""

from decimal import Decimal
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.remuneration.entitlement import EntitlementLine
from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Appendix, Block, Bullets, Section, Table, Text
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import SectionSpec, column, not_delivered, number_column
from afstemt.core.report.words import amount
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.wording import _


def _kind(line: EntitlementLine) -> str:
    return {
        "fixed": _("fast"),
        "variable": _("variabelt"),
        "hours": _("timer"),
        "correction": _("efterregulering"),
    }[line.kind]


def _lines(month: Month) -> Table:
    order = ("fixed", "variable", "hours", "correction")
    lines = sorted(month.remuneration.lines, key=lambda line: order.index(line.kind))
    rows: list[tuple[Value, ...]] = [
        (
            _kind(line),
            line.title,
            f"{formats.number(line.quantity)}{formats.NBSP}{line.unit}".strip(),
            line.price,
            line.amount,
            line.reason,
            line.clause,
        )
        for line in lines
    ]
    return Table(
        _("Vederlag i perioden før bod og bonus, uden moms"),
        (
            column(_("Art"), weight=0.9),
            column(_("Ydelse"), weight=1.8),
            number_column(_("Mængde")),
            number_column(_("Pris")),
            number_column(_("Beløb")),
            column(_("Begrundelse"), weight=1.5),
            column(_("Klausul")),
        ),
        tuple(rows),
        total=(_("I alt"), "", "", "", month.remuneration.total(), "", ""),
    )


def vat_base(month: Month) -> Money | None:
    """Return what VAT is taken of, or None when the terms do not say how a penalty bears on it."""
    settlement = month.settlement
    gross = month.remuneration.total() + settlement.bonus - settlement.bonus_corrections
    penalty = settlement.deducted - settlement.bonus_corrections
    if not penalty.amount:
        return gross
    return {"reduces_base": gross - penalty, "outside_vat": gross}.get(
        month.terms.settlement.vat_on_penalty or ""
    )


def _total(month: Month) -> list[Block]:
    prices, settlement = month.terms.prices, month.settlement
    gross = month.remuneration.total()
    net = gross - settlement.deducted + settlement.bonus
    rows: list[tuple[Value, ...]] = []
    for kind, title in (
        ("fixed", _("Fast vederlag")),
        ("variable", _("Variabelt vederlag")),
        ("hours", _("Timer")),
        ("correction", _("Efterregulering")),
    ):
        if any(line.kind == kind for line in month.remuneration.lines):
            rows.append((title, month.remuneration.total(kind)))
    rows.append((_("Vederlag før bod og bonus"), gross))
    rows.append(
        (_("Bod (fradrag)"), -settlement.penalty if settlement.penalty.amount else settlement.penalty)
    )
    if settlement.bonus.amount:
        rows.append((_("Bonus (tillæg)"), settlement.bonus))
    if settlement.corrections.amount:
        rows.append((_("Efterregulering af bod og bonus"), -settlement.corrections))
    rows.append((_("I alt uden moms"), net))
    base = vat_base(month)
    rate = prices.vat_percent
    percent = formats.percent(rate, 0 if rate == rate.to_integral_value() else 2)
    note = ""
    total: tuple[Value, ...] | None = None
    if base is None:
        rows.append((_("Moms {percent}").format(percent=percent), _("ikke beregnet")))
        note = _(
            "Momsen er ikke beregnet: vilkårene siger ikke, om boden nedsætter momsgrundlaget "
            "(settlement.vat_on_penalty)."
        )
    else:
        vat = base.times(Fraction(rate) / 100, prices.decimals, prices.rounding)
        rows.append((_("Moms {percent} af {base}").format(percent=percent, base=amount(base)), vat))
        total = (_("I alt med moms"), net + vat)
    blocks: list[Block] = [
        Table(
            _("Vederlaget samlet"),
            (column(_("Post"), weight=2), number_column(_("Beløb"))),
            tuple(rows),
            total=total,
        )
    ]
    if note:
        blocks.append(Text(note))
    return blocks


def _hours(month: Month) -> tuple[Section, tuple[Appendix, ...]]:
    title = _("Timer")
    if not month.evidence.has("hours"):
        return Section("remuneration.hours", title, (not_delivered(_("timer")),)), ()
    frame = month.evidence.table("hours").filter(
        pl.col("date") >= month.period.first, pl.col("date") < month.period.end
    )
    rows = collect(frame.select("activity", "order", "rate_code", "hours", "approved"))
    sums: dict[tuple[str, str, str], list[Decimal]] = {}
    for row in rows.iter_rows(named=True):  # a month's timesheet: consultants by days by activities
        key = (row["activity"], row["order"] or "", row["rate_code"] or "")
        sums.setdefault(key, [Decimal(0), Decimal(0)])
        sums[key][0] += Decimal(row["hours"])
        if row["approved"] is False:
            sums[key][1] += Decimal(row["hours"])
    if not sums:
        return Section(
            "remuneration.hours", title, (Text(_("Der er ikke registreret timer i perioden.")),)
        ), ()
    total = sum((pair[0] for pair in sums.values()), Decimal(0))
    unapproved = sum((pair[1] for pair in sums.values()), Decimal(0))
    rates = {rate.code: rate.title for rate in month.terms.prices.hourly}
    table = Table(
        _("Timer fordelt på aktivitet"),
        (
            column(_("Aktivitet"), weight=2),
            column(_("Bestilling")),
            column(_("Sats")),
            number_column(_("Timer")),
            number_column(_("Heraf ikke godkendt")),
        ),
        tuple(
            (activity, order, rates.get(code, code), rounded(pair[0], 2), rounded(pair[1], 2))
            for (activity, order, code), pair in sorted(sums.items())
        ),
        total=(_("I alt"), "", "", rounded(total, 2), rounded(unapproved, 2)),
    )
    appendix = of_table(month, "hours", _("Timeregistreringer"), "hours", frame, ("date", "activity"))
    return Section("remuneration.hours", title, (table,)), (appendix,)


def _quantities(month: Month) -> tuple[Appendix, ...]:
    if not month.evidence.has("quantities"):
        return ()
    rows = month.evidence.table("quantities").filter(
        pl.col("from_s").is_null() | (pl.col("from_s") < month.period.to_s),
        pl.col("to_s").is_null() | (pl.col("to_s") > month.period.from_s),
    )
    return (of_table(month, "quantities", _("Mængder"), "quantities", rows, ("item",)),)


def make(month: Month) -> SectionPart:
    """Return the section. Remuneration is shown for the whole contract, also in a report cut to one system."""
    hours, appendices = _hours(month)
    if not month.remuneration.lines:
        blocks: list[Block] = [not_delivered(_("vederlag"))]
    else:
        net = month.remuneration.total() - month.settlement.deducted + month.settlement.bonus
        blocks = [
            Text(
                _("Vederlaget er {gross} før bod og bonus og {net} efter, uden moms.").format(
                    net=amount(net), gross=amount(month.remuneration.total())
                ),
                "lead",
            ),
            _lines(month),
            *_total(month),
        ]
    if month.system is not None:
        blocks.insert(0, Text(_("Vederlaget opgøres for hele kontrakten og er ikke delt på systemer.")))
    if month.remuneration.notices:
        blocks.append(Bullets(tuple(notice.message for notice in month.remuneration.notices)))
    return SectionPart(
        Section(SPEC.id, SPEC.title(), tuple(blocks), (hours,)), (*_quantities(month), *appendices)
    )


SPEC = SectionSpec("remuneration", ("vederlag", "vederlagsoversigt"), lambda: _("Vederlagsoversigt"), make)

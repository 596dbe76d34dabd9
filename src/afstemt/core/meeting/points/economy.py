"""Point 9: remuneration less penalty, the contract's calendar, deadlines, and any other business."""

from datetime import timedelta

from afstemt.core.dialogue.matter import owner_name
from afstemt.core.framework.contract_calendar import Entry, contract_calendar
from afstemt.core.framework.meetings import next_meeting
from afstemt.core.framework.working_days import NeverOpen
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Bullets, Table, Text
from afstemt.core.report.parts import column, number_column
from afstemt.core.report.upcoming import deadlines_ahead
from afstemt.core.settlement.base import ENTITLED
from afstemt.core.units import formats
from afstemt.core.units.figure import Status, Value
from afstemt.core.units.wording import _

HORIZON_DAYS = 120
"""Entries of the contract's calendar to be acted on within so many days of the meeting are shown."""


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the money per period with what was noticed, the calendar, deadlines and the next meeting."""
    made: list[Block] = [_money(material)]
    notices = [
        fault.message
        for month in material.months
        for fault in (*month.remuneration.notices, *month.settlement.notices)
    ]
    if notices:
        made.append(Text(_("Bemærket ved opgørelsen:")))
        made.append(Bullets(tuple(dict.fromkeys(notices))))
    made.append(_calendar(material))
    ahead = deadlines_ahead(material.month)
    if ahead:
        made.append(Text(_("Kommende frister:")))
        made.append(Bullets(ahead))
    made.append(Text(_next(material)))
    made.append(Text(_("Eventuelt.")))
    return tuple(made)


def _money(material: Material) -> Table:
    """Return the money of each period; of one that was closed with another fee than is calculated now, only the sum."""
    some_closed = bool(material.fees)
    rows: list[tuple[Value, ...]] = []
    for month in material.months:
        settled = month.settlement
        closed = material.fees.get(month.period.code)
        parts: list[Value] = [month.remuneration.total(kind) if closed is None else None for kind in ENTITLED]
        fee = month.remuneration.total(*ENTITLED) if closed is None else closed
        corrections = month.remuneration.total("correction")
        rows.append(
            (
                formats.period_name(month.period),
                *parts,
                *((fee,) if some_closed else ()),
                corrections - settled.corrections,
                settled.penalty,
                settled.bonus,
                fee + corrections - settled.deducted + settled.bonus,
            )
        )
    return Table(
        _("Vederlag uden moms, bod og bonus"),
        (
            column(_("Periode"), weight=1.2),
            number_column(_("Fast"), 1.2),
            number_column(_("Variabelt"), 1.2),
            number_column(_("Timer"), 1.2),
            *((number_column(_("I alt"), 1.2),) if some_closed else ()),
            number_column(_("Efterregulering"), 1.2),
            number_column(_("Bod"), 1.2),
            number_column(_("Bonus"), 1.1),
            number_column(_("Efter bod og bonus"), 1.3),
        ),
        tuple(rows),
    )


def _calendar(material: Material) -> Block:
    latest = material.meeting + timedelta(days=HORIZON_DAYS)
    entries = [
        item
        for item in contract_calendar(material.terms, material.meeting)
        if item.state in ("passed", "act_now") or (item.state == "coming" and item.act_by <= latest)
    ]
    if not entries:
        return Text(
            _("Kontraktkalenderen har ingen poster at handle på inden for {days} dage.").format(
                days=HORIZON_DAYS
            )
        )
    return Table(
        _("Kontraktkalenderen, det mest presserende først"),
        (
            column(_("Hvad"), weight=2.2),
            column(_("Dag"), weight=1.3),
            column(_("Handl senest"), weight=1.3),
            column(_("Ansvarlig"), weight=1.1),
            column(_("Status"), weight=1.2),
            column(_("Klausul"), weight=1.3),
        ),
        tuple(
            (
                item.entry.title,
                item.entry.day,
                item.act_by,
                owner_name(item.entry.owner),
                _state(item),
                item.entry.clause,
            )
            for item in entries
        ),
    )


def _state(item: Entry) -> Status:
    match item.state:
        case "passed":
            return Status("attention", _("dagen er passeret"))
        case "act_now":
            return Status("attention", _("varslet er overskredet"))
        case _:
            return Status(
                "neutral",
                _("om 1 dag") if item.days_left == 1 else _("om {days} dage").format(days=item.days_left),
            )


def _next(material: Material) -> str:
    try:
        day = next_meeting(material.terms, material.meeting)
    except NeverOpen:
        day = None
    if day is None:
        return _("Næste møde: aftales på mødet.")
    return _("Næste møde efter den aftalte rytme: {day}.").format(day=formats.weekday_and_day(day))


SPEC = PointSpec("economy", lambda: _("Økonomi, kontraktkalender og eventuelt"), "authority", 10, 5, blocks)

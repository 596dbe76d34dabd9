"""The follow-up's next deadlines in words: who must do what by when, how firmly, by which clause."""

from afstemt.core.framework.deadlines import Due, deadlines
from afstemt.core.report.month import Month
from afstemt.core.report.words import capital
from afstemt.core.units import formats
from afstemt.core.units.wording import _


def _duty(due: Due) -> str:
    """Return who must do what, as the start of a sentence that ends with a day."""
    duties = {
        ("report", "supplier"): _("leverandøren skal aflevere driftsrapporten"),
        ("comments", "authority"): _("myndigheden skal give sine bemærkninger til driftsrapporten"),
        ("claim", "authority"): _("myndigheden skal gøre bod gældende"),
        ("invoice_basis", "supplier"): _("leverandøren skal sende fakturagrundlaget til præ-godkendelse"),
        ("invoice", "supplier"): _("leverandøren skal sende fakturaen"),
        ("invoice_basis", "authority"): _("myndigheden skal præ-godkende fakturagrundlaget"),
    }
    own = duties.get((due.what, due.owner))
    if own:
        return own
    what = {
        "report": _("aflevere driftsrapporten"),
        "comments": _("give bemærkninger til driftsrapporten"),
        "meeting": _("holde statusmødet"),
        "agenda": _("udsende dagsordenen"),
        "minutes": _("udsende referatet"),
        "minutes_approved": _("godkende referatet"),
        "claim": _("gøre bod gældende"),
        "invoice_basis": _("præ-godkende fakturagrundlaget"),
        "invoice": _("sende fakturaen"),
    }.get(due.what, due.what)
    who = {
        "supplier": _("leverandøren"),
        "authority": _("myndigheden"),
        "both": _("parterne"),
    }[due.owner]
    return _("{who} skal {what}").format(who=who, what=what)


def deadline_sentence(due: Due) -> str:
    """Return who must do what by when, and by which clause; a wish is said to be one. ``due`` has a day."""
    assert due.day is not None
    day = formats.weekday_and_day(due.day)
    if due.binding:
        text = _("{duty} senest {day}").format(duty=capital(_duty(due)), day=day)
        return f"{text} ({due.clause})." if due.clause else f"{text}."
    return _("Ønske, ikke et krav: {duty} senest {day}.").format(duty=_duty(due), day=day)


def _ahead(month: Month) -> list[Due]:
    return [
        due
        for due in deadlines(month.terms, month.period)
        if due.day is not None
        and due.day >= month.as_of
        and (due.what != "claim" or month.settlement.penalty.amount)
    ]


def deadlines_ahead(month: Month) -> tuple[str, ...]:
    """Return the deadlines that are not past on the document's date, a sentence each, in order of their day."""
    return tuple(deadline_sentence(due) for due in _ahead(month))


def next_deadline(month: Month) -> str:
    """Return the next binding deadline as a sentence without its clause, or nothing."""
    for due in _ahead(month):
        if due.binding and due.day is not None:
            return _("{duty} senest {day}.").format(
                duty=capital(_duty(due)), day=formats.weekday_and_day(due.day)
            )
    return ""

"""Where a period stands and what its deadlines are, in words."""

from dataclasses import dataclass
from datetime import date

from afstemt.core.framework.deadlines import Due
from afstemt.core.report.upcoming import deadline_sentence
from afstemt.core.units.wording import _
from afstemt.web.periods.state import Standing


@dataclass(frozen=True)
class DeadlineShown:
    """A deadline of the period, in words; ``late`` only where it is binding and over and not met."""

    text: str
    late: bool


def deadlines_shown(now: Standing, today: date) -> list[DeadlineShown]:
    """Return the deadlines that have a day, in order."""
    if now.row is None:
        return []
    found = []
    for one in now.row.deadlines:
        if one["day"] is None:
            continue
        due = Due(
            one["what"],
            date.fromisoformat(one["day"]),
            one["event"],
            None,
            before=False,
            binding=one["binding"],
            source=one["source"],
            owner=one["owner"],
            clause=one["clause"],
        )
        done = now.row.first_submitted_on if due.what == "report" else None
        found.append(DeadlineShown(deadline_sentence(due), due.what == "report" and due.is_late(done, today)))
    return found


def ball_sentence(now: Standing, today: date) -> str:
    """Return where the period stands and who must do what, in one or two sentences."""
    last = now.last
    if now.state == "approved":
        return (
            _("Perioden er godkendt med forbehold og låst.")
            if last and last.reservations
            else _("Perioden er godkendt og låst.")
        )
    if now.state == "submitted":
        return _("Driftsrapporten er indsendt. Myndigheden skal godkende den eller sende den retur.")
    if now.state == "returned":
        return _("Driftsrapporten er sendt retur. Leverandøren skal rette den og indsende den igen.")
    report = next((one for one in deadlines_shown(now, today)), None)
    if now.row is None or report is None or now.row.report_due is None:
        return _("Leverandøren skal beregne driftsrapporten og indsende den.")
    return (
        report.text
        if not report.late
        else _("{sentence} Fristen er overskredet.").format(sentence=report.text)
    )

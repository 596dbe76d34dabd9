"""What is said by mail when the ball passes: to those who must act, in their language, with a link to the action."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse

from afstemt.core.units.formats import period_name
from afstemt.core.units.wording import _
from afstemt.web.contracts.mails import mail_to_roles
from afstemt.web.contracts.roles import MAY
from afstemt.web.periods.models import Submission
from afstemt.web.periods.state import period_of


def submitted(submission: Submission, at: datetime) -> None:
    """Tell those who may decide that a report waits for them."""
    _tell(
        submission,
        "submitted",
        MAY["approve"] | MAY["return_report"],
        at,
        lambda name: (
            _("Driftsrapporten for {period} er indsendt").format(period=name),
            _("Leverandøren har indsendt driftsrapporten for {period}. Godkend den, eller send den retur."),
        ),
    )


def returned(submission: Submission, at: datetime) -> None:
    """Tell the supplier's people that a report came back."""
    _tell(
        submission,
        "returned",
        MAY["submit"],
        at,
        lambda name: (
            _("Driftsrapporten for {period} er sendt retur").format(period=name),
            _("Myndigheden har sendt driftsrapporten for {period} retur. Begrundelsen står på perioden."),
        ),
    )


def approved(submission: Submission, at: datetime) -> None:
    """Tell the supplier's people that the report is approved."""
    _tell(
        submission,
        "approved",
        MAY["submit"],
        at,
        lambda name: (
            _("Driftsrapporten for {period} er godkendt").format(period=name),
            _("Myndigheden har godkendt driftsrapporten for {period} med forbehold; de står på perioden.")
            if submission.reservations
            else _("Myndigheden har godkendt driftsrapporten for {period}. Perioden er låst."),
        ),
    )


def _tell(
    submission: Submission,
    what: str,
    roles: Iterable[str],
    at: datetime,
    words: Callable[[str], tuple[str, str]],
) -> None:
    row = submission.period

    def said() -> tuple[str, str]:
        name = period_name(period_of(row))
        subject, text = words(name)
        return subject, text.format(period=name)

    mail_to_roles(
        contract=row.contract,
        roles=roles,
        key=f"{what}-{submission.pk}",
        address=reverse("period", args=(row.contract.pk, row.code)),
        words=said,
        at=at,
    )

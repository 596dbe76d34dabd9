"""Stating that a month had none of something, and taking that back. ``core.evidence.said`` says what must be stated."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from afstemt.core.evidence.said import TOPICS, Topic
from afstemt.core.evidence.said_findings import rows_against
from afstemt.core.report.words import table_word
from afstemt.core.units.formats import number, period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence import queries
from afstemt.web.evidence.needs import must_be_said
from afstemt.web.evidence.store import evidence_of
from afstemt.web.parties.models import Person
from afstemt.web.periods.opening import the_row
from afstemt.web.periods.state import must_be_writable
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports.models import NoneStatement

OWNER = NoneStatement.Party.SUPPLIER
"""The party whose data measures, and who states that there were none; the other party objects."""


def is_over(period: Period, today: date) -> bool:
    """Return whether the period can be said anything of: what is not over may still have some."""
    return period.end <= today


def state_none(
    *, actor: Person, contract: Contract, period: Period, topic: str, at: datetime, through: str = ""
) -> NoneStatement:
    """State that a month had none of a topic, as a row of ``statements`` would.

    Args:
        period: A month that is over.
        topic: Name of a topic that a level of the period cannot take silence about.
        through: The name of the key of the HTTP interface, when it came that way.

    Raises:
        NotAllowed: The actor's role does not let them, or they act for the party that does not measure.
        WrongState: The month is not over, no level asks, the report is submitted or approved, it is stated already, or
            rows of the month say otherwise.
    """
    mandate = mandate_to(contract, actor, "deliver")
    if mandate.side != OWNER:
        raise NotAllowed(
            _(
                "Det er leverandøren, der måler, og som kan sige, at der ingen var. Myndigheden kan gøre indsigelse."
            )
        )
    terms = terms_in_force(contract)
    asked = {one.name: one for one in must_be_said(terms, period)}
    if topic not in asked:
        raise WrongState(_("Ingen af periodens servicemål spørger om det."))
    if not is_over(period, timezone.localdate(at)):
        raise WrongState(_("Måneden er ikke slut, så det kan ikke siges endnu."))
    must_be_writable(contract, period.code)
    _must_have_none(contract, asked[topic], period)
    with transaction.atomic():
        row = the_row(contract, terms, period)  # locked: the same said twice at once meets here
        must_be_writable(contract, period.code)
        if row.none_statements.filter(topic=topic, withdrawn_at__isnull=True).exists():
            raise WrongState(_("Det er allerede sagt; intet er ændret."))
        made = NoneStatement.objects.create(
            period=row, topic=topic, stated_for=mandate.side, stated_at=at, stated_by=actor
        )
        record(
            verb="state_none",
            at=at,
            by=mandate,
            about=f"{period.code} · {_(TOPICS[topic].word)}",
            topic=topic,
            statement=made.pk,
            through=through,
        )
    return made


def _must_have_none(contract: Contract, topic: Topic, period: Period) -> None:
    evidence = evidence_of(queries.confirmed(contract))
    rows = rows_against(evidence, topic, period).height
    if rows:
        raise WrongState(
            _(
                "Der er leveret rækker om {table} i {period} ({n}), så det kan ikke siges, at der ingen var. Ret dem, "
                "eller træk leverancen tilbage."
            ).format(table=table_word(topic.table), period=period_name(period), n=number(rows))
        )


@transaction.atomic
def withdraw_none(
    *, actor: Person, contract: Contract, statement: NoneStatement, at: datetime, through: str = ""
) -> NoneStatement:
    """Take back that a month had none.

    Args:
        statement: One of the contract's.
        through: The name of the key of the HTTP interface, when it came that way.

    Raises:
        NotAllowed: The actor's role does not let them, or the other party stated it.
        WrongState: It is taken back already, or the report is submitted or approved.
    """
    mandate = mandate_to(contract, actor, "deliver")
    held = (
        NoneStatement.objects.select_for_update(of=("self",))
        .select_related("period__contract")
        .get(pk=statement.pk, period__contract=contract)
    )
    if mandate.side != held.stated_for:
        raise NotAllowed(_("Den part, der har sagt det, kan trække det tilbage."))
    must_be_writable(contract, held.period.code)
    if held.withdrawn_at is not None:
        raise WrongState(_("Det er allerede trukket tilbage."))
    held.withdrawn_at, held.withdrawn_by = at, actor
    held.save(update_fields=("withdrawn_at", "withdrawn_by"))
    record(
        verb="withdraw_none",
        at=at,
        by=mandate,
        about=f"{held.period.code} · {_(TOPICS[held.topic].word)}",
        topic=held.topic,
        statement=held.pk,
        through=through,
    )
    return held

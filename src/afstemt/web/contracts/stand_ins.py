"""Stand-ins: named by the person they stand in for, for a while, and ended before it when need be."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import access_of
from afstemt.web.contracts.mandate import Mandate, Mandates, mandates_of
from afstemt.web.contracts.models import Contract, StandIn
from afstemt.web.contracts.roles import side_of
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

LONGEST = timedelta(days=366)
"""A stand-in for longer than a year is another role."""


@transaction.atomic
def name_stand_in(
    *, actor: Person, contract: Contract, person: Person, from_day: date, to_day: date, at: datetime
) -> StandIn:
    """Name someone who may do what the actor may in the contract.

    Args:
        person: Has a role of the same side in the contract.
        from_day, to_day: Both included, in the contract's zone.

    Raises:
        NotAllowed: The actor acts for neither party.
        WrongState: The stand-in has no role of the same side or is the actor, the period is past, backwards or too
            long, or another stand-in is named for some of it.
    """
    Contract.objects.select_for_update().get(pk=contract.pk)
    own, other = access_of(contract, actor), access_of(contract, person)
    if own is None or not side_of(own.role):
        raise NotAllowed(_("Din rolle i kontrakten giver ikke adgang til at gøre dette."))
    if other is None or other.pk == own.pk or side_of(other.role) != side_of(own.role):
        raise WrongState(_("Vælg en anden person, der har en rolle hos samme part i kontrakten."))
    zone = ZoneInfo(contract.zone)
    from_at = datetime.combine(from_day, time(), zone)
    to_at = datetime.combine(to_day + timedelta(days=1), time(), zone)
    if to_day < from_day or to_at <= at:
        raise WrongState(_("Slutdagen skal være i dag eller senere, og ikke før startdagen."))
    if to_at - from_at > LONGEST:
        raise WrongState(_("En stedfortræder kan stå i højst et år. Skift rollen, hvis det er varigt."))
    standing = own.stand_ins.filter(ended_at__isnull=True, from_at__lt=to_at, to_at__gt=from_at)
    if standing.exists():
        raise WrongState(_("Der er allerede en stedfortræder i en del af perioden. Afslut den først."))
    stand_in = StandIn.objects.create(
        access=own, person=person, from_at=from_at, to_at=to_at, made_at=at, made_by=actor
    )
    record(
        verb="name_stand_in",
        at=at,
        by=Mandate(contract, actor, own.role),
        about=f"person {person.pk}",
        from_day=str(from_day),
        to_day=str(to_day),
    )
    return stand_in


@transaction.atomic
def end_stand_in(*, actor: Person, stand_in: StandIn, at: datetime) -> StandIn:
    """End a stand-in at once: by either of the two, or by a contract manager of their side.

    Raises:
        NotAllowed: The actor is none of these.
        WrongState: It has ended already.
    """
    held = (
        StandIn.objects.select_for_update(of=("self",)).select_related("access__contract").get(pk=stand_in.pk)
    )
    mandate = mandate_to_end(held, mandates_of(held.access.contract, actor))
    if mandate is None:
        raise NotAllowed(_("Din rolle i kontrakten giver ikke adgang til at gøre dette."))
    if held.ended_at is not None or held.to_at <= at:
        raise WrongState(_("Stedfortræderen er allerede afsluttet."))
    held.ended_at, held.ended_by = at, actor
    held.save(update_fields=("ended_at", "ended_by"))
    record(
        verb="end_stand_in",
        at=at,
        by=mandate,
        about=f"person {held.person_id}",
    )
    return held


def mandate_to_end(stand_in: StandIn, mandates: Mandates) -> Mandate | None:
    """Return the mandate, of one person's in the contract, under which the stand-in can be ended; None for none."""
    own = mandates.own
    if own is not None and own.actor.pk in (stand_in.person_id, stand_in.access.person_id):
        return own
    manages = mandates.to("give_access")
    return manages if manages is not None and manages.side == side_of(stand_in.access.role) else None

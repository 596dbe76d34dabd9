"""Who is in a contract: by party, with counterparts, stand-ins, invitations that wait, and those who have left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from afstemt.core.units.wording import _
from afstemt.web.contracts.access import may_withdraw
from afstemt.web.contracts.mandate import Mandates
from afstemt.web.contracts.models import Access, Contract, StandIn
from afstemt.web.contracts.roles import COUNTERPARTS, rights_in_words, side_of, title
from afstemt.web.contracts.stand_ins import mandate_to_end
from afstemt.web.parties.models import Invitation


@dataclass(frozen=True)
class Standing:
    """A stand-in, with its first and last day in the contract's zone; ``may_end`` for who reads the page."""

    stand_in: StandIn
    from_day: date
    to_day: date
    may_end: bool


@dataclass(frozen=True)
class InRole:
    """One person in one role.

    Attributes:
        rights: What the role may do, in words.
        counterparts: Names of those on the other side who answer this role.
        lacks_counterpart: Whether the role has counterparts and nobody is one.
        stand_ins: Those that stand now or will.
    """

    access: Access
    title: str
    rights: tuple[str, ...]
    counterparts: tuple[str, ...]
    lacks_counterpart: bool
    stand_ins: tuple[Standing, ...]


@dataclass(frozen=True)
class Party:
    """A party's people; ``side`` is empty for guests, who are of neither."""

    side: str
    name: str
    people: tuple[InRole, ...]


@dataclass(frozen=True)
class Waiting:
    """An invitation that waits, or waited too long; ``may_withdraw`` for who reads the page."""

    invitation: Invitation
    title: str
    expired: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Left:
    """An access that has ended."""

    access: Access
    title: str
    side: str


@dataclass(frozen=True)
class People:
    """The whole page, in a number of queries that does not grow."""

    verdict: str
    parties: tuple[Party, ...]
    waiting: tuple[Waiting, ...]
    left: tuple[Left, ...]


def people_of(contract: Contract, mandates: Mandates, at: datetime) -> People:
    """Return the contract's people as one of them sees them.

    Args:
        mandates: The one's. Invitations of the same side and to guests are shown; the other party's are its own.
        at: When, for what has expired and which stand-ins are over.
    """
    standing = StandIn.objects.filter(ended_at__isnull=True, to_at__gt=at).select_related("person")
    every = list(
        contract.access.select_related("person__organisation").prefetch_related(
            Prefetch("stand_ins", queryset=standing)
        )
    )
    side, giving = mandates.side, mandates.to("give_access")
    here = [one for one in every if one.ended_at is None]
    zone = ZoneInfo(contract.zone)
    parties = tuple(
        Party(
            part,
            name,
            tuple(_in_role(one, here, mandates, zone) for one in here if side_of(one.role) == part),
        )
        for part, name in (
            ("authority", contract.authority.name),
            ("supplier", contract.supplier.name),
            ("", _("Gæster")),
        )
    )
    waiting = tuple(
        Waiting(one, _(title(one.role)), one.expired(at), giving is not None and may_withdraw(one, giving))
        for one in contract.invitations.open().select_related("organisation", "made_by")
        if side_of(one.role) in (side, "") or (one.made_by and _made_here(one, here, side))
    )
    left = tuple(
        Left(one, _(title(one.role)), side_of(one.role))
        for one in sorted(every, key=lambda one: (one.ended_at or at, one.pk), reverse=True)
        if one.ended_at is not None
    )
    return People(_verdict(parties, waiting), parties, waiting, left)


def _made_here(invitation: Invitation, here: list[Access], side: str) -> bool:
    """Return whether one of the side made an invitation, as that of the other party's first contract manager."""
    return any(one.person_id == invitation.made_by_id and side_of(one.role) == side for one in here)


def _in_role(access: Access, here: list[Access], mandates: Mandates, zone: ZoneInfo) -> InRole:
    answering = COUNTERPARTS.get(access.role, ())
    found = next((names for role in answering if (names := _names(here, role))), ())
    return InRole(
        access,
        _(title(access.role)),
        rights_in_words(access.role),
        found,
        bool(answering) and not found,
        tuple(_standing(one, mandates, zone) for one in access.stand_ins.all()),
    )


def _standing(stand_in: StandIn, mandates: Mandates, zone: ZoneInfo) -> Standing:
    last = stand_in.to_at - timedelta(microseconds=1)  # the period is half-open
    first_day, last_day = (at.astimezone(zone).date() for at in (stand_in.from_at, last))
    return Standing(stand_in, first_day, last_day, mandate_to_end(stand_in, mandates) is not None)


def _names(here: list[Access], role: str) -> tuple[str, ...]:
    return tuple(one.person.name for one in here if one.role == role)


def _verdict(parties: tuple[Party, ...], waiting: tuple[Waiting, ...]) -> str:
    """Return the sentence that opens the page: how many have access, whose counterpart is missing, what waits."""
    authority, supplier, guests = parties
    said = [
        _("Med adgang: {n} hos {authority} og {m} hos {supplier}.").format(
            n=len(authority.people), authority=authority.name, m=len(supplier.people), supplier=supplier.name
        )
    ]
    if guests.people:
        said.append(_("Gæster: {n}.").format(n=len(guests.people)))
    lacking = [one for party in parties for one in party.people if one.lacks_counterpart]
    if lacking:
        roles = ", ".join(dict.fromkeys(one.title for one in lacking))
        said.append(_("Modpart mangler for: {roles}.").format(roles=roles))
    else:
        said.append(_("Alle, der skal have en modpart, har en."))
    if waiting:
        expired = sum(one.expired for one in waiting)
        text = (
            _("Invitationer, der venter: {n}, heraf udløbet: {m}.")
            if expired
            else _("Invitationer, der venter: {n}.")
        )
        said.append(text.format(n=len(waiting), m=expired))
    return " ".join(said)

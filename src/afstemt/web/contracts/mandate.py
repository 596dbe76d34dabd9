"""Mandates: who acts in a contract, for whom, and under which role. Whatever asks about a right returns one."""

from dataclasses import dataclass

from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY, side_of
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed


@dataclass(frozen=True)
class Mandate:
    """What a person acts under in a contract; an action's audit row is written from it.

    Attributes:
        actor: Who acts.
        role: The role that it is done under: the actor's own, or that of the one stood in for.
        on_behalf_of: Whom the actor stands in for; None in the actor's own right.
    """

    contract: Contract
    actor: Person
    role: str
    on_behalf_of: Person | None = None

    @property
    def side(self) -> str:
        """The party acted for: ``authority``, ``supplier``, or nothing for a guest."""
        return side_of(self.role)


@dataclass(frozen=True)
class Mandates:
    """All that one person may act under in a contract now, in the order in which they are used.

    Attributes:
        each: The own mandate, then one for each person stood in for. Empty for one who has no role there.
    """

    each: tuple[Mandate, ...] = ()

    def to(self, right: str) -> Mandate | None:
        """Return the mandate that gives a right (a line of ``MAY``): the own one where it does; None for none."""
        return next((one for one in self.each if one.role in MAY[right]), None)

    @property
    def own(self) -> Mandate | None:
        """The one in the person's own right."""
        return self.each[0] if self.each else None

    @property
    def rights(self) -> frozenset[str]:
        """What they let the person do, as the lines of ``MAY``."""
        return frozenset(right for right in MAY if self.to(right))

    @property
    def guest(self) -> bool:
        """Whether the person reads reports alone."""
        return self.to("see") is None

    @property
    def roles(self) -> frozenset[str]:
        """The own role and those of the ones stood in for."""
        return frozenset(one.role for one in self.each)

    @property
    def side(self) -> str:
        """The party acted for: one for them all, since a stand-in is of the same side."""
        return self.own.side if self.own else ""


def mandates_of(contract: Contract, person: Person) -> Mandates:
    """Return what the person may act under in the contract now; one query."""
    held = list(contract.access.usable_by(person).select_related("person"))
    own = [Mandate(contract, person, one.role) for one in held if one.person_id == person.pk]
    others = [Mandate(contract, person, one.role, one.person) for one in held if one.person_id != person.pk]
    return Mandates((*own, *others) if own else ())


def mandate_to(contract: Contract, person: Person, right: str) -> Mandate:
    """Return the mandate that gives the person a right in the contract.

    Args:
        right: A line of ``MAY``.

    Raises:
        NotAllowed: None does.
    """
    mandate = mandates_of(contract, person).to(right)
    if mandate is None:
        raise NotAllowed(_("Din rolle i kontrakten giver ikke adgang til at gøre dette."))
    return mandate

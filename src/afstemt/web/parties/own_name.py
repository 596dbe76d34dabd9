"""Acting in one's own name: where no contract is concerned, and nobody is stood in for."""

from dataclasses import dataclass

from afstemt.web.parties.models import Person


@dataclass(frozen=True)
class OwnName:
    """What one acts in who needs no mandate in a contract; an action's audit row is written from it.

    Attributes:
        actor: None for the installation itself.
    """

    actor: Person | None
    contract: None = None
    on_behalf_of: None = None

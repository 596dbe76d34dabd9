"""The contract's calendar with what of it is done."""

from dataclasses import dataclass

from afstemt.web.contracts.models import Contract
from afstemt.web.overview.models import CalendarEntry, DoneEntry


@dataclass(frozen=True)
class Entry:
    """An entry of the contract's calendar.

    Attributes:
        mark: Who has said here that it is done, and when; None for nobody.
    """

    told: CalendarEntry
    mark: DoneEntry | None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.told.asked and not self.told.done and self.mark is None


def entries(contract: Contract) -> list[Entry]:
    """Return the contract's calendar in order of the day to act by, in two queries."""
    marks = contract.done_entries.filter(withdrawn_at__isnull=True).select_related("marked_by")
    done = {(mark.title, mark.day): mark for mark in marks}
    return [Entry(one, done.get((one.title, one.day))) for one in contract.calendar_entries.all()]

"""What a month may have had none of: who needs to know, what is stated, and what is delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afstemt.core.evidence.said import Topic
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.facts.extent import time_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.needs import must_be_said
from afstemt.web.parties.models import Person
from afstemt.web.periods.state import standing
from afstemt.web.reports.models import NoneStatement
from afstemt.web.reports.none_statements import OWNER, is_over


@dataclass(frozen=True)
class Line:
    """One topic of the month.

    Attributes:
        topic: Its name, and what it is in words.
        levels: Ids of the levels that need to know.
        statement: That there were none; None where that has not been stated.
        delivered: Whether a confirmed delivery has rows that begin in the month.
    """

    topic: Topic
    levels: tuple[str, ...]
    statement: NoneStatement | None
    delivered: bool

    @property
    def what(self) -> str:
        """What there may be none of, in the active language."""
        return _(self.topic.word)

    @property
    def silent(self) -> bool:
        """Whether nothing is known of it."""
        return self.statement is None and not self.delivered


@dataclass(frozen=True)
class Lines:
    """All topics of the month, and whether the person may say something of them now.

    Attributes:
        why_not: Why nothing can be stated now, where the person has the right; empty where it can.
    """

    each: tuple[Line, ...]
    may: bool
    why_not: str

    @property
    def silent(self) -> tuple[Line, ...]:
        """Those of which nothing is known."""
        return tuple(one for one in self.each if one.silent)


def lines(
    contract: Contract,
    terms: Terms | None,
    period: Period,
    confirmed: Sequence[Delivery],
    stated: Sequence[NoneStatement],
    person: Person,
    today: date,
) -> Lines:
    """Return the topics that levels of the month cannot take silence about.

    Args:
        stated: What stands of such statements, of any month.
    """
    own = {one.topic: one for one in stated if one.period.code == period.code}
    asked = must_be_said(terms, period) if terms else {}
    each = tuple(
        Line(topic, levels, own.get(topic.name), _has_rows(topic, confirmed, period))
        for topic, levels in asked.items()
    )
    mandate = mandates_of(contract, person).to("deliver")
    why_not = ""
    if not standing(contract, period.code).writable:
        why_not = _("Driftsrapporten er indsendt eller godkendt, så det kan ikke ændres nu.")
    elif not is_over(period, today):
        why_not = _("Måneden er ikke slut, så det kan ikke siges endnu.")
    return Lines(each, mandate is not None and mandate.side == OWNER, why_not)


def _has_rows(topic: Topic, confirmed: Sequence[Delivery], period: Period) -> bool:
    extents = (one.extents[topic.table] for one in confirmed if topic.table in one.extents)
    return time_of(topic.table) in topic.begins and any(period.code in one["months"] for one in extents)

"""What a check of the terms is given, and how it raises a point."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from afstemt.core.terms.check.open_points import OpenPoint, Severity
from afstemt.core.terms.model.levels import Penalty, ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import KindTerms, RuleTerms, Vocabulary, answer


@dataclass(frozen=True)
class Scope:
    """One version of the terms to be checked.

    Attributes:
        terms: The version.
        vocabulary: The kinds and rules that exist.
        as_of: The day the check is made for; dates passed are passed on this day.
        volumes: Cases a period by level id, or by level and population (``KPI 1/kategori 1``), where known.
        previous: The version before this one; None for the oldest.
    """

    terms: Terms
    vocabulary: Vocabulary
    as_of: date
    volumes: Mapping[str, int] = field(default_factory=dict)
    previous: Terms | None = None

    def levels(self) -> Iterator[tuple[str, ServiceLevel]]:
        """Yield the levels with their place."""
        for index, level in enumerate(self.terms.service_levels):
            yield f"service_levels[{index}]", level

    def penalties(self) -> Iterator[tuple[str, ServiceLevel | None, Penalty]]:
        """Yield all penalties and bonuses with their place and level (None: on the contract)."""
        for place, level in self.levels():
            for index, penalty in enumerate(level.penalties):
                yield f"{place}.penalties[{index}]", level, penalty
        for index, penalty in enumerate(self.terms.settlement.penalties):
            yield f"settlement.penalties[{index}]", None, penalty

    def kind(self, level: ServiceLevel) -> KindTerms | None:
        """Return what the vocabulary knows of the level's kind."""
        return self.vocabulary.kinds.get(level.kind)

    def needs(self, level: ServiceLevel, name: str) -> bool:
        """Return whether the level's kind needs the level's field."""
        kind = self.kind(level)
        return kind is not None and name in kind.needs

    def rule(self, penalty: Penalty) -> RuleTerms | None:
        """Return what the vocabulary knows of the penalty's rule."""
        return self.vocabulary.rules.get(penalty.rule)

    def gives_points(self, penalty: Penalty) -> bool:
        """Return whether the penalty's rule gives points."""
        rule = self.rule(penalty)
        return rule is not None and rule.points

    def gives_percent(self, penalty: Penalty) -> bool:
        """Return whether the penalty's rule gives percent of the base."""
        rule = self.rule(penalty)
        return rule is not None and answer(rule.percent, penalty.parameters)


Check = Callable[[Scope], Iterator[OpenPoint]]
"""A check: yields what it raises, in the order of the document."""


def point(
    code: str,
    severity: Severity,
    place: str,
    text: str,
    *,
    clause: str = "",
    subject: str = "",
    choices: tuple[tuple[str, str], ...] = (),
) -> OpenPoint:
    """Return an open point; ``subject`` is the terms' own part when it is not a level."""
    return OpenPoint(
        code, severity, place, clause, subject or place.replace("[", ".").partition(".")[0], text, choices
    )

"""A setting that the terms can leave open: its question, and what each value means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from afstemt.core.terms.check.open_points import OpenPoint, Severity
from afstemt.core.terms.check.scope import point
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of a part of the terms.

    Attributes:
        name: The field, and the open point's code.
        question: Danish, translated when it is asked.
        choices: The meaning of each value (Danish); empty where any number will do.
        when: Of which service levels it is asked, where it is a service level's.
    """

    name: str
    question: str
    choices: Mapping[str, str] = field(default_factory=dict)
    when: Callable[[ServiceLevel], bool] = lambda _level: True

    def open_point(
        self,
        part: str,
        severity: Severity,
        *,
        clause: str,
        subject: str,
        question: str = "",
        without: str = "",
    ) -> OpenPoint:
        """Return the point that asks for it.

        Args:
            part: The place of what it is a field of.
            severity: Of the point.
            clause: The part's.
            subject: What the part is.
            question: Another question than its own (translated).
            without: A value that cannot be chosen there.
        """
        choices = tuple((value, _(meaning)) for value, meaning in self.choices.items() if value != without)
        return point(
            self.name,
            severity,
            f"{part}.{self.name}",
            question or _(self.question),
            clause=clause,
            subject=subject,
            choices=choices,
        )

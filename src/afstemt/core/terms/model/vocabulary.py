"""The kinds and rules that exist, and what each says of itself to the terms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from afstemt.core.terms.model.words import Names
from afstemt.core.units.figure import Unit

Answer = TypeVar("Answer")


def answer(given: Answer | Callable[[Any], Answer], parameters: Any) -> Answer:
    """Return what a kind or a rule answers: the same for all, or by the parameters of the one at hand."""
    return given(parameters) if callable(given) else given


@dataclass(frozen=True, kw_only=True)
class KindTerms:
    """What a kind of service level says of itself to the terms.

    Attributes:
        name: In ``[[service_levels]] kind = "..."``.
        title: Danish name (msgid).
        definition: How the figure is defined: one or two Danish sentences (msgid), for readers.
        parameters: Pydantic model of ``parameters`` (subclass of ``core.terms.model.Part``).
        needs: Fields of ServiceLevel that must be named before a figure is made: ``clock``, ``assign_by``,
            ``open_past_limit``, ``priority``, ``missing_data`` and so on; and of its populations, ``target``
            and ``limit``.
        unit: The figure's and its target's unit; by the parameters where they decide it, None while they leave it open.
        of_tickets: Whether it counts or times tickets, whose states the terms give a meaning; by the parameters where
            they decide it.
        carries: Whether few cases can be carried on into the next period; checks and stated figures cannot.
    """

    name: str
    title: str
    definition: str
    parameters: type[BaseModel]
    needs: frozenset[str] = frozenset()
    unit: Unit | Callable[[Any], Unit | None] = "percent"
    of_tickets: bool | Callable[[Any], bool] = False
    carries: bool = True

    def counts_tickets(self, parameters: Any) -> bool:
        """Return whether a level with these parameters counts or times tickets."""
        return answer(self.of_tickets, self._own(parameters))

    def unit_of(self, parameters: Any) -> Unit | None:
        """Return the unit of a level with these parameters; None while they leave it open."""
        return answer(self.unit, self._own(parameters))

    def unit_as_written(self, parameters: Any) -> Unit | None:
        """Return the unit of a level whose parameters are being written: plain values, checked for nothing."""
        given = parameters if isinstance(parameters, Mapping) else {}
        known = {name: value for name, value in given.items() if name in self.parameters.model_fields}
        unit: Unit | None = answer(self.unit, self.parameters.model_construct(**known))
        return unit if unit in get_args(Unit) else None

    def _own(self, parameters: Any) -> BaseModel:
        """Return the parameters as the kind's model (they are, when the terms were read)."""
        return self.parameters.model_validate(parameters)


@dataclass(frozen=True, kw_only=True)
class RuleTerms:
    """What a penalty or bonus rule says of itself to the terms.

    Attributes:
        name: In ``[[service_levels.penalties]] rule = "..."``.
        title: Danish name (msgid).
        parameters: Pydantic model of ``parameters``.
        points: Whether it gives points.
        percent: Whether it gives percent of the base; by the parameters where they decide it.
        bonus: Whether what it gives is a bonus.
        unit: What of a miss it counts (``hour``, ``case`` ...), by the parameters where they decide it; empty for none.
    """

    name: str
    title: str
    parameters: type[BaseModel]
    points: bool = False
    percent: bool | Callable[[Any], bool] = False
    bonus: bool = False
    unit: str | Callable[[Any], str] = ""


@dataclass(frozen=True)
class Vocabulary:
    """The kinds and rules that exist by name, handed in by ``core.month`` so that terms know no room below them."""

    kinds: Mapping[str, KindTerms]
    rules: Mapping[str, RuleTerms]

    def named(self, names: Names) -> Mapping[str, KindTerms] | Mapping[str, RuleTerms]:
        """Return the kinds or the rules by name."""
        return self.kinds if names == "kinds" else self.rules

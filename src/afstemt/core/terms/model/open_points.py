"""Open points: what the contract leaves to chance, asked in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Asks:
    """Metadata on a field that may be left out although a figure depends on it.

    Put it in the field's annotation: ``count: Annotated[Literal["commenced", "completed"] | None, Asks("…")] = None``.
    ``core.terms.check`` finds every such field that is None and asks.

    Attributes:
        question: What is unclear, in Danish (a msgid), naming the consequence.
        choices: Each value with its meaning in Danish (a msgid).
        when: Whether the question is relevant, given the model that holds the field; always when None.
    """

    question: str
    choices: tuple[tuple[str, str], ...] = ()
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing ``afstemt check`` raises.

    Attributes:
        code: Stable short name of the check, or of the field.
        severity: ``blocks``: no figure can be made before the terms choose; ``warning``; ``note``.
        place: Key in the document, for example ``service_levels[2].penalties[0].parameters.count``.
        clause: The contract's own clause, when known.
        subject: What it is about: a level's id, ``settlement`` ...
        text: The point in the active language.
        choices: Values to choose between with their meaning, in the active language.
    """

    code: str
    severity: Literal["blocks", "warning", "note"]
    place: str
    clause: str
    subject: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class KindTerms:
    """What the terms must know of a kind: its parameters' model and which of the level's open fields it needs.

    ``unit`` is the figure's unit; ``""`` where that is not known beforehand. ``title`` and ``definition`` are Danish
    (msgids). ``carries`` says whether few cases can be carried on into the next period.
    """

    parameters: type[BaseModel]
    needs: frozenset[str] = frozenset()
    unit: str = ""
    title: str = ""
    definition: str = ""
    carries: bool = True


@dataclass(frozen=True)
class Vocabulary:
    """The kinds and rules that exist, handed in by ``core.month`` so that terms know no room below them.

    ``rule_titles`` are Danish (msgids).
    """

    kinds: Mapping[str, KindTerms]
    rules: Mapping[str, type[BaseModel]]
    rule_titles: Mapping[str, str] = field(default_factory=dict)

"""Open points: what a field asks where the contract may be silent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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

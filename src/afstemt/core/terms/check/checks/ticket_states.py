"""What the states of a ticket mean, where a level counts or times tickets: closed, cancelled, duplicate, reopened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Question:
    """A field of ``[tickets]`` with its question and the meaning of each value, in the active language."""

    name: str
    question: Callable[[], str]
    choices: Callable[[], tuple[tuple[str, str], ...]]


QUESTIONS: tuple[Question, ...] = (
    Question(
        "closed",
        lambda: _(
            "Hvornår er en sag slut, der er lukket, men ikke har noget løsningstidspunkt? Mange sagssystemer lukker "
            "sager uden at skrive, hvornår de blev løst. Er vilkårene tavse, kan de sager ikke bruges."
        ),
        lambda: (
            ("ends", _("da den blev lukket")),
            ("stays_open", _("den er stadig åben, til der er et løsningstidspunkt")),
        ),
    ),
    Question(
        "cancelled",
        lambda: _(
            "Tæller en annulleret sag med? Annullerer leverandøren en sag, der er for sen, bliver tallet bedre. Er "
            "vilkårene tavse, kan de sager ikke bruges."
        ),
        lambda: (
            ("taken_out", _("den holdes ude ved navn, og tallet vises også, som det er med den")),
            ("counts", _("den tæller som andre sager")),
        ),
    ),
    Question(
        "duplicate",
        lambda: _(
            "Tæller en sag med, der er en dublet eller er lagt sammen med en anden? Er vilkårene tavse, kan de sager "
            "ikke bruges."
        ),
        lambda: (
            ("taken_out", _("den holdes ude, når den nævner den sag, den gentager, og den er i dataene")),
            ("counts", _("den tæller som andre sager")),
        ),
    ),
    Question(
        "reopened",
        lambda: _(
            "Hvad gælder for en genåbnet sag, der stadig har et løsningstidspunkt fra før? Er vilkårene tavse, er den "
            "åben, når genåbningen er oplyst, og ellers kan den ikke bruges."
        ),
        lambda: (
            ("open", _("den er åben igen, og det gamle løsningstidspunkt tæller ikke")),
            ("first_resolution", _("den første løsning gælder")),
        ),
    ),
    Question(
        "resolved_spell",
        lambda: _(
            "Tæller tiden, hvor en sag stod som løst, inden den blev genåbnet? Er vilkårene tavse, tæller den med."
        ),
        lambda: (
            ("counts", _("tiden tæller med")),
            ("pause", _("tiden er en pause")),
        ),
    ),
    Question(
        "total_pause",
        lambda: _(
            "Stopper en pause uret, når sagssystemet kun oplyser sagens pauser i alt og ingen grund? Er vilkårene "
            "tavse, kan de sager ikke bruges."
        ),
        lambda: (
            ("stops", _("den trækkes fra, som den er oplyst")),
            ("runs", _("den trækkes ikke fra")),
        ),
    ),
)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn, once for each state, where any level counts or times tickets and the terms do not say what it means."""
    kinds = ((scope.kind(level), level) for _place, level in scope.levels())
    if not any(kind and kind.counts_tickets(level.parameters) for kind, level in kinds):
        return
    tickets = scope.terms.tickets
    for asked in QUESTIONS:
        if getattr(tickets, asked.name) is None:
            yield point(
                asked.name,
                "warning",
                f"tickets.{asked.name}",
                asked.question(),
                clause=tickets.clause,
                subject="tickets",
                choices=asked.choices(),
            )

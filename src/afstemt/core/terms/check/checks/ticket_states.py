"""What the states of a ticket mean, where a level counts or times tickets: closed, cancelled, duplicate, reopened."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope
from afstemt.core.terms.check.setting import Setting
from afstemt.core.units.wording import msgid

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "closed",
        msgid(
            "Hvornår er en sag slut, der er lukket, men ikke har noget løsningstidspunkt? Mange sagssystemer lukker "
            "sager uden at skrive, hvornår de blev løst. Er vilkårene tavse, kan de sager ikke bruges."
        ),
        {
            "ends": msgid("da den blev lukket"),
            "stays_open": msgid("den er stadig åben, til der er et løsningstidspunkt"),
        },
    ),
    Setting(
        "cancelled",
        msgid(
            "Tæller en annulleret sag med? Annullerer leverandøren en sag, der er for sen, bliver tallet bedre. Er "
            "vilkårene tavse, kan de sager ikke bruges."
        ),
        {
            "taken_out": msgid("den holdes ude ved navn, og tallet vises også, som det er med den"),
            "counts": msgid("den tæller som andre sager"),
        },
    ),
    Setting(
        "duplicate",
        msgid(
            "Tæller en sag med, der er en dublet eller er lagt sammen med en anden? Er vilkårene tavse, kan de sager "
            "ikke bruges."
        ),
        {
            "taken_out": msgid("den holdes ude, når den nævner den sag, den gentager, og den er i dataene"),
            "counts": msgid("den tæller som andre sager"),
        },
    ),
    Setting(
        "reopened",
        msgid(
            "Hvad gælder for en genåbnet sag, der stadig har et løsningstidspunkt fra før? Er vilkårene tavse, er den "
            "åben, når genåbningen er oplyst, og ellers kan den ikke bruges."
        ),
        {
            "open": msgid("den er åben igen, og det gamle løsningstidspunkt tæller ikke"),
            "first_resolution": msgid("den første løsning gælder"),
        },
    ),
    Setting(
        "resolved_spell",
        msgid(
            "Tæller tiden, hvor en sag stod som løst, inden den blev genåbnet? Er vilkårene tavse, tæller den med."
        ),
        {
            "counts": msgid("tiden tæller med"),
            "pause": msgid("tiden er en pause"),
        },
    ),
    Setting(
        "total_pause",
        msgid(
            "Stopper en pause uret, når sagssystemet kun oplyser sagens pauser i alt og ingen grund? Er vilkårene "
            "tavse, kan de sager ikke bruges."
        ),
        {
            "stops": msgid("den trækkes fra, som den er oplyst"),
            "runs": msgid("den trækkes ikke fra"),
        },
    ),
)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn, once for each state, where any level counts or times tickets and the terms do not say what it means."""
    kinds = ((scope.kind(level), level) for _place, level in scope.levels())
    if not any(kind and kind.counts_tickets(level.parameters) for kind, level in kinds):
        return
    tickets = scope.terms.tickets
    for setting in SETTINGS:
        if getattr(tickets, setting.name) is None:
            yield setting.open_point("tickets", "warning", clause=tickets.clause, subject="tickets")

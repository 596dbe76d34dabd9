"""What the states of a ticket mean: when it ends, what does not count, and which time stands still."""

from typing import Annotated, ClassVar, Literal

from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.terms.model.words import AskedWhen, Choices, Word

State = Literal["open", "paused", "reopened", "resolved", "closed", "cancelled", "duplicate", "merged"]

_ASKED = AskedWhen("where a service level counts or times tickets")


class StateWord(Part):
    """A word of the parties' own for a ticket's state, beside those that Afstemt knows."""

    known_by: ClassVar[tuple[str, ...]] = ("word",)

    word: Annotated[
        str, Word("Ord i sagssystemet", definite="ordet", hint="Som det står i udtrækkets status.")
    ]
    """As the source system's status has it; case and spaces do not matter."""
    means: Annotated[
        State,
        Word("Betyder", definite="betydningen"),
        Choices(
            {
                "open": "åben",
                "paused": "på pause",
                "reopened": "genåbnet",
                "resolved": "løst",
                "closed": "lukket",
                "cancelled": "annulleret",
                "duplicate": "dublet",
                "merged": "lagt sammen med en anden",
            }
        ),
    ]
    """The state that it is."""


class TicketTerms(Clause):
    """What the states of incidents and service requests mean for the figures.

    Where the terms are silent, tickets in such a state are lost for the levels that they concern, with their effect.
    """

    closed: Annotated[
        Literal["ends", "stays_open"] | None,
        Word("Lukket uden løsningstidspunkt"),
        Choices({"ends": "lukningen er løsningen", "stays_open": "sagen er stadig åben"}),
        _ASKED,
    ] = None
    """A ticket that is closed and has no resolved time: closing ends it, or it is still open."""
    cancelled: Annotated[
        Literal["taken_out", "counts"] | None,
        Word("Annulleret sag"),
        Choices({"taken_out": "holdes ude, med virkningen vist", "counts": "tæller som andre"}),
        _ASKED,
    ] = None
    """A cancelled ticket is held out by name, with the figure as it would be with it; or counts as any other."""
    duplicate: Annotated[
        Literal["taken_out", "counts"] | None,
        Word("Dublet, eller lagt sammen med en anden"),
        Choices(
            {
                "taken_out": "holdes ude, når den sag, den gentager, er i dataene",
                "counts": "tæller som andre",
            }
        ),
        _ASKED,
    ] = None
    """A duplicate or merged ticket is held out when it names the ticket that it repeats and that is in the data (else
    it counts); or counts as any other.
    """
    reopened: Annotated[
        Literal["open", "first_resolution"] | None,
        Word("Genåbnet sag med et løsningstidspunkt fra før"),
        Choices({"open": "er åben igen", "first_resolution": "den første løsning gælder"}),
        _ASKED,
    ] = None
    """A reopened ticket is open again, and its earlier resolved time does not count; or the first resolution stands."""
    resolved_spell: Annotated[
        Literal["counts", "pause"] | None,
        Word("Tiden, hvor en genåbnet sag stod som løst"),
        Choices({"counts": "tæller med", "pause": "tæller ikke"}),
        _ASKED,
    ] = None
    """The time that a reopened ticket stood as resolved counts, or is a pause."""
    total_pause: Annotated[
        Literal["stops", "runs"] | None,
        Word("Pause, der kun er oplyst i alt og uden grund"),
        Choices({"stops": "trækkes fra", "runs": "trækkes ikke fra"}),
        _ASKED,
    ] = None
    """A ticket's pauses that are only given as a total without a reason stop the clock, or do not."""
    stated_due: Annotated[
        Literal["shown", "judges"],
        Word("Servicedeskens egen frist på sagen"),
        Choices({"shown": "vises, hvor den er en anden", "judges": "er sagens frist"}),
    ] = "shown"
    """A ticket's own due time in the data is shown where it differs from ours, or is what the case is held to."""
    words: Annotated[tuple[StateWord, ...], Word("Egne ord for en sags tilstand", one="Ord")] = ()

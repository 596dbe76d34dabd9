"""The columns that tell a ticket's state and time in its source system, beside its status."""

from afstemt.core.evidence.column import LAST_SECOND, Column, ahead, at, duration, need_at

OPENED = need_at("opened_at", "Åbnet", "When it was opened.")
RESOLVED = at("resolved_at", "Løst", "When it was resolved; empty while it is open.")
CLOSED = at("closed_at", "Lukket", "When it was closed.")
STATE = (
    at("reopened_at", "Genåbnet", "When it was last reopened."),
    Column(
        "resolution",
        "Løsningskode",
        "How it ended, in the source system's words: solved, cancelled, duplicate ...",
        grouped=True,
    ),
    Column("duplicate_of", "Gentager", "The id of the ticket that it repeats or was merged into."),
    ahead(
        at("due_at", "Servicedeskens frist", "Its due time as the source system has it.", alone=LAST_SECOND)
    ),
    duration("paused_seconds", "Pause i alt", "Its pauses in all, in the source system's own clock."),
    Column(
        "paused_reason",
        "Grund til pause",
        "Why it was paused, where the pauses are given as a total.",
        grouped=True,
    ),
)

"""The state of a ticket, a matter or an action: the few that there are, and the words that systems have for them."""

from collections.abc import Iterable, Mapping

import polars as pl

from afstemt.core.terms.model.ticket_terms import State, TicketTerms

LIVE: tuple[State, ...] = ("open", "paused", "reopened")
"""States of what still waits for someone."""

DONE: tuple[State, ...] = ("resolved", "closed")
"""States of what was done."""

REPEATS: tuple[State, ...] = ("duplicate", "merged")
"""States of a ticket that repeats another."""

STATES = pl.Enum([*LIVE, *DONE, "cancelled", *REPEATS])

RESOLVED_SPELL = "Løst før genåbning"
"""The reason of the time that a ticket stood as resolved before it was reopened, among its pauses."""

_WORDS: Mapping[State, str] = {
    "open": """
        open, new, active, assigned, accepted, acknowledged, registered, received, logged, planned, scheduled, started,
        in progress, work in progress, in process, processing, processing (assigned), processing (planned), in review,
        under review, under investigation, investigating, to do, backlog, selected for development, escalated,
        waiting for support, not started,
        åben, åbnet, åbent, ny, nyt, aktiv, aktivt, tildelt, accepteret, modtaget, registreret, oprettet, planlagt,
        påbegyndt, startet, i gang, igang, igangværende, under behandling, behandles, under udførelse, undersøges,
        eskaleret, ikke startet, ikke påbegyndt,
        nouveau, en cours, en cours (attribué), en cours (planifié), neu, offen, in bearbeitung, in behandeling""",
    "paused": """
        paused, pending, on hold, hold, waiting, suspended, awaiting user info, awaiting vendor, awaiting problem,
        awaiting evidence, awaiting caller, awaiting change, awaiting customer, awaiting approval, pending reminder,
        pending close, waiting for customer, waiting for approval, waiting for third party, blocked,
        på hold, i bero, sat i bero, på pause, pauset, afventer, venter, afventer bruger, afventer kunde,
        afventer leverandør, afventer underleverandør, afventer problem, afventer ændring, afventer dokumentation,
        afventer godkendelse, afventer svar, afventer tredjepart, afventer myndighed, afventer myndigheden,
        en attente""",
    "reopened": "reopened, re-opened, re-open, genåbnet, genoptaget",
    "resolved": """
        resolved, solved, fixed, done, complete, completed, fulfilled, implemented, restored,
        løst, udført, gennemført, færdig, færdigmeldt, afhjulpet, udbedret, fuldført, résolu, gelöst""",
    "closed": """
        closed, closed complete, closed incomplete, closed skipped, archived,
        lukket, afsluttet, arkiveret, clos, fermé, geschlossen""",
    "cancelled": """
        cancelled, canceled, withdrawn, rejected, declined, won't do, won't fix, wont do, wont fix, void, voided,
        annulleret, aflyst, trukket tilbage, tilbagetrukket, tilbagekaldt, afvist, bortfaldet, fortrudt, annulé""",
    "duplicate": "duplicate, duplicated, dublet, duplikat, doublon",
    "merged": "merged, sammenlagt, flettet, lagt sammen, fusionné",
}

WORDS: Mapping[str, State] = {
    " ".join(word.split()): state for state, words in _WORDS.items() for word in words.split(",")
}
"""The words that source systems have for each state, in lower case; Danish and English, and GLPI's French."""

OVER_WORDS = tuple(sorted(word for word, state in WORDS.items() if state not in LIVE))
"""The words of what waits for nobody any more."""


def plain(word: str) -> str:
    """Return a word of state as it is looked up: lower case, single spaces."""
    return " ".join(word.split()).lower()


def is_over(word: str) -> bool:
    """Return whether a word of state ends what has it; an unknown one does not."""
    return plain(word) in OVER_WORDS


def over(word: pl.Expr) -> pl.Expr:
    """Return whether a word of state ends what has it, as ``is_over``; an unknown or missing one does not."""
    bare = word.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()
    return bare.is_in(OVER_WORDS).fill_null(value=False)


def states_of(words: Iterable[str], terms: TicketTerms) -> dict[str, State]:
    """Return the state of each word as it is written, those left out that nobody knows.

    Args:
        words: As the source system writes them.
        terms: Their own words come first.
    """
    own: dict[str, State] = {plain(one.word): one.means for one in terms.words}
    found = ((word, own.get(plain(word)) or WORDS.get(plain(word))) for word in words)
    return {word: state for word, state in found if state is not None}

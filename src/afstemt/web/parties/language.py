"""A person's own language: in which the person is written to."""

from collections.abc import Iterator
from contextlib import contextmanager

from afstemt.core.units.wording import Language, speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.parties.models import Person


def own_language(person: Person) -> Language:
    """Return the language that the person has chosen; Danish unless English is."""
    return "en" if person.language == "en" else "da"


@contextmanager
def in_language_of(person: Person) -> Iterator[None]:
    """Make our own texts in the person's language: for mails, and for background work, which has none of its own."""
    chosen = own_language(person)
    with speaking(chosen, catalogue(chosen)):
        yield

"""The language of a request: the person's own, else what the browser asks for among Danish and English."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from afstemt.core.units.wording import Language, speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.parties.language import own_language


def language_of(request: HttpRequest) -> Language:
    """Return the language to answer in; Danish unless English is asked for."""
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        return own_language(person)
    return "en" if translation.get_language_from_request(request) == "en" else "da"


class SpokenLanguageMiddleware:
    """Makes our own texts, and Django's, in one language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the request's language."""
        chosen = language_of(request)
        with translation.override(chosen), speaking(chosen, catalogue(chosen)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

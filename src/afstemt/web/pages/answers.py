"""How a page answers when someone decides something: said, and back to where one was."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from afstemt.web.refusals import NotAllowed, WrongState


def decided(
    request: HttpRequest, decide: Callable[[], object], said: str, back: str, *place: object
) -> HttpResponse:
    """Carry the decision out and go back; what is refused is said there instead.

    Args:
        decide: The action. ``Refused`` (faults in a document) is the page's own to show.
        said: What is said when it is done.
        back: Name of the address to go to, with ``place`` as its arguments.
    """
    try:
        decide()
    except (NotAllowed, WrongState) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect(back, *place)


def looked_again(waits: bool) -> HttpResponse:
    """Answer a page that asks by itself whether background work is done: nothing while it waits, then load anew.

    Asked with htmx alone. Nothing changes on the page while one reads it, and nothing is read out again and again.
    """
    return HttpResponse(status=204) if waits else HttpResponse(headers={"HX-Refresh": "true"})


def refused(request: HttpRequest, said: str, back: str, *place: object) -> HttpResponse:
    """Say why nothing was done, and go back."""
    messages.error(request, said)
    return redirect(back, *place)

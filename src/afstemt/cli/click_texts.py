"""Click's own words in Danish: Click asks the standard library's gettext for each of them, and is answered from here.

``answer`` comes before Click is imported; a test holds each text against the ones that Click asks for.
"""

import gettext

from afstemt.core.units.wording import language

DANISH = {
    "Usage:": "Brug:",
    "Options": "Valgmuligheder",
    "Positional arguments": "Argumenter",
    "Commands": "Kommandoer",
    "required": "skal angives",
    "default: {default}": "ellers {default}",
    "Show this message and exit.": "Vis denne hjælp.",
    "Error: {message}": "Fejl: {message}",
    "Try '{command} {option}' for help.": "Se hjælpen: {command} {option}",
    "Aborted!": "Afbrudt.",
    "Missing argument": "Der mangler",
    "Missing option": "Der mangler",
    "Missing command.": "Kommandoen mangler.",
    "Got unexpected extra argument ({args})": "Der er et ord for meget: {args}.",
    "Got unexpected extra arguments ({args})": "Der er ord for meget: {args}.",
    "No such option {name!r}.": "Valget {name!r} findes ikke.",
    "No such command {name!r}.": "Kommandoen {name!r} findes ikke.",
    "Did you mean {possibility}?": "Mente du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mente du en af disse: {possibilities}?)",
    "Option {name!r} does not take a value.": "Valget {name!r} tager ingen værdi.",
    "Option {name!r} requires an argument.": "Valget {name!r} mangler sin værdi.",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "{value!r} is not one of {choices}.": "{value!r} er ikke en af {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} er ikke et helt tal.",
    "{value} is not in the range {range}.": "{value} er uden for {range}.",
}


def said(message: str) -> str:
    """Return a text of Click's in the active language."""
    return DANISH.get(message, message) if language() == "da" else message


def counted(msgid1: str, msgid2: str, n: int) -> str:
    """Return the one for 1 and the other for all else, in the active language."""
    return said(msgid1 if n == 1 else msgid2)


def answer() -> None:
    """Answer what is asked of ``gettext`` from here on: by Click, and by what is imported after this."""
    gettext.gettext, gettext.ngettext = said, counted

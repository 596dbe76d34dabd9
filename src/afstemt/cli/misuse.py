"""What is wrong with the command given, in our language: typer says it in English only."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperArgument

from afstemt.cli.frame import name_of
from afstemt.core.units.wording import _


def misuse(error: Any) -> list[str]:
    """Return the lines that say what is wrong with the command given; typer's own sentence where we have none.

    Args:
        error: What typer raised about the words it was given.
    """
    kind, ctx = type(error).__name__, getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return [str(error.message)]
    lines = (
        []
        if ctx is None
        else [ctx.get_usage(), _("Se hjælpen: {name} --help").format(name=ctx.command_path), ""]
    )
    return [*lines, _("Fejl: {what}").format(what=_what(kind, error))]


def _what(kind: str, error: Any) -> str:
    about = _about(error)
    if kind == "NoSuchOption":
        text = _("Valget {name} findes ikke.").format(name=error.option_name)
        near: Sequence[str] = sorted(error.possibilities or ())
        return f"{text} {_('Mente du {near}?').format(near=', '.join(near))}" if near else text
    if kind == "MissingParameter":
        return _("{name} mangler.").format(name=about)
    if kind == "BadOptionUsage":
        takes_value = "requires" in str(error.message)
        text = _("Valget {name} mangler sin værdi.") if takes_value else _("Valget {name} tager ingen værdi.")
        return text.format(name=error.option_name)
    if kind == "BadParameter" and about:
        return f"{about}: {error.message}"
    if getattr(error, "message", "") == "Missing command.":
        return _("Kommandoen mangler.")
    return str(error.message)


def _about(error: Any) -> str:
    """Return the name of the option or argument that an error is about; empty when it is about none."""
    hint, one = getattr(error, "param_hint", None), getattr(error, "param", None)
    if hint:
        return hint if isinstance(hint, str) else ", ".join(hint)
    if one is None:
        return ""
    return name_of(one) if isinstance(one, TyperArgument) else ", ".join(one.opts)

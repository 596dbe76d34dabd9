"""What stands around our own words in the help, in our language and with no text cut off.

Typer writes its frame in English only; most of it is not looked up anywhere, so it is said here instead.
"""

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from afstemt.core.units.wording import _

_Rows = list[tuple[str, str]]


class _Framed:
    """A command whose help has its frame in our language, and no text cut off."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option ``--help`` with its text in our language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Vis denne hjælp.")
        return option

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what follows the name: options, then the arguments by the names that the help explains."""
        arguments = [name_of(one) for one in self.get_params(ctx) if isinstance(one, TyperArgument)]  # type: ignore[attr-defined]
        return [_("[VALG]"), *(arguments or ([_("KOMMANDO …")] if isinstance(self, TyperGroup) else []))]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is used."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _("Brug: "))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, options and verbs, each with its whole text."""
        arguments: _Rows = []
        options: _Rows = []
        for one in self.get_params(ctx):  # type: ignore[attr-defined]
            if isinstance(one, TyperArgument):
                arguments.append((name_of(one), one.help or ""))
            else:
                options.append((_written(one), _explained(one)))
        verbs = [(name, verb.help or "") for name, verb in getattr(self, "commands", {}).items()]
        for title, rows in (
            (_("Argumenter"), arguments),
            (_("Valgmuligheder"), options),
            (_("Kommandoer"), verbs),
        ):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; too many are refused in our language."""
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        if rest and isinstance(self, TyperCommand):
            ctx.fail(_("Der er ord for meget: {words}.").format(words=" ".join(rest)))
        return rest


class Verb(_Framed, TyperCommand):
    """One verb."""


class Verbs(_Framed, TyperGroup):
    """The program: all verbs."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the verb asked for; an unknown one is refused with the verbs that there are."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            text = _("Kommandoen »{name}« findes ikke. Skriv en af disse: {names}.")
            ctx.fail(text.format(name=args[0], names=", ".join(self.commands)))
        return super().resolve_command(ctx, args)


def name_of(argument: Any) -> str:
    """Return the name that the help gives an argument."""
    return str(argument.metavar or argument.name.upper())


def _written(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag or not option.metavar else f"{names} {option.metavar}"


def _explained(option: Any) -> str:
    notes = []
    if option.required:
        notes.append(_("skal angives"))
    elif not option.is_flag and option.show_default and option.default is not None:
        notes.append(_("ellers {default}").format(default=option.default))
    if option.envvar:
        notes.append(_("eller miljøvariablen {name}").format(name=option.envvar))
    return f"{option.help or ''} ({'; '.join(notes)})" if notes else option.help or ""

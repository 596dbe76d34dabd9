"""``afstemt profile``: a draft of a profile for a file that nothing recognises."""

import sys
from pathlib import Path

import click

from afstemt.cli import console, options
from afstemt.cli.options import verb
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.wording import _
from afstemt.files.reading.profile_draft import draft_of
from afstemt.files.writing.empty_table import FORMATS, write_empty


@verb(_("Lav et udkast til en profil for en fil, som ikke genkendes."))
@click.argument(
    "file", metavar=_("FIL"), type=options.PATH, required=False, help=_("Filen, som profilen skal læse.")
)
@click.option(
    "--sheet", metavar=_("ARK"), default="", help=_("Arket i regnearket; uden den det første med rækker.")
)
@click.option("--table", metavar=_("TABEL"), default="", help=_("Tabellen, som filen skal blive til."))
@click.option(
    "--empty",
    metavar=_("TABEL"),
    default="",
    help=_(
        "I stedet en tom fil med tabellens egne kolonner: CSV, eller et regneark, når --out ender på .xlsx."
    ),
)
@click.option(
    "--out", metavar=_("FIL"), type=options.PATH, help=_("Filen, som udkastet skrives i. Den må ikke findes.")
)
def profile(file: Path | None, sheet: str, table: str, empty: str, out: Path | None) -> None:
    """Print the draft, or write it into a new file; what is there already is never written over."""
    for hint, name in (("--table", table), ("--empty", empty)):
        if name and name not in BY_NAME:
            said = _("»{table}« er ikke en tabel. Der er: {tables}.")
            raise click.BadParameter(said.format(table=name, tables=", ".join(BY_NAME)), param_hint=hint)
    if empty:
        suffix = "" if out is None else out.suffix.lower().removeprefix(".")
        content = write_empty(empty, suffix if suffix in FORMATS else FORMATS[0])
    elif file is None:
        raise click.UsageError(_("Skriv den fil, som profilen skal læse, eller --empty med en tabel."))
    else:
        content = draft_of(file, sheet=sheet, table=table).encode()
    if out is None:
        sys.stdout.write(content.decode())
        return
    try:
        with out.open("xb") as target:
            target.write(content)
    except FileExistsError:
        console.warn(
            _("{file} findes allerede og er ikke rørt. Vælg et andet navn med --out.").format(file=out)
        )
        sys.exit(1)
    if empty:
        console.say(_("Den tomme fil er skrevet i {file}.").format(file=out))
        return
    console.say(_("Udkastet er skrevet i {file}. Ret det, og kør afstemt read igen.").format(file=out))

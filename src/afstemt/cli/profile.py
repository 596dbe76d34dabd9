"""``afstemt profile``: a draft of a profile for a file that nothing recognises."""

import sys
from pathlib import Path

import click

from afstemt.cli import console, options
from afstemt.cli.options import verb
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.wording import _
from afstemt.files.reading.profile_draft import draft_of


@verb(_("Lav et udkast til en profil for en fil, som ikke genkendes."))
@click.argument("file", metavar=_("FIL"), type=options.PATH, help=_("Filen, som profilen skal læse."))
@click.option(
    "--sheet", metavar=_("ARK"), default="", help=_("Arket i regnearket; uden den det første med rækker.")
)
@click.option("--table", metavar=_("TABEL"), default="", help=_("Tabellen, som filen skal blive til."))
@click.option(
    "--out", metavar=_("FIL"), type=options.PATH, help=_("Filen, som udkastet skrives i. Den må ikke findes.")
)
def profile(file: Path, sheet: str, table: str, out: Path | None) -> None:
    """Print the draft, or write it into a new file; what is there already is never written over."""
    if table and table not in BY_NAME:
        text = _("»{table}« er ikke en tabel. Der er: {tables}.")
        raise click.BadParameter(text.format(table=table, tables=", ".join(BY_NAME)), param_hint="--table")
    text = draft_of(file, sheet=sheet, table=table)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        with out.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        console.warn(
            _("{file} findes allerede og er ikke rørt. Vælg et andet navn med --out.").format(file=out)
        )
        sys.exit(1)
    console.say(_("Udkastet er skrevet i {file}. Ret det, og kør afstemt read igen.").format(file=out))

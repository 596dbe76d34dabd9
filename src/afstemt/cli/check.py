"""``afstemt check``: what the terms leave open."""

import typer

from afstemt.cli import console
from afstemt.cli.options import AsOf, TermsPath, the_date
from afstemt.core.month import VOCABULARY
from afstemt.core.terms import check as terms_check
from afstemt.core.terms.open_points import OpenPoint
from afstemt.core.units.wording import _
from afstemt.files.terms import read_contract


def check(terms: TermsPath, date: AsOf = None) -> None:
    """List the open points of the latest version; refuse (exit 1) when one of them blocks a figure."""
    contract = read_contract(terms, VOCABULARY)
    points = terms_check.check(contract, VOCABULARY, as_of=the_date(date))
    heads = {
        "blocks": _("Skal afklares, før der kan regnes"),
        "warning": _("Bør afklares"),
        "note": _("Bemærk"),
    }
    for severity, head in heads.items():
        chosen = [point for point in points if point.severity == severity]
        if chosen:
            console.say(f"{head} ({len(chosen)})")
            for number, point in enumerate(chosen, 1):
                _print(number, point)
            console.say()
    blocking = sum(point.severity == "blocks" for point in points)
    if blocking:
        console.warn(_("Vilkårene kan ikke bruges til beregning endnu."))
        raise typer.Exit(1)
    console.say(_("Vilkårene kan bruges til beregning."))


def _print(number: int, point: OpenPoint) -> None:
    clause = f" ({point.clause})" if point.clause else ""
    console.say(f"  {number}. {point.subject}{clause}: {point.text}")
    for value, meaning in point.choices:
        console.say(f"       {value}: {meaning}")
    console.say(f"     {point.place}")

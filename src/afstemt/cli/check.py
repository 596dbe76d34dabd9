"""``afstemt check``: what the terms leave open."""

import sys
from datetime import date
from pathlib import Path

import click

from afstemt.cli import console, options
from afstemt.cli.options import verb
from afstemt.core.month import VOCABULARY
from afstemt.core.terms.check import linter
from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.wording import _
from afstemt.files.reading.terms import read_contract


@verb(_("Vis, hvad vilkårene lader stå åbent."))
@options.terms
@click.option(
    "--volume",
    "volumes",
    metavar="SERVICEMÅL=ANTAL",
    multiple=True,
    help=_(
        "Sager i perioden, fx »KPI 1=8«, eller »KPI 1/kategori 1-2=8« for én population. Så advares der om "
        "mål, som én sag kan bryde."
    ),
)
@options.as_of
def check(terms: Path, volumes: tuple[str, ...], as_of: date) -> None:
    """List the open points of the latest version; refuse (exit 1) when one of them blocks a figure."""
    contract = read_contract(terms, VOCABULARY)
    points = linter.check(contract, VOCABULARY, as_of=as_of, volumes=_volumes(volumes, contract))
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
        sys.exit(1)
    console.say(_("Vilkårene kan bruges til beregning."))


def _volumes(given: tuple[str, ...], contract: Contract) -> dict[str, int]:
    """Return cases a period by level id, or by level and population; refuse what names neither."""
    known = {
        name
        for level in contract.current.service_levels
        for name in (level.id, *(f"{level.id}/{population.id}" for population in level.populations))
    }
    found = {}
    for text in given:
        name, _equals, count = text.rpartition("=")
        if name not in known or not count.isdecimal():
            message = _("»{text}« er ikke et servicemål i vilkårene og et antal, som »KPI 1=8«.")
            raise click.BadParameter(message.format(text=text), param_hint="--volume")
        found[name] = int(count)
    return found


def _print(number: int, point: OpenPoint) -> None:
    clause = f" ({point.clause})" if point.clause else ""
    console.say(f"  {number}. {point.subject}{clause}: {point.text}")
    for value, meaning in point.choices:
        console.say(f"       {value}: {meaning}")
    console.say(f"     {point.place}")

"""What the pages of the evidence show, and what actions ask; in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from afstemt.core.report.words import table_word
from afstemt.core.units.formats import number, period_name
from afstemt.core.units.money import rounded
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence.facts.tables import tables_in
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.needs import Need, needs
from afstemt.web.evidence.store import evidence_of, folder_of

SHOWN_DECIMALS = 6
"""Decimals of a stated figure that a page shows; the figure itself keeps all."""


def confirmed(contract: Contract) -> list[Delivery]:
    """Return the confirmed deliveries in the order they were confirmed: the later one's row of a key is used."""
    found = contract.deliveries.filter(state=Delivery.State.CONFIRMED)
    return list(found.order_by("confirmed_at", "id").select_related("made_by").prefetch_related("files"))


def stands_locked(delivery: Delivery) -> bool:
    """Return whether a report stands on the delivery that is submitted or approved: then it cannot be withdrawn."""
    return bool(
        delivery.reports.filter(submissions__returned_at__isnull=True, submissions__isnull=False).exists()
    )


@dataclass(frozen=True)
class Figure:
    """A figure of a delivery that was keyed in, as it is shown."""

    level: str
    population: str
    period: str
    value: str
    numerator: int | None
    denominator: int | None
    basis: str


def figures_of(delivery: Delivery) -> list[Figure]:
    """Return the figures of a delivery that was keyed in; none when it has been withdrawn."""
    table = tables_in(folder_of(delivery.key)).get("stated_values")
    return [
        Figure(
            row["level"],
            row["population"],
            row["period"],
            number(rounded(Decimal(row["value"]), min(SHOWN_DECIMALS, _decimals(row["value"])))),
            row["numerator"],
            row["denominator"],
            row["basis"],
        )
        for row in (table.collect().iter_rows(named=True) if table is not None else ())
    ]


def _decimals(value: str) -> int:
    return len(value.partition(".")[2])


@dataclass(frozen=True)
class Basis:
    """How the evidence stands for one period.

    Attributes:
        needs: What each level needs; empty without terms in force.
        waiting: Deliveries that are read and not confirmed.
        verdict: All of it in one or two sentences.
    """

    needs: tuple[Need, ...]
    waiting: int
    verdict: str


def basis(
    contract: Contract, period: Period, deliveries: Sequence[Delivery], none: Collection[str] = ()
) -> Basis:
    """Return how the evidence stands for the period.

    Args:
        deliveries: All of the contract's, in any order.
        none: Names of the topics that the period was stated to have none of.
    """
    standing = [one for one in deliveries if one.state == Delivery.State.CONFIRMED]
    waiting = sum(one.state == Delivery.State.READ for one in deliveries)
    terms = in_force(contract)
    months: dict[str, set[str]] = defaultdict(set)
    for one in standing:
        for name, extent in one.extents.items():
            months[name].update(extent["months"])
    found = () if terms is None else needs(terms, period, months, _stated(standing, period), none)
    return Basis(found, waiting, _verdict(found, waiting, period, bool(standing), terms is None))


def _stated(standing: Sequence[Delivery], period: Period) -> set[str]:
    """Return the levels with a figure stated for the period, for its quarter, or for any period."""
    holding = [one for one in standing if "stated_values" in one.extents]
    if not holding:
        return set()
    quarter = f"{period.first.year}-Q{(period.first.month + 2) // 3}"
    frame = (
        evidence_of(holding, ["stated_values"])
        .table("stated_values")
        .select("level", "period")
        .unique()
        .collect()
    )
    return {level for level, code in frame.iter_rows() if (code or "") in ("", period.code, quarter)}


def _verdict(found: Sequence[Need], waiting: int, period: Period, any_data: bool, no_terms: bool) -> str:
    name = period_name(period)
    name = name[:1].upper() + name[1:]
    if no_terms:
        said = _("{period}: Der er ingen vilkår i kraft, så det er ikke givet, hvad der skal leveres.")
    elif not any_data:
        said = _("{period}: Der er ikke bekræftet data endnu.")
    elif not found:
        said = _("{period}: Vilkårene har ingen servicemål i perioden.")
    elif all(one.covered for one in found):
        said = (
            _("{period}: Det ene servicemål har det datagrundlag, det skal bruge.")
            if len(found) == 1
            else _("{period}: Alle {all} servicemål har det datagrundlag, de skal bruge.")
        )
    else:
        said = _(
            "{period}: {n} af {all} servicemål har det datagrundlag, de skal bruge. Der mangler {tables}."
        )
    lacking = dict.fromkeys(name for one in found if not one.covered for name in one.lacking)
    text = said.format(
        period=name,
        n=sum(one.covered for one in found),
        all=len(found),
        tables=", ".join(table_word(name) for name in lacking),
    )
    if waiting:
        more = (
            _("{n} leverancer venter på at blive bekræftet.")
            if waiting > 1
            else _("En leverance venter på at blive bekræftet.")
        )
        text = f"{text} {more.format(n=waiting)}"
    return text

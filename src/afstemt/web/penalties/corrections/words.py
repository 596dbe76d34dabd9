"""A correction in words: what it does, where it stands, and how it goes with all of a contract's."""

from collections.abc import Sequence
from dataclasses import dataclass

from afstemt.core.report.trends import code_name
from afstemt.core.units.formats import price
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _
from afstemt.web.penalties.corrections.rows import CorrectionShown
from afstemt.web.penalties.models import Correction

ICONS = {"proposed": "●", "disputed": "✗", "withdrawn": "–", "agreed": "○", "settled": "✓"}


def party(side: str) -> str:
    """Return a party in words."""
    return _("myndigheden") if side == Correction.Party.AUTHORITY else _("leverandøren")


def effect(one: Correction, zone: str) -> str:
    """Return what the correction does, as ``Bod for september 2026 nedsættes med 1.250,00 kr.``"""
    raised, reduced = {
        "penalty": (
            _("Bod for {period} forhøjes med {amount}"),
            _("Bod for {period} nedsættes med {amount}"),
        ),
        "bonus": (
            _("Bonus for {period} forhøjes med {amount}"),
            _("Bonus for {period} nedsættes med {amount}"),
        ),
        "fee": (
            _("Vederlag for {period} forhøjes med {amount}"),
            _("Vederlag for {period} nedsættes med {amount}"),
        ),
    }[one.what]
    name = code_name(one.period.code, zone) + (f" ({one.level})" if one.level else "")
    amount = price(Money(abs(one.amount), one.currency))
    return (raised if one.amount > 0 else reduced).format(period=name, amount=amount)


def stands(shown: CorrectionShown, zone: str) -> str:
    """Return where the correction stands, without its full stop."""
    one, name = shown.row, code_name(shown.code, zone) if shown.code else ""
    state = one.state
    if state == "settled":
        return _("afregnet i {period}").format(period=name)
    if state == "withdrawn":
        return _("trukket tilbage")
    if state != "agreed":
        other = {"authority": "supplier", "supplier": "authority"}[one.proposed_for]
        return (
            _("bestridt")
            if state == "disputed"
            else _("foreslået, venter på {party}").format(party=party(other))
        )
    if not name:
        return _("godkendt, regnes med i den næste periode, der åbnes")
    if shown.submitted and not shown.included:
        return _(
            "godkendt, men ikke med i den indsendte rapport for {period}; godkendes den, regnes efterreguleringen med "
            "i den næste åbne periode"
        ).format(period=name)
    if shown.draft is not None and not shown.included:
        return _("godkendt, regnes med i {period}, når den beregnes igen (ikke med i udkast {n})").format(
            period=name, n=shown.draft
        )
    return _("godkendt, regnes med i {period}").format(period=name)


@dataclass(frozen=True)
class InWords:
    """A correction as a page shows it.

    Attributes:
        said: What it does; ``stands``: where it stands.
        proposer: The party that proposed it, in words.
        taken: Code of the period that has taken it or will, as things stand; empty for none.
    """

    row: Correction
    icon: str
    said: str
    stands: str
    taken: str
    proposer: str


def told(shown: Sequence[CorrectionShown], zone: str) -> list[InWords]:
    """Return corrections in words."""
    return [
        InWords(
            one.row,
            ICONS[one.row.state],
            effect(one.row, zone),
            stands(one, zone),
            one.code,
            party(one.row.proposed_for),
        )
        for one in shown
    ]


def verdict(shown: Sequence[CorrectionShown]) -> str:
    """Return how it goes with all of them, in one or two sentences."""
    if not shown:
        return _("Der er ingen efterreguleringer.")
    states = [one.row.state for one in shown]
    waiting, agreed = states.count("proposed"), states.count("agreed")
    said = []
    if waiting:
        said.append(
            _("1 efterregulering venter på svar.")
            if waiting == 1
            else _("{n} efterreguleringer venter på svar.").format(n=waiting)
        )
    if agreed:
        said.append(
            _("1 efterregulering er godkendt og endnu ikke afregnet.")
            if agreed == 1
            else _("{n} efterreguleringer er godkendt og endnu ikke afregnet.").format(n=agreed)
        )
    return " ".join(said) or _("Ingen efterreguleringer venter på svar eller afregning.")

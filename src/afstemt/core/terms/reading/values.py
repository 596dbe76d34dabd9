"""Single values that types cannot judge: numbers of parties, limits, steps, order of dates."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from afstemt.core.terms.reading.hours import check_hours
from afstemt.core.terms.reading.messages import listed
from afstemt.core.terms.reading.node import Blame, Node
from afstemt.core.units.identifiers import gln_holds, is_cvr, is_gln
from afstemt.core.units.wording import _

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP
    LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR
    PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER
    ZAR ZMW
"""
CURRENCIES = frozenset(_CODES.split())
"""Active currencies of ISO 4217. BGN left it with 2025."""


def check_parties(document: Node, blame: Blame) -> None:
    """Blame CVR and EAN/GLN numbers that cannot be right."""
    for party in document.each("parties"):
        cvr, gln = party.text("cvr"), party.text("gln")
        if cvr and not is_cvr(cvr):
            blame(
                "cvr", party.at("cvr"), _("CVR-nummeret skal være 8 cifre; der står »{cvr}«.").format(cvr=cvr)
            )
        if gln and not is_gln(gln):
            blame(
                "gln",
                party.at("gln"),
                _("EAN/GLN-nummeret skal være 13 cifre; der står »{gln}«.").format(gln=gln),
            )
        elif gln and not gln_holds(gln):
            blame(
                "gln",
                party.at("gln"),
                _("EAN/GLN-nummeret »{gln}« har forkert kontrolciffer. Er der byttet om på to cifre?").format(
                    gln=gln
                ),
            )


def check_limits(document: Node, blame: Blame) -> None:
    """Blame limits of service levels and deadlines of the follow-up that do not say exactly one unit of time."""
    for level in document.each("service_levels"):
        for population in level.each("populations"):
            _in_one_unit(population.at("limit"), ("seconds", "minutes", "hours", "working_days"), blame)
    for deadline in document.at("framework").each("deadlines"):
        _in_one_unit(deadline, ("working_days", "days"), blame)


def _in_one_unit(limit: Node, units: tuple[str, ...], blame: Blame) -> None:
    said = [unit for unit in units if limit.has(unit)]
    if isinstance(limit.value, dict) and len(said) != 1:
        text = _("En frist skal have netop én af {units}; der står: {said}.")
        blame("limit", limit, text.format(units=listed(units), said=listed(said)))


def _increasing(nodes: list[Node], numbers: list[Decimal | None], what: str, blame: Blame) -> None:
    for node, before, number in zip(nodes[1:], numbers, numbers[1:], strict=False):
        if before is not None and number is not None and number <= before:
            blame(
                "not-increasing",
                node,
                _("{what} skal stige for hvert trin; {number} kommer efter {before}.").format(
                    what=what, number=number, before=before
                ),
            )


def check_steps(document: Node, blame: Blame) -> None:
    """Blame two ways from points to percent at once, and steps that do not increase."""
    settlement = document.at("settlement")
    steps = list(settlement.each("point_steps"))
    if settlement.has("percent_per_point") and steps:
        blame(
            "points-to-percent",
            settlement.at("point_steps"),
            _("Både percent_per_point og point_steps er angivet. Behold den, som kontrakten bruger."),
        )
    _increasing(steps, [step.number("points") for step in steps], _("Point"), blame)
    for unit in document.at("prices").each("units"):
        tiers = list(unit.each("tiers"))
        firsts = [
            Node({"from": tier.value[0]}).number("from")
            if isinstance(tier.value, list) and tier.value
            else None
            for tier in tiers
        ]
        _increasing(tiers, firsts, _("Antallet"), blame)


def _in_order(node: Node, from_key: str, to_key: str, blame: Blame) -> None:
    first, last = node.day(from_key), node.day(to_key)
    if first and last and last < first:
        blame(
            "reversed",
            node.at(to_key),
            _("{to_key} ({last}) ligger før {from_key} ({first}). Er de byttet om?").format(
                to_key=to_key, from_key=from_key, last=last.isoformat(), first=first.isoformat()
            ),
        )


def check_dates(document: Node, blame: Blame) -> None:
    """Blame from and to in the wrong order, phases that overlap, and index days that are no dates."""
    _in_order(document, "in_force_from", "to_day", blame)
    phases = list(document.each("phases"))
    for node in [*phases, *document.at("prices").each("fixed")]:
        _in_order(node, "from_day", "to_day", blame)
    dated = sorted(
        ((day, phase.path, phase) for phase in phases if (day := phase.day("from_day"))),
        key=lambda item: item[:2],
    )
    for (_first, _path, before), (first, _path_after, after) in pairwise(dated):
        last = before.day("to_day")
        if last is None or last >= first:
            blame(
                "phase-overlap",
                after,
                _(
                    "Fasen begynder {first}, men fasen før slutter {last}. Sæt to_day på fasen før til dagen "
                    "inden."
                ).format(first=first.isoformat(), last=last.isoformat() if last else _("aldrig")),
            )
    for index in document.at("prices").each("indexes"):
        for text, node in index.entries("values"):
            if not _is_date(text):
                blame(
                    "day",
                    node,
                    _('»{text}« er ikke en dato. Skriv dagen, indekset gælder fra, som "2026-01-01".').format(
                        text=text
                    ),
                )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def check_zone_and_currency(document: Node, blame: Blame) -> None:
    """Blame a time zone that is not IANA's and a currency that is not in ISO 4217."""
    zone, currency = document.text("zone"), document.text("currency")
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            blame(
                "zone",
                document.at("zone"),
                _('»{zone}« er ikke en tidszone. Skriv dens IANA-navn, fx "Europe/Copenhagen".').format(
                    zone=zone
                ),
            )
    if currency is not None and currency not in CURRENCIES:
        blame(
            "currency",
            document.at("currency"),
            _('»{currency}« er ikke en valuta efter ISO 4217. Skriv fx "DKK" eller "EUR".').format(
                currency=currency
            ),
        )


def check_values(document: Node, blame: Blame) -> None:
    """Run every check of single values."""
    for check in (
        check_hours,
        check_parties,
        check_limits,
        check_steps,
        check_dates,
        check_zone_and_currency,
    ):
        check(document, blame)

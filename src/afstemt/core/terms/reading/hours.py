"""Hours and days as written: spells that are malformed or overlap, days that do not exist, unknown holidays."""

import re
from collections.abc import Sequence
from itertools import pairwise

from afstemt.core.terms.model.spells import DAY, LATEST_WINDOW, WEEKDAYS, is_day, spell
from afstemt.core.terms.reading.messages import meant
from afstemt.core.terms.reading.node import Blame, Node
from afstemt.core.units.wording import _


def _spell_problem(text: str, *, window: bool = False) -> str:
    """Return what is wrong with one spell in the active language, or ``""``.

    Args:
        text: As written.
        window: Whether hours past 24 may run into the following days.
    """
    pair = spell(text)
    if pair is None:
        return _(
            "»{text}« er ikke et tidsrum. Skriv fra og til som »08:00-16:00« med kolon mellem timer og "
            "minutter."
        ).format(text=text)
    from_s, to_s = pair
    if to_s <= from_s:
        hint = _("Løber tidsrummet over midnat, så skriv timer over 24: »22:00-28:00«.") if window else ""
        return _("»{text}« slutter ikke efter det begynder. {hint}").format(text=text, hint=hint).strip()
    if from_s >= DAY or to_s > (LATEST_WINDOW if window else DAY):
        return _(
            "»{text}« ligger uden for døgnet. Et tidsrum begynder før 24:00 og slutter senest kl. {latest}."
        ).format(text=text, latest=f"{(LATEST_WINDOW if window else DAY) // 3600}:00")
    return ""


def _overlap(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the first two spells that overlap, as written; None when none do."""
    ordered = sorted((pair, text) for text in texts if (pair := spell(text)) is not None)
    for (first, first_text), (second, second_text) in pairwise(ordered):
        if second[0] < first[1]:
            return first_text, second_text
    return None


def _spells(node: Node, blame: Blame, *, window: bool = False) -> None:
    """Check one day's spells."""
    if not isinstance(node.value, list):
        return
    texts = [text for text in node.value if isinstance(text, str)]
    for index, text in enumerate(node.value):
        if isinstance(text, str) and (problem := _spell_problem(text, window=window)):
            blame("spell", Node(text, (*node.path, index)), problem)
    if pair := _overlap(texts):
        blame(
            "spell-overlap",
            node,
            _(
                "Tidsrummene »{first}« og »{second}« overlapper. Skriv dem, så de ikke dækker samme tid."
            ).format(first=pair[0], second=pair[1]),
        )


def _day(node: Node, blame: Blame) -> None:
    """Check a day of the year, given as the node's value or as its key."""
    text = node.value if isinstance(node.value, str) else node.path[-1]
    if isinstance(text, str) and not is_day(text):
        blame(
            "day",
            node,
            _(
                "»{text}« er ikke en dag. Skriv MM-DD for hvert år (»06-05«) eller ÅÅÅÅ-MM-DD for én dag."
            ).format(text=text),
        )


def check_hours(document: Node, blame: Blame) -> None:
    """Blame spells that are malformed or overlap, days that do not exist, countries without holidays."""
    for _name, calendar in document.entries("calendars"):
        for weekday in WEEKDAYS:
            _spells(calendar.at(weekday), blame)
        for key in ("open_days", "closed_days"):
            for node in calendar.texts(key):
                _day(node, blame)
        for text, node in calendar.entries("special_days"):
            _day(Node(None, (*node.path[:-1], text)), blame)
            _spells(node, blame)
        country = calendar.text("holidays")
        if country and not _has_holidays(country):
            blame(
                "country",
                calendar.at("holidays"),
                _(
                    'Helligdage for »{country}« kendes ikke. Skriv landets ISO-kode med to bogstaver, fx "DK", '
                    'eller "" for ingen.'
                ).format(country=country),
            )
    for window in document.each("service_windows"):
        for weekday, node in window.entries("weekly"):
            if weekday not in WEEKDAYS:
                message = _("»{weekday}« er ikke en ugedag. Skriv en af: {weekdays}.").format(
                    weekday=weekday, weekdays=", ".join(WEEKDAYS)
                )
                blame("weekday", node, message + meant(weekday, WEEKDAYS))
            _spells(node, blame, window=True)


def _has_holidays(country: str) -> bool:
    import holidays

    return bool(re.fullmatch(r"[A-Z]{2}", country)) and country in holidays.list_supported_countries()

"""Texts and formats in templates: the same as everywhere else in the product."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings

from afstemt.core.report.words import table_word
from afstemt.core.settlement.claims import DECISIONS, claim_word
from afstemt.core.units import formats
from afstemt.core.units.figure import Unit, Value
from afstemt.core.units.wording import _

register = template.Library()


@register.simple_tag
def say(text: str, **values: object) -> str:
    """Return a Danish text in the page's language, with its places filled in."""
    return _(text).format(**values) if values else _(text)


@register.simple_tag
def form_of_its_own() -> str:
    """Return what tells this form from any other, so that what it makes is made once, however often it is sent."""
    return str(uuid.uuid4())


@register.filter
def day(value: date | None) -> str:
    """Return a day as ``31. oktober 2026``; nothing for none."""
    return "" if value is None else formats.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Return an instant as ``31. oktober 2026 kl. 8.15`` in the installation's zone; nothing for none."""
    if value is None:
        return ""
    return formats.moment(int(value.timestamp()), str(ZoneInfo(settings.TIME_ZONE)))


@register.filter
def shown(value: Value) -> str:
    """Return a figure or an amount as the report shows it, unit included."""
    return formats.show(value)


@register.filter
def decision(kind: str) -> str:
    """Return what was decided about a penalty, as its state is called."""
    return claim_word(DECISIONS[kind])


@register.filter
def number(value: int) -> str:
    """Return a whole number as ``59.345``."""
    return formats.number(value)


@register.filter
def size(value: int) -> str:
    """Return bytes as ``1,2 MB``, ``500 MB`` or ``340 kB``."""
    if value < 1_000_000:
        return f"{formats.number(-(-value // 1000))} kB"
    whole = value % 1_000_000 == 0
    return f"{formats.number(Decimal(value) / 1_000_000, 0 if whole else 1)} MB"


@register.filter
def table_name(value: str) -> str:
    """Return the name of a fact table in words."""
    return table_word(value)


@register.filter
def unit_name(value: Unit) -> str:
    """Return what a figure of the unit is written in, as a field's label."""
    return formats.unit_name(value)

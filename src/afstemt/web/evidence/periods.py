"""The month that a page of the evidence is about."""

from django.http import Http404

from afstemt.core.units.period import Period, parse_period


def period_of(code: str, zone: str) -> Period | None:
    """Return the month of an address or a field; None for what is none."""
    try:
        found = parse_period(code, zone)
    except (ValueError, OverflowError):
        return None
    return found if found.is_month else None


def the_period(code: str, zone: str) -> Period:
    """Return the month of an address, else answer 404."""
    found = period_of(code, zone)
    if found is None:
        raise Http404
    return found

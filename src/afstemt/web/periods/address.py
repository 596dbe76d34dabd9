"""The month that an address or a field names."""

from django.http import Http404

from afstemt.core.units.period import Period, parse_period


def month_of(code: str, zone: str) -> Period | None:
    """Return the month of an address or a field; None for what is none."""
    try:
        found = parse_period(code, zone)
    except (ValueError, OverflowError):
        return None
    return found if found.is_month else None


def the_period(code: str, zone: str) -> Period:
    """Return the month of an address, else answer 404."""
    found = month_of(code, zone)
    if found is None:
        raise Http404
    return found

"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest

from afstemt.core.units.wording import language


def page(_request: HttpRequest) -> dict[str, Any]:
    """Return the language of the page."""
    return {"page_language": language()}

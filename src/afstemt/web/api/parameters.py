"""What the calls have in common: places in addresses, what they may answer, how often, and for whom."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query
from ninja.throttling import BaseThrottle

from afstemt.web.api import schemas
from afstemt.web.api.calls import CALLS, PUSHES, PerMinute
from afstemt.web.parties.models import Person

Id = Annotated[int, Path(ge=1, le=2**63 - 1)]
Month = Annotated[str, Path(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=10**9)]

COMMON: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 413, 422, 429), schemas.Refusal)
"""What any call may be refused with."""
DECIDED: dict[int, Any] = COMMON | dict.fromkeys((409, 507), schemas.Refusal)
"""What a call that changes something may be refused with."""
PUSHED: list[BaseThrottle] = [PerMinute("call", CALLS), PerMinute("push", PUSHES)]
"""How often files and figures may be sent."""


def who(request: HttpRequest) -> tuple[Person, str]:
    """Return whom the key acts for, and its name."""
    key = request.auth  # type: ignore[attr-defined]
    return key.made_by, key.name

"""The compiled calendars that a version stands on, as they were kept beside its files. ``docs/adr/0012`` says why."""

import hashlib
from collections.abc import Mapping

from afstemt.core.terms.model.compiled import CalendarKey
from afstemt.core.units.fault import Refused
from afstemt.core.units.hours import Calendar
from afstemt.core.units.wording import _
from afstemt.files.calendars import read_calendars, unpacked
from afstemt.web.periods.models import ReportVersion
from afstemt.web.periods.rendering import CALENDARS, folder_of
from afstemt.web.refusals import WrongState


def content_of(version: ReportVersion) -> bytes | None:
    """Return the calendars as CSV; None of a version from before they were kept.

    Raises:
        WrongState: The file is gone, or not what was kept.
    """
    kept = version.stands_on.get("calendars")
    if kept is None:
        return None
    try:
        content = unpacked((folder_of(version.key) / CALENDARS).read_bytes(), CALENDARS)
    except (OSError, Refused):
        content = b""
    if hashlib.sha256(content).hexdigest() != kept:
        raise WrongState(
            _(
                "De kalendere, som perioden er låst med, mangler eller er ændret ({file}). Sig det til den, der "
                "driver Afstemt: filen skal hentes fra en sikkerhedskopi."
            ).format(file=CALENDARS)
        )
    return content


def calendars_of(version: ReportVersion) -> Mapping[CalendarKey, Calendar] | None:
    """Return the calendars as ``month.run`` takes them; None of a version from before they were kept.

    Raises:
        WrongState: The file is gone, or not what was kept.
    """
    content = content_of(version)
    return None if content is None else read_calendars(content, CALENDARS)

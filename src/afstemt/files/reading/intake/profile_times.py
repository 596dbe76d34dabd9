"""How times are written, as a profile's TOML file says it."""

from collections.abc import Mapping
from typing import Any, get_args

from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.day_text import First
from afstemt.files.reading.intake.profile import Ambiguous, Clock, FormatZone, is_zone
from afstemt.files.reading.intake.profile_values import WrongError, formats_of, one_of, texts_of, with_keys
from afstemt.files.reading.intake.wall_text import moment_of
from afstemt.files.reading.registry import NAMES as FORMATS

TIMES = ("formats", "zone", "zone_stated", "ambiguous", "first", "first_stated", "date_alone", "zones")
ZONES = ("by", "numbers", "texts")
OFFSET = "offset"
"""What ``[times.zones]`` says of a format in which every time must carry its offset."""
GENERAL = ("ambiguous", "first", "date_alone")
"""What a folder's profile may say of the times in every file."""


def clock_of(times: Mapping[str, Any]) -> Clock:
    """Return how times are written, as ``[times]`` says."""
    zone = _zone_of(times.get("zone"), "times.zone")
    stated, first_stated = (_yes_no(times, f"{name}_stated") for name in ("zone", "first"))
    ambiguous = one_of(times.get("ambiguous", "earliest"), get_args(Ambiguous), "times.ambiguous")
    first = one_of(times["first"], get_args(First), "times.first") if "first" in times else None
    formats = formats_of(times.get("formats", "iso"), "times.formats")
    alone, zones = _date_alone(times.get("date_alone", {})), _zones(times.get("zones", {}))
    return Clock(formats, zone, stated, ambiguous, first, first_stated, alone, zones)


def _zone_of(said: Any, place: str) -> str | None:
    if said not in (None, "contract") and not (isinstance(said, str) and is_zone(said)):
        raise WrongError(f"{place} = {said!r} ? (contract, Europe/Copenhagen)")
    return None if said is None else str(said)


def _zones(said: Any) -> Mapping[str, FormatZone]:
    """Return the zones of ``[times.zones]``, by format."""
    if not isinstance(said, dict):
        raise WrongError(f"times.zones = {said!r} ? ([times.zones])")
    known = tuple(name.lower() for name in FORMATS)
    return {
        name: _format_zone(with_keys(said, known, "times.zones")[name], f"times.zones.{name}")
        for name in said
    }


def _format_zone(said: Any, place: str) -> FormatZone:
    if not isinstance(said, dict):
        return FormatZone(None if said == OFFSET else _zone_of(said, place))
    with_keys(said, ZONES, place)
    if set(said) != set(ZONES):
        raise WrongError(f"{place}: {', '.join(ZONES)} ?")
    stored, shown = (_zone_of(said[name], f"{place}.{name}") for name in ("numbers", "texts"))
    return FormatZone(shown, texts_of(said["by"], f"{place}.by"), stored)


def _yes_no(times: Mapping[str, Any], name: str) -> bool:
    said = times.get(name, True)
    if not isinstance(said, bool):
        raise WrongError(f"times.{name} = {said!r} ? (true, false)")
    return said


def _date_alone(said: Any) -> Mapping[str, str]:
    """Return the time of day of days that stand alone, by Afstemt's column; one text is for all of them."""
    by_column = {"": said} if isinstance(said, str) else said
    if not isinstance(by_column, dict):
        raise WrongError(f"times.date_alone = {said!r} ? (08:00)")
    known = {
        column.name for table in BY_NAME.values() for column in table.columns if column.type == "instant"
    }
    for name, time in by_column.items():
        if name and name not in known:
            raise WrongError(f"times.date_alone.{name} ? ({', '.join(sorted(known))})")
        moment = moment_of(time) if isinstance(time, str) else None
        if moment is None or moment.second is None or moment.offset is not None:
            raise WrongError(f"times.date_alone = {time!r} ? (08:00, 24:00)")
    return by_column

"""In which zone a file's local times are, where its format tells it: an interface answers in another than a list."""

from dataclasses import replace

import polars as pl

from afstemt.files.reading.intake.plan import stripped
from afstemt.files.reading.intake.profile import FormatZone, Profile, Source
from afstemt.files.reading.intake.recognise import Match
from afstemt.files.reading.intake.selection import present
from afstemt.files.reading.sheets.finding import Unreadable

_STORED = r"^-?\d+$"


def in_its_zone(match: Match, frame: pl.DataFrame, file_format: str) -> Match:
    """Return the match with the zone of the file's local times in every reading.

    Where a profile of the family has said its zone itself, the file is of that zone.

    Args:
        match: What the sheet was recognised as.
        frame: The sheet's text.
        file_format: As ``Clock.zones`` has it: ``json``.

    Raises:
        Unreadable: ``zone-not-told``: nothing tells whether the values are as stored or as shown.
    """
    rules = [each.profile.clock.zones.get(file_format) for each in match.readings]
    if not any(rules):
        return match
    said = [each.profile.clock.zone for each, rule in zip(match.readings, rules, strict=True) if rule is None]
    readings = tuple(
        each
        if rule is None
        else replace(each, profile=_in(each.profile, said[0] if said else _zone(rule, each.profile, frame)))
        for each, rule in zip(match.readings, rules, strict=True)
    )
    return replace(match, readings=readings)


def _in(profile: Profile, zone: str | None) -> Profile:
    return replace(profile, clock=replace(profile.clock, zone=zone))


def _zone(rule: FormatZone, profile: Profile, frame: pl.DataFrame) -> str | None:
    """Return the zone that the rule gives the file."""
    if not rule.by or frame.is_empty():
        return rule.zone
    texts = [
        stripped(frame, Source((name,)), profile.missing)
        for name in rule.by
        if present(frame, (name,)) is not None
    ]
    values = (
        pl.concat([each.drop_nulls().rename("value") for each in texts])
        if texts
        else pl.Series(dtype=pl.String)
    )
    stored = values.str.contains(_STORED)
    if values.is_empty() or (stored.any() and not stored.all()):
        raise Unreadable("zone-not-told", columns=", ".join(rule.by), profile=profile.name, line=_line(rule))
    return rule.stored if stored.all() else rule.zone


def _line(rule: FormatZone) -> str:
    return f'zone = "{rule.stored}"'

"""A service level's definition in words: what it measures, in which hours, and what was chosen where it matters."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from afstemt.core.report.month import Month
from afstemt.core.report.words import counted
from afstemt.core.terms.model.calendars import CalendarTerms, Spells
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.units import formats
from afstemt.core.units.wording import _, language

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def hours_in_words(weekly: Mapping[str, Spells]) -> str:
    """Return the weekly hours: ``mandag–torsdag kl. 08.00–16.00, fredag kl. 08.00–15.30``."""
    week = [weekly.get(name, ()) for name in WEEK]
    parts: list[str] = []
    first = 0
    for weekday in range(1, 8):
        if weekday < 7 and week[weekday] == week[first]:
            continue
        if week[first]:
            days = formats.weekday(first)
            if weekday - 1 > first:
                days = f"{days}–{formats.weekday(weekday - 1)}"
            spells = ", ".join(week[first]).replace("-", "–")
            if language() == "da":
                spells = spells.replace(":", ".")
            parts.append(_("{days} kl. {spells}").format(days=days, spells=spells))
        first = weekday
    return ", ".join(parts)


def _weekly(calendar: CalendarTerms) -> Mapping[str, Spells]:
    return {name: getattr(calendar, name) for name in WEEK}


def windows_in_words(month: Month, level: ServiceLevel) -> list[str]:
    """Return the service windows whose agreed maintenance does not count as downtime, a sentence each.

    Only for levels over time, which are those that say what missing measurement counts as.
    """
    if level.missing_data is None:
        return []
    found = []
    for window in month.terms.service_windows:
        if window.services and level.services and not set(window.services) & set(level.services):
            continue
        parts = [hours_in_words(window.weekly) or _("efter aftale")]
        if window.notice_working_days is not None:
            parts.append(
                _("varslet mindst {days} før").format(
                    days=counted(window.notice_working_days, _("arbejdsdag"), _("arbejdsdage"))
                )
            )
        if window.allowance_minutes is not None:
            parts.append(
                _("højst {limit} pr. måned").format(limit=formats.duration(window.allowance_minutes * 60))
            )
        if window.max_count is not None:
            parts.append(
                _("højst {count} pr. måned").format(
                    count=counted(window.max_count, _("vindue"), _("vinduer"))
                )
            )
        if window.max_minutes_each is not None:
            parts.append(
                _("højst {limit} ad gangen").format(limit=formats.duration(window.max_minutes_each * 60))
            )
        clause = f" ({window.clause})" if window.clause else ""
        found.append(
            _("Aftalt vedligehold tæller ikke som nedetid: {window}{clause}.").format(
                window=", ".join(parts), clause=clause
            )
        )
    return found


@dataclass(frozen=True)
class Choice:
    """A choice that the parties made where the contract can be read in several ways, with their reason."""

    question: str
    choice: str
    reason: str


def choices_with_reasons(level: ServiceLevel) -> tuple[Choice, ...]:
    """Return the choices of the level, its parameters and its penalties that have a reason."""
    found: list[Choice] = []
    own = _chosen(level)
    parts: list[tuple[object, Mapping[str, str]]] = [
        (level, level.reasons),
        (level.parameters, level.reasons),
    ]
    for penalty in level.penalties:
        parts += [(penalty, penalty.reasons), (penalty.parameters, penalty.reasons)]
    for part, reasons in parts:
        if not isinstance(part, BaseModel):
            continue
        for name, reason in {**reasons, **dict(getattr(part, "reasons", {}))}.items():
            field = type(part).model_fields.get(name)
            asks = next((note for note in field.metadata if isinstance(note, Asks)), None) if field else None
            if field is None:
                continue
            value = str(getattr(part, name))
            meaning = next((text for key, text in asks.choices if key == value), "") if asks else ""
            question = _(asks.question) if asks else _question(name)
            answer = _(meaning) if meaning else own.get(name, "") if part is level else ""
            found.append(Choice(question, answer, reason))
    return tuple(found)


def service_time(month: Month, level: ServiceLevel) -> str:
    """Return the hours the level is measured in."""
    if level.calendar is None and level.clock is None and level.missing_data is None:
        return ""  # not measured over time
    if level.calendar is None:
        return _("Målt døgnet rundt alle dage.")
    calendar = month.terms.calendars.get(level.calendar)
    hours = hours_in_words(_weekly(calendar)) if calendar else level.calendar
    if calendar and calendar.holidays:
        return _("Målt i servicetiden: {hours}, undtagen helligdage.").format(hours=hours)
    return _("Målt i servicetiden: {hours}.").format(hours=hours)


def choices(level: ServiceLevel) -> list[str]:
    """Return what the terms have chosen for the level, one sentence each."""
    return list(_chosen(level).values())


def _chosen(level: ServiceLevel) -> dict[str, str]:
    """Return by field what the terms have chosen for the level, in words; fields left open are not there."""
    few = {
        "not_judged": _("Ved færre end {count} sager bedømmes målet ikke."),
        "carried_on": _("Ved færre end {count} sager føres sagerne videre til næste periode."),
        "judged": _("Målet bedømmes også ved færre end {count} sager."),
    }
    if level.minimum_cases == 1:
        few = {
            "not_judged": _("Uden sager bedømmes målet ikke."),
            "carried_on": _("Uden sager føres målet videre til næste periode."),
            "judged": _("Målet bedømmes også uden sager."),
        }
    words: dict[str, dict[str, str]] = {
        "clock": {
            "business_hours": _("Kun tiden inden for servicetiden tæller."),
            "start_deferred": _("Uden for servicetiden venter starten på åbning; derefter løber tiden."),
            "elapsed": _("Tiden løber døgnet rundt."),
        },
        "missing_data": {
            "up": _("Tid uden måling regnes som oppetid."),
            "down": _("Tid uden måling regnes som nedetid."),
            "left_out": _("Tid uden måling indgår ikke."),
        },
        "assign_by": {
            "resolved": _("En sag hører til den periode, hvor den er løst."),
            "opened": _(
                "En sag hører til den periode, hvor den er åbnet; er den åben inden for fristen ved dens slutning, til "
                "den periode, der afgør den."
            ),
            "due": _("En sag hører til den periode, hvor fristen udløber."),
        },
        "open_past_limit": {
            "missed_now": _("En åben sag over fristen tæller som for sen nu."),
            "missed_when_resolved": _("En åben sag over fristen tæller som for sen, når den løses."),
            "left_out": _("En åben sag over fristen holdes ude, indtil den løses."),
        },
        "limit_ends": {
            "closing": _("En frist, der er brugt op ved lukketid, udløber ved lukketid."),
            "opening": _("En frist, der er brugt op ved lukketid, udløber ved den næste åbning."),
        },
        "priority": {
            "first": _("Den første prioritet gælder."),
            "last": _("Den seneste prioritet gælder."),
            "authority": _("Myndighedens prioritet gælder."),
        },
        "few_cases": few if level.minimum_cases else {},
    }
    found = {
        field: sentence.format(count=level.minimum_cases)
        for field, of_value in words.items()
        if (sentence := of_value.get(getattr(level, field) or ""))
    }
    if level.judge == "rounded" and level.decimals is not None:
        decimals = (
            _("1 decimal") if level.decimals == 1 else _("{count} decimaler").format(count=level.decimals)
        )
        found["judge"] = _("Tallet afrundes til {decimals}, før det bedømmes.").format(decimals=decimals)
    elif level.judge == "exact":
        found["judge"] = _("Det uafrundede tal bedømmes.")
    return found


def _question(field: str) -> str:
    """Return what a field of the level answers."""
    return {
        "clock": _("Hvordan løber tiden?"),
        "missing_data": _("Hvad er tid uden måling?"),
        "assign_by": _("Hvilken periode hører en sag til?"),
        "open_past_limit": _("Hvad er en åben sag over fristen?"),
        "limit_ends": _("Hvornår udløber en frist, der er brugt op ved lukketid?"),
        "priority": _("Hvilken prioritet gælder?"),
        "few_cases": _("Hvad sker der ved få sager?"),
        "judge": _("Er det det afrundede eller det uafrundede tal, der bedømmes?"),
    }.get(field, "")

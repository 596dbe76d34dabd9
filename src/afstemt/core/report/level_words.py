"""A service level's definition in words: what it measures, in which hours, and what was chosen where it matters."""

from afstemt.core.report.month import Month
from afstemt.core.terms.model import CalendarTerms, ServiceLevel
from afstemt.core.units import formats
from afstemt.core.units.wording import _, language


def definition(month: Month, level: ServiceLevel) -> str:
    """Return the definition as the kind gives it; nothing for a kind that is not known."""
    kind = month.kinds.get(level.kind)
    return _(kind.definition) if kind else ""


def hours_in_words(calendar: CalendarTerms) -> str:
    """Return the weekly hours: ``mandag–torsdag 08:00-16:00, fredag 08:00-15:30``."""
    week = [
        calendar.monday,
        calendar.tuesday,
        calendar.wednesday,
        calendar.thursday,
        calendar.friday,
        calendar.saturday,
        calendar.sunday,
    ]
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


def service_time(month: Month, level: ServiceLevel) -> str:
    """Return the hours the level is measured in."""
    if level.calendar is None and level.clock is None and level.missing_data is None:
        return ""  # not measured over time
    if level.calendar is None:
        return _("Målt døgnet rundt alle dage.")
    calendar = month.terms.calendars.get(level.calendar)
    hours = hours_in_words(calendar) if calendar else level.calendar
    if calendar and calendar.holidays:
        return _("Målt i servicetiden: {hours}, undtagen helligdage.").format(hours=hours)
    return _("Målt i servicetiden: {hours}.").format(hours=hours)


def choices(level: ServiceLevel) -> list[str]:
    """Return what the terms have chosen for the level, one sentence each."""
    clock = {
        "business_hours": _("Kun tiden inden for servicetiden tæller."),
        "start_deferred": _("Uden for servicetiden venter starten på åbning; derefter løber tiden."),
        "elapsed": _("Tiden løber døgnet rundt."),
    }
    missing = {
        "up": _("Tid uden måling regnes som oppetid."),
        "down": _("Tid uden måling regnes som nedetid."),
        "left_out": _("Tid uden måling indgår ikke."),
    }
    assigned = {
        "resolved": _("En sag hører til den periode, hvor den er løst."),
        "opened": _("En sag hører til den periode, hvor den er åbnet."),
        "due": _("En sag hører til den periode, hvor fristen udløber."),
    }
    late = {
        "missed_now": _("En åben sag over fristen tæller som for sen nu."),
        "missed_when_resolved": _("En åben sag over fristen tæller som for sen, når den løses."),
        "left_out": _("Åbne sager indgår ikke."),
    }
    priority = {
        "first": _("Den første prioritet gælder."),
        "last": _("Den seneste prioritet gælder."),
        "authority": _("Myndighedens prioritet gælder."),
    }
    chosen = [
        clock.get(level.clock or ""),
        missing.get(level.missing_data or ""),
        assigned.get(level.assign_by or ""),
        late.get(level.open_past_limit or ""),
        priority.get(level.priority or ""),
    ]
    found = [sentence for sentence in chosen if sentence]
    if level.minimum_cases:
        few = {
            "not_judged": _("Ved færre end {count} sager bedømmes målet ikke."),
            "carried_on": _("Ved færre end {count} sager føres sagerne videre til næste periode."),
            "judged": _("Målet bedømmes også ved færre end {count} sager."),
        }.get(level.few_cases or "")
        if few:
            found.append(few.format(count=level.minimum_cases))
    if level.judge == "rounded" and level.decimals is not None:
        found.append(
            _("Tallet afrundes til {decimals}, før det bedømmes.").format(
                decimals=_("1 decimal")
                if level.decimals == 1
                else _("{count} decimaler").format(count=level.decimals)
            )
        )
    elif level.judge == "exact":
        found.append(_("Det uafrundede tal bedømmes."))
    return found

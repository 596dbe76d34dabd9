"""The report's recurring words: states, counted nouns, priorities, targets and limits in plain language."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.outcome import JUDGED_VERDICTS, VERDICTS, Outcome, Result
from afstemt.core.measurement.registry import kind_of
from afstemt.core.measurement.steps import limit_words
from afstemt.core.report.month import Month
from afstemt.core.terms.model.levels import DECIMALS, Limit, Population, ServiceLevel
from afstemt.core.units import formats
from afstemt.core.units.figure import Duration, Figure, Percent, Status, Step, Unit, Value
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.wording import _


def counted(count: int | Decimal, one: str, many: str) -> str:
    """Return the count with its noun: ``1 incident``, ``2 incidents``, ``0 incidents``."""
    return f"{formats.number(count)}{formats.NBSP}{one if count == 1 else many}"


def sentence(text: str) -> str:
    """Return the text with one full stop where an abbreviation (``kr.``, ``min.``) ends a sentence."""
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


def cases(count: int) -> str:
    """Return ``1 sag``, ``2 sager``."""
    return counted(count, _("sag"), _("sager"))


def levels(count: int) -> str:
    """Return ``1 servicemål``, ``2 servicemål``."""
    if count == 1:
        return _("1 servicemål")
    return _("{count} servicemål").format(count=formats.number(count))


def rows(count: int) -> str:
    """Return ``1 række``, ``2 rækker``."""
    return counted(count, _("række"), _("rækker"))


class RowCount(Protocol):
    """What was read of a file, or of several together, and what became of it."""

    @property
    def rows_used(self) -> int:
        """Rows that are used."""

    @property
    def rows_superseded(self) -> int:
        """Rows that another file has anew."""

    @property
    def rows_left_out(self) -> int:
        """Rows that the profile leaves out."""

    @property
    def rows_set_aside(self) -> int:
        """Rows that could not be used."""


def account(files: Iterable[RowCount]) -> str:
    """Return where the rows went: ``27 brugt + 2 sat til side``, with those superseded and left out."""
    every = tuple(files)
    parts = [_("{n} brugt").format(n=formats.number(sum(file.rows_used for file in every)))]
    if superseded := sum(file.rows_superseded for file in every):
        parts.append(_("{n} erstattet af en anden eksport").format(n=formats.number(superseded)))
    if left_out := sum(file.rows_left_out for file in every):
        parts.append(_("{n} udeladt efter profilen").format(n=formats.number(left_out)))
    aside = sum(file.rows_set_aside for file in every)
    return " + ".join([*parts, _("{n} sat til side").format(n=formats.number(aside))])


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def joined(items: list[str]) -> str:
    """Return ``a``, ``a og b``, ``a, b og c``."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} og {last}").format(first=", ".join(items[:-1]), last=items[-1])


def clauses(items: list[str]) -> str:
    """Return whole clauses in a row, with the comma that Danish has before ``og``: ``a, b, og c``."""
    if len(items) < 2:
        return "".join(items)
    return _("{first}, og {last}").format(first=", ".join(items[:-1]), last=items[-1])


def amount(value: Money) -> str:
    """Return the amount for running text: whole kroner without øre."""
    return formats.money(value, 0 if value.amount == value.amount.to_integral_value() else 2)


def state_word(state: str) -> str:
    """Return an outcome's state in words."""
    return {
        "met": _("opfyldt"),
        "reserved": _("opfyldt med forbehold"),
        "missed": _("ikke opfyldt"),
        "not_judged": _("ikke bedømt"),
        "not_measured": _("ikke målt"),
    }.get(state, state)


def status(state: str, provisional: bool = False) -> Status:
    """Return an outcome's state as icon and word; a provisional one says so."""
    word = state_word(state)
    if provisional and state in JUDGED_VERDICTS:
        return Status("provisional", _("foreløbig: {word}").format(word=word))
    if state in VERDICTS:
        return Status(state, word)
    return Status("neutral", word)


def row_state_word(state: str | None) -> str:
    """Return the state of a row behind a figure in words."""
    return {
        "in_time": _("til tiden"),
        "late": _("for sent"),
        "open_late": _("åben og over fristen"),
        "open": _("åben"),
        "down": _("nede"),
        "up": _("oppe"),
        "ok": _("i orden"),
        "failed": _("fejlet"),
        "emergency": _("hastechange"),
        "caused_incident": _("gav anledning til en incident"),
        "counted": _("talt med"),
        "not_measured": _("ikke målt"),
        "held_out": _("holdt ude"),
        "not_counted": _("tæller ikke med"),
        "maintenance": _("vedligehold"),
    }.get(state or "", state or "")


def phase_word(kind: str) -> str:
    """Return a phase of the contract in words."""
    return {
        "transition": _("overdragelse"),
        "running_in": _("indkøring"),
        "operation": _("drift"),
        "exit": _("ophør"),
    }.get(kind, kind)


def activity_word(kind: str) -> str:
    """Return the kind of a business activity in words."""
    return {
        "peak": _("spidsbelastning"),
        "freeze": _("ændringsstop"),
        "launch": _("idriftsættelse"),
    }.get(kind, kind)


def party_word(party: str | None) -> str:
    """Return authority, supplier and third party in words."""
    return {
        "authority": _("myndigheden"),
        "supplier": _("leverandøren"),
        "third_party": _("tredjepart"),
        None: _("ikke oplyst"),
    }.get(party, party or "")


def priority_title(month: Month, priority: str) -> str:
    """Return the contract's own words for a priority, its id first."""
    for terms in month.terms.priorities:
        if terms.id == priority and terms.title:
            if terms.title.casefold().startswith(priority.casefold()):
                return terms.title
            return f"{priority} – {terms.title}"
    return priority


def limit(value: Limit | None) -> str:
    """Return ``inden 8 timer``, ``inden 1 min. 30 sek.``, ``inden 5 arbejdsdage``; nothing without a limit."""
    if value is None:
        return ""
    if value.minutes is not None:
        return _("inden {limit}").format(limit=counted(value.minutes, _("minut"), _("minutter")))
    if value.working_days is not None:
        return _("inden {limit}").format(limit=counted(value.working_days, _("arbejdsdag"), _("arbejdsdage")))
    hours = value.hours or Decimal(0)
    if value.seconds or hours * 60 % 1:  # nobody reads 0,025 timer as a minute and a half
        return _("inden {limit}").format(limit=limit_words(value))
    unit = _("time") if hours == 1 else _("timer")
    return _("inden {limit}").format(limit=f"{formats.number(hours)}{formats.NBSP}{unit}")


def population_title(level: ServiceLevel | None, result: Result) -> str:
    """Return the population in the contract's words with its limit, or nothing for the only one without."""
    population = population_of(level, result.population)
    if population is None:
        return result.population
    title = population.title or population.id
    bound = limit(population.limit)
    return f"{title}, {bound}" if title and bound else title or bound


def population_name(month: Month, level: str, population: str) -> str:
    """Return a population's title by the ids of level and population."""
    for terms in (month.terms, *reversed(month.contract.versions)):
        for own in terms.service_levels:
            found = population_of(own, population) if own.id == level else None
            if found is not None:
                return found.title or found.id
    return population


def scope_title(month: Month, level: ServiceLevel | None) -> str:
    """Return the systems and services that the level covers, by name."""
    if level is None or not (level.systems or level.services):
        return _("hele kontrakten")
    names = {system.id: system.name for system in month.terms.systems}
    names |= {service.id: service.name for service in month.terms.services}
    return "; ".join(names.get(own, own) for own in (*level.systems, *level.services))


def service_names(month: Month, text: str) -> str:
    """Return a list of systems and services, divided by commas, with the names that the terms have for ids."""
    names = {system.id: system.name for system in month.terms.systems}
    names |= {service.id: service.name for service in month.terms.services}
    return ", ".join(names.get(own.strip(), own.strip()) for own in text.split(",")) if text else ""


def population_of(level: ServiceLevel | None, population: str) -> Population | None:
    """Return the population's terms, or None when the level no longer has it."""
    return next((p for p in level.populations if p.id == population), None) if level else None


def decimals_of(level: ServiceLevel | None) -> int:
    """Return the level's decimals; two when the terms leave it open."""
    return DECIMALS if level is None else level.shown_decimals


def figure_value(figure: Figure | None, level: ServiceLevel | None) -> Value:
    """Return the figure as a cell, rounded as the level says."""
    if figure is None:
        return None
    decimals = decimals_of(level)
    if figure.unit == "percent":
        return Percent(Fraction(figure.to(decimals, level.rounding if level else "half_up")), decimals)
    if figure.unit == "seconds":
        return Duration(int(rounded(figure.value, 0)))
    return figure


def figure_text(figure: Figure | None, level: ServiceLevel | None) -> str:
    """Return the figure as text, rounded as the level says."""
    return formats.show(figure_value(figure, level))


def unit_of(result: Result, level: ServiceLevel | None) -> Unit:
    """Return the unit of a result's figure and target: without a figure, what the level's kind says."""
    if result.figure is not None:
        return result.figure.unit
    return (level and kind_of(level).unit_of(level.parameters)) or "count"


def target_text(result: Result, level: ServiceLevel | None) -> str:
    """Return ``mindst 99,90 pct.``, ``højst 3`` or ``alle sager``, in the figure's unit."""
    return target_words(
        result.target, unit_of(result, level), decimals=decimals_of(level), at_least=result.at_least
    )


def target_words(target: Fraction | None, unit: Unit, *, decimals: int, at_least: bool) -> str:
    """Return a target in words; a percentage with the figure's decimals, and with its own where it has more."""
    if target is None:
        return _("alle sager")
    if unit == "percent":
        own = rounded(target, 6).normalize()
        text = formats.percent(target, max(decimals, -int(own.as_tuple().exponent)))
    elif unit == "count":
        whole = target.denominator == 1
        text = formats.number(target.numerator if whole else rounded(target, 2).normalize())
    else:
        text = formats.figure(Figure(target.numerator, target.denominator, unit))
    return (_("mindst {target}") if at_least else _("højst {target}")).format(target=text)


def about(seconds: int) -> int:
    """Return a length of time for reading: from an hour and up to the nearest minute."""
    return seconds if seconds < 3600 else (seconds + 30) // 60 * 60


def hours_note() -> str:
    """Return the small print on ``about``."""
    return _("Tider over en time er vist i hele minutter.")


def level_title(outcome: Outcome, level: ServiceLevel | None) -> str:
    """Return the level's id and title, and the part of the period when the terms changed underway."""
    text = outcome.level
    if level and level.title and level.title.casefold() != outcome.level.casefold():
        text = f"{outcome.level} {level.title}"
    if outcome.part != outcome.period and not outcome.provisional:
        text = f"{text} ({formats.day(outcome.part.first)} – {formats.day(outcome.part.last)})"
    return text


def step_text(step: Step) -> str:
    """Return a step on one line: what, the formula with numbers, the result, the clause."""
    text = step.what
    if step.formula:
        text += f": {step.formula}"
    if step.result:
        text += f" = {step.result}"
    return f"{text} ({step.clause})" if step.clause else text


def points(value: Decimal) -> Figure:
    """Return points as a figure, so that they are shown with their unit."""
    exact = Fraction(value)
    return Figure(exact.numerator, exact.denominator, "points")


def table_word(table: str) -> str:
    """Return the name of a fact table in words."""
    return _(BY_NAME[table].title) if table in BY_NAME else table

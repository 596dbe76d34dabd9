"""A level's settings that its kind needs and the contract leaves open: clock, priority, rounding, missing data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afstemt.core.terms.check.open_points import OpenPoint, Severity
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of a level with its question and the meaning of each value, in the active language."""

    name: str
    question: Callable[[], str]
    choices: Callable[[], tuple[tuple[str, str], ...]] = tuple
    when: Callable[[ServiceLevel], bool] = lambda _level: True


CHOICES: tuple[Choice, ...] = (
    Choice(
        "clock",
        lambda: _(
            "Hvordan løber fristen? Med 8 timer og åbent 8-16 har en sag, der kommer tirsdag kl. 15, frist onsdag "
            "kl. 15, hvis kun åbningstiden tæller, men tirsdag kl. 23, hvis tiden løber videre efter lukketid."
        ),
        lambda: (
            ("business_hours", _("kun åbningstiden tæller")),
            ("start_deferred", _("starten venter på åbning, derefter løber tiden videre efter lukketid")),
            ("elapsed", _("døgnet rundt fra sagen er modtaget")),
        ),
    ),
    Choice(
        "missing_data",
        lambda: _(
            "Hvad tæller en periode uden måling som? En time uden målinger er enten oppetid, nedetid eller "
            "uden for opgørelsen, og det flytter tilgængeligheden."
        ),
        lambda: (
            ("up", _("tiden tæller som oppe")),
            ("down", _("tiden tæller som nede")),
            ("left_out", _("tiden holdes ude af opgørelsen")),
        ),
    ),
    Choice(
        "assign_by",
        lambda: _(
            "Hvilken periode hører en sag til? En sag åbnet 30. oktober, med frist 2. november og løst 3. "
            "november kan tælle i oktober eller i november."
        ),
        lambda: (
            ("resolved", _("perioden, hvor sagen er løst")),
            (
                "opened",
                _(
                    "perioden, hvor sagen er åbnet; er den åben inden for fristen, når perioden slutter, den periode, "
                    "der afgør den: hvor den ender, eller hvor fristen løber ud"
                ),
            ),
            ("due", _("perioden, hvor fristen ligger")),
        ),
    ),
    Choice(
        "open_past_limit",
        lambda: _(
            "Hvad er en sag, der stadig er åben, når perioden slutter, og som har overskredet sin frist?"
        ),
        lambda: (
            (
                "missed_now",
                _(
                    "ikke opfyldt i denne periode, med overskridelsen indtil periodens slutning; resten tæller ikke"
                ),
            ),
            (
                "missed_when_resolved",
                _("ikke opfyldt i den periode, hvor den løses, med hele overskridelsen"),
            ),
            ("left_out", _("holdes ude, så længe den er åben; tæller, når den løses")),
        ),
    ),
    Choice(
        "priority",
        lambda: _("Hvilken prioritet gælder, når en sags prioritet er ændret undervejs?"),
        lambda: (
            ("first", _("den første")),
            ("last", _("den sidste")),
            ("authority", _("den, myndigheden har sat; ellers den sidste")),
        ),
    ),
    Choice(
        "judge",
        lambda: _(
            "Er det det afrundede eller det nøjagtige tal, der holdes op mod målet? 99,46 pct. mod et mål på "
            "99,5 pct. er opfyldt, hvis der afrundes til én decimal, ellers ikke."
        ),
        lambda: (
            ("rounded", _("tallet afrundes til decimals, før det bedømmes")),
            ("exact", _("det nøjagtige tal bedømmes")),
        ),
    ),
    Choice(
        "decimals",
        lambda: _("Hvor mange decimaler afrundes tallet til?"),
        when=lambda level: level.judge != "exact",
    ),
)

LIMIT_ENDS = Choice(
    "limit_ends",
    lambda: _(
        "Hvornår udløber en frist, der er brugt op ved lukketid? Med åbent 8-16 og frist fredag kl. 16 er det, der "
        "afleveres søndag, for sent, hvis fristen udløber ved lukketid, men i tide, hvis den løber til mandag kl. 8. "
        "Siges det ikke, regnes arbejdsdage til lukketid og timer til næste åbning."
    ),
    lambda: (
        ("closing", _("ved lukketid")),
        ("opening", _("ved den næste åbning")),
    ),
)

FEW_CASES = Choice(
    "few_cases",
    lambda: _("Hvad sker der, når der er færre end det mindste antal sager?"),
    lambda: (
        ("not_judged", _("servicemålet bedømmes ikke")),
        ("judged", _("det bedømmes alligevel")),
        ("carried_on", _("sagerne føres videre til næste periode")),
    ),
)


def _ask(choice: Choice, place: str, level: ServiceLevel, severity: Severity = "blocks") -> OpenPoint:
    return point(
        choice.name,
        severity,
        f"{place}.{choice.name}",
        choice.question(),
        clause=level.clause,
        subject=level.id,
        choices=choice.choices(),
    )


def _cannot_carry(place: str, level: ServiceLevel) -> OpenPoint:
    return point(
        "few_cases",
        "blocks",
        f"{place}.few_cases",
        _(
            "Sager kan føres videre til næste periode, men målinger og oplyste tal hører til den periode, de er fra. "
            "Hvad sker der så, når der er færre end det mindste antal?"
        ),
        clause=level.clause,
        subject=level.id,
        choices=tuple(one for one in FEW_CASES.choices() if one[0] != "carried_on"),
    )


def _asks_for(scope: Scope, level: ServiceLevel, name: str) -> bool:
    """Return whether the level needs the field: its kind does, or its parameters go by incidents' priorities."""
    by_incident = name == "priority" and bool(getattr(level.parameters, "incident_priorities", ()))
    return scope.needs(level, name) or by_incident


def _can_end_at_closing(scope: Scope, level: ServiceLevel) -> bool:
    """Return whether the level has limits that are counted in opening hours."""
    limits = [population.limit for population in level.populations if population.limit]
    in_hours = (level.clock or "business_hours") == "business_hours"
    counted = any(in_hours or limit.working_days is not None for limit in limits)
    return level.calendar is not None and counted and scope.needs(level, "limit")


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask for each setting that the level's kind needs and the terms do not name, and again for ``few_cases =
    "carried_on"`` of figures that have no cases to carry on; warn where they do not say when a limit that is used up at
    closing ends.
    """
    for place, level in scope.levels():
        for choice in CHOICES:
            if (
                _asks_for(scope, level, choice.name)
                and getattr(level, choice.name) is None
                and choice.when(level)
            ):
                yield _ask(choice, place, level)
        if level.limit_ends is None and _can_end_at_closing(scope, level):
            yield _ask(LIMIT_ENDS, place, level, "warning")
        if level.minimum_cases and level.few_cases is None:
            yield _ask(FEW_CASES, place, level)
        kind = scope.kind(level)
        if level.minimum_cases and level.few_cases == "carried_on" and kind and not kind.carries:
            yield _cannot_carry(place, level)

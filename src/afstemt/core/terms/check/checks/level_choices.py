"""A level's settings that its kind needs and the contract leaves open: clock, priority, rounding, missing data."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope
from afstemt.core.terms.check.setting import Setting
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.wording import _, msgid

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "clock",
        msgid(
            "Hvordan løber fristen? Med 8 timer og åbent 8-16 har en sag, der kommer tirsdag kl. 15, frist onsdag "
            "kl. 15, hvis kun åbningstiden tæller, men tirsdag kl. 23, hvis tiden løber videre efter lukketid."
        ),
        {
            "business_hours": msgid("kun åbningstiden tæller"),
            "start_deferred": msgid("starten venter på åbning, derefter løber tiden videre efter lukketid"),
            "elapsed": msgid("døgnet rundt fra sagen er modtaget"),
        },
    ),
    Setting(
        "missing_data",
        msgid(
            "Hvad tæller en periode uden måling som? En time uden målinger er enten oppetid, nedetid eller "
            "uden for opgørelsen, og det flytter tilgængeligheden."
        ),
        {
            "up": msgid("tiden tæller som oppe"),
            "down": msgid("tiden tæller som nede"),
            "left_out": msgid("tiden holdes ude af opgørelsen"),
        },
    ),
    Setting(
        "assign_by",
        msgid(
            "Hvilken periode hører en sag til? En sag åbnet 30. oktober, med frist 2. november og løst 3. "
            "november kan tælle i oktober eller i november."
        ),
        {
            "resolved": msgid("perioden, hvor sagen er løst"),
            "opened": msgid(
                "perioden, hvor sagen er åbnet; er den åben inden for fristen, når perioden slutter, den periode, "
                "der afgør den: hvor den ender, eller hvor fristen løber ud"
            ),
            "due": msgid("perioden, hvor fristen ligger"),
        },
    ),
    Setting(
        "open_past_limit",
        msgid("Hvad er en sag, der stadig er åben, når perioden slutter, og som har overskredet sin frist?"),
        {
            "missed_now": msgid(
                "ikke opfyldt i denne periode, med overskridelsen indtil periodens slutning; resten tæller ikke"
            ),
            "missed_when_resolved": msgid(
                "ikke opfyldt i den periode, hvor den løses, med hele overskridelsen"
            ),
            "left_out": msgid("holdes ude, så længe den er åben; tæller, når den løses"),
        },
    ),
    Setting(
        "priority",
        msgid("Hvilken prioritet gælder, når en sags prioritet er ændret undervejs?"),
        {
            "first": msgid("den første"),
            "last": msgid("den sidste"),
            "authority": msgid("den, myndigheden har sat; ellers den sidste"),
        },
    ),
    Setting(
        "judge",
        msgid(
            "Er det det afrundede eller det nøjagtige tal, der holdes op mod målet? 99,46 pct. mod et mål på "
            "99,5 pct. er opfyldt, hvis der afrundes til én decimal, ellers ikke."
        ),
        {
            "rounded": msgid("tallet afrundes til decimals, før det bedømmes"),
            "exact": msgid("det nøjagtige tal bedømmes"),
        },
    ),
    Setting(
        "decimals",
        msgid("Hvor mange decimaler afrundes tallet til?"),
        when=lambda level: level.judge != "exact",
    ),
)

LIMIT_ENDS = Setting(
    "limit_ends",
    msgid(
        "Hvornår udløber en frist, der er brugt op ved lukketid? Med åbent 8-16 og frist fredag kl. 16 er det, der "
        "afleveres søndag, for sent, hvis fristen udløber ved lukketid, men i tide, hvis den løber til mandag kl. 8. "
        "Siges det ikke, regnes arbejdsdage til lukketid og timer til næste åbning."
    ),
    {
        "closing": msgid("ved lukketid"),
        "opening": msgid("ved den næste åbning"),
    },
)

FEW_CASES = Setting(
    "few_cases",
    msgid("Hvad sker der, når der er færre end det mindste antal sager?"),
    {
        "not_judged": msgid("servicemålet bedømmes ikke"),
        "judged": msgid("det bedømmes alligevel"),
        "carried_on": msgid("sagerne føres videre til næste periode"),
    },
)


def _cannot_carry(place: str, level: ServiceLevel) -> OpenPoint:
    text = _(
        "Sager kan føres videre til næste periode, men målinger og oplyste tal hører til den periode, de er fra. "
        "Hvad sker der så, når der er færre end det mindste antal?"
    )
    return FEW_CASES.open_point(
        place, "blocks", clause=level.clause, subject=level.id, question=text, without="carried_on"
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
        about = {"clause": level.clause, "subject": level.id}
        for setting in SETTINGS:
            asked = _asks_for(scope, level, setting.name) and getattr(level, setting.name) is None
            if asked and setting.when(level):
                yield setting.open_point(place, "blocks", **about)
        if level.limit_ends is None and _can_end_at_closing(scope, level):
            yield LIMIT_ENDS.open_point(place, "warning", **about)
        if level.minimum_cases and level.few_cases is None:
            yield FEW_CASES.open_point(place, "blocks", **about)
        kind = scope.kind(level)
        if level.minimum_cases and level.few_cases == "carried_on" and kind and not kind.carries:
            yield _cannot_carry(place, level)

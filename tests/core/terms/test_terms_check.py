"""``afstemt check``: what a contract leaves open is raised, and is gone once the terms name the choice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.check.checks.bands import Span, gaps
from afstemt.core.terms.check.checks.few_cases import break_even
from afstemt.core.terms.check.checks.level_choices import SETTINGS
from afstemt.core.terms.check.linter import check, check_version
from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue

Parse = Callable[[str], Terms]
Raised = Callable[..., list[OpenPoint]]
TODAY = date(2026, 6, 1)

PENALTY = """
[[service_levels.penalties]]
rule = "{rule}"
parameters = {{ {parameters} }}
"""
SETTLEMENT = """
[settlement]
percent_per_point = 1
base = "fixed"
cap_percent_period = 15
claim = "automatic"
vat_on_penalty = "reduces_base"
"""


@pytest.fixture
def raised(parse: Parse, vocabulary: Vocabulary) -> Raised:
    def points(text: str, *, as_of: date = TODAY, volumes: dict[str, int] | None = None) -> list[OpenPoint]:
        return list(check_version(parse(text), vocabulary, as_of=as_of, volumes=volumes))

    return points


def codes(points: list[OpenPoint]) -> list[str]:
    return [point.code for point in points]


def test_a_level_that_names_everything_raises_nothing(raised: Raised, level: str) -> None:
    assert raised(level) == []


@pytest.mark.parametrize("name", ["clock", "assign_by", "open_past_limit", "priority", "judge", "decimals"])
def test_a_choice_left_out_is_asked_and_once_named_is_gone(raised: Raised, level: str, name: str) -> None:
    silent = "\n".join(line for line in level.splitlines() if not line.startswith(f"{name} ="))
    (point,) = raised(silent)
    assert (point.code, point.severity, point.place) == (name, "blocks", f"service_levels[0].{name}")
    assert (point.subject, point.clause) == ("KPI 1", "Bilag 6, pkt. 1")
    assert point.text.endswith((".", "?"))
    for choice, meaning in point.choices:
        assert meaning
        assert raised(f'{silent}\n{name} = "{choice}"') == []


def test_missing_data_is_asked_of_kinds_over_time(raised: Raised, level: str) -> None:
    uptime = level.replace('kind = "in_time"', 'kind = "uptime"').replace("target = 90", "target = 99.9")
    uptime += 'services = ["web"]\n'
    (point,) = raised(uptime + SYSTEM)
    assert point.code == "missing_data"
    assert raised(uptime + 'missing_data = "down"' + SYSTEM) == []


SYSTEM = """
[[systems]]
id = "sag"
name = "Sag"
services = [{ id = "web", name = "Web", users = 800 }, { id = "api", name = "API" }]
"""


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("", "composition"),
        ('systems = ["sag"]', "composition"),
        ('services = ["web"]', None),
        ('parameters = { composition = "any" }', None),
        ('parameters = { composition = "weighted" }', "users"),
        ('parameters = { composition = "weighted", all_users = 900, source = "checks" }', "users"),
        ('services = ["web"]\nparameters = { composition = "weighted" }', None),
    ],
)
def test_several_services_become_one_figure_as_the_terms_say(
    raised: Raised, level: str, settings: str, code: str | None
) -> None:
    uptime = level.replace('kind = "in_time"', 'kind = "uptime"').replace("target = 90", "target = 99.9")
    points = raised(f'{uptime}missing_data = "up"\n{settings}\n{SYSTEM}')
    assert codes(points) == ([code] if code else [])
    assert all(point.severity == "blocks" for point in points)


def test_users_missing_are_a_risk_where_outages_may_say_how_many_they_hit(raised: Raised, level: str) -> None:
    uptime = level.replace('kind = "in_time"', 'kind = "uptime"').replace("target = 90", "target = 99.9")
    weighted = 'missing_data = "up"\nparameters = { composition = "weighted", all_users = 900 }'
    (point,) = raised(f"{uptime}{weighted}\n{SYSTEM}")
    assert (point.code, point.severity) == ("users", "warning")
    assert "api" in point.text


def test_a_level_without_services_asks_before_the_measurement_refuses(raised: Raised, level: str) -> None:
    """Without services in the terms those of the evidence are measured; a system without services has none."""
    uptime = level.replace('kind = "in_time"', 'kind = "uptime"').replace("target = 90", "target = 99.9")
    uptime += 'missing_data = "up"\n'
    (point,) = raised(uptime)
    assert (point.code, point.severity) == ("composition", "blocks")
    empty = '\n[[systems]]\nid = "sag"\nname = "Sag"\n'
    (point,) = raised(uptime + 'systems = ["sag"]\nparameters = { composition = "any" }\n' + empty)
    assert (point.code, point.severity, point.place) == ("services", "blocks", "service_levels[0].systems")


DOWNTIME = """
[[systems]]
id = "sag"
name = "Sag"
services = [{ id = "web", name = "Web" }]

[[service_levels]]
id = "Tilgængelighed"
title = "Tilgængelighed"
clause = "Bilag 6"
kind = "availability"
missing_data = "up"
decimals = 2
judge = "rounded"
parameters = { source = "outages", downtime_from = "outage" }
populations = [{ target = 99 }]
"""


def test_degraded_operation_is_asked_of_the_terms_not_of_the_month(head: str) -> None:
    def asked(text: str) -> list[str]:
        points = check_version(parse_terms(head + text, "a.toml", VOCABULARY), VOCABULARY, as_of=TODAY)
        return [point.code for point in points if point.severity == "blocks"]

    assert asked(DOWNTIME) == ["degraded"]
    for named in ('degraded = "counts"', 'degraded = "not"', 'severities = ["A", "B", "C"]'):
        assert asked(DOWNTIME.replace('"outage" }', f'"outage", {named} }}')) == []
    checks = DOWNTIME.replace('"outages", downtime_from = "outage"', '"checks", check_valid_s = 300')
    assert asked(checks) == []


def test_a_level_that_cannot_be_missed_is_asked_for_its_target_or_limit(head: str) -> None:
    def asked(text: str) -> list[tuple[str, str]]:
        points = check_version(parse_terms(head + text, "a.toml", VOCABULARY), VOCABULARY, as_of=TODAY)
        return [(point.code, point.place) for point in points if point.severity == "blocks"]

    named = DOWNTIME.replace('"outage" }', '"outage", degraded = "counts" }')
    place = "service_levels[0].populations[0]"
    assert asked(named.replace("{ target = 99 }", "{ }")) == [("target", f"{place}.target")]
    cases = """
[[service_levels]]
id = "KPI"
title = "Servicemål"
clause = "Bilag 6"
kind = "{kind}"
clock = "elapsed"
assign_by = "due"
open_past_limit = "missed_now"
priority = "last"
judge = "exact"
populations = [{{ }}]
"""
    assert asked(cases.format(kind="resolution_time")) == [("limit", f"{place}.limit")]
    assert asked(cases.format(kind="deliverable")) == []
    own = cases.format(kind="deliverable") + "parameters = { due_at = false }\n"
    assert asked(own) == [("limit", f"{place}.limit")]


def test_limits_and_notices_in_working_days_wait_for_a_calendar(raised: Raised, level: str) -> None:
    in_days = level.replace("hours = 4", "working_days = 4")
    (point,) = raised(in_days)
    assert (point.code, point.severity, point.place) == (
        "working-days",
        "blocks",
        "service_levels[0].calendar",
    )
    (point,) = raised(level + "\n[[service_windows]]\nnotice_working_days = 3\n")
    assert (point.code, point.severity, point.place) == ("working-days", "blocks", "framework.calendar")


def test_every_choice_names_values_that_the_level_takes(level: str, parse: Parse) -> None:
    for setting in SETTINGS:
        for value in setting.choices:
            kept = "\n".join(line for line in level.splitlines() if not line.startswith(f"{setting.name} ="))
            taken = parse(f'{kept}\n{setting.name} = "{value}"').service_levels[0]
            assert getattr(taken, setting.name) == value


def test_decimals_are_not_asked_when_the_exact_figure_is_judged(raised: Raised, level: str) -> None:
    exact = level.replace('judge = "rounded"', 'judge = "exact"').replace("decimals = 1\n", "")
    assert raised(exact) == []


def test_a_minimum_without_a_rule_for_few_cases(raised: Raised, level: str) -> None:
    points = raised(level.replace('few_cases = "not_judged"\n', ""))
    assert ("few_cases", "blocks") in [(point.code, point.severity) for point in points]


def test_a_question_in_a_rules_parameters(raised: Raised, level: str) -> None:
    unit = level + PENALTY.format(rule="per_unit", parameters='points = 1, unit = "hour"')
    (point,) = raised(unit + SETTLEMENT)
    assert (point.place, point.severity) == ("service_levels[0].penalties[0].parameters.count", "blocks")
    assert (point.subject, point.clause) == ("KPI 1", "Bilag 6, pkt. 1")
    assert dict(point.choices) == {"commenced": "påbegyndte", "completed": "fulde"}
    named = level + PENALTY.format(
        rule="per_unit", parameters='points = 1, unit = "hour", count = "commenced"'
    )
    assert raised(named + SETTLEMENT) == []


# ---- bands ----

UK = """bands = [
    {{ at_least = 99.0, points = 0 }},
    {{ at_least = 98.0, at_most = {high}, points = 1 }},
    {{ at_least = 97.0, {below}, points = 2 }},
    {{ below = 97.0, points = 4 }},
]"""


def banded(level: str, high: str = "98.9", below: str = "below = 98.0", **judged: str) -> str:
    text = level.replace("target = 90", "target = 99")
    for old, new in judged.items():
        text = text.replace({"decimals": "decimals = 1", "judge": 'judge = "rounded"'}[old], new)
    bands = UK.format(high=high, below=below)
    return (
        text.replace("minimum_cases = 10", "minimum_cases = 100")
        + PENALTY.format(rule="by_band", parameters=" ".join(bands.split())).replace(", ]", "]")
        + SETTLEMENT
    )


def test_bands_meet_when_the_figure_is_rounded_to_their_decimals(raised: Raised, level: str) -> None:
    assert raised(banded(level)) == []


@pytest.mark.parametrize("judged", [{"decimals": "decimals = 2"}, {"judge": 'judge = "exact"'}])
def test_bands_have_a_gap_when_it_is_not(raised: Raised, level: str, judged: dict[str, str]) -> None:
    (point,) = raised(banded(level, **judged))
    assert (point.code, point.severity) == ("bands-gap", "blocks")
    assert "98,9 og 99,0: 98,95" in point.text
    assert raised(banded(level, high="98.99", decimals="decimals = 2")) == []


def test_bands_that_overlap(raised: Raised, level: str) -> None:
    (point,) = raised(banded(level, below="at_most = 98.0"))
    assert point.code == "bands-overlap"
    assert point.place.endswith("bands[2]")


def test_a_band_that_is_never_reached(raised: Raised, level: str) -> None:
    text = level + PENALTY.format(
        rule="by_band", parameters="bands = [{ at_least = 0, points = 1 }, { at_least = 95, points = 0 }]"
    )
    assert codes(raised(text + SETTLEMENT)) == ["bands-overlap", "bands-target"]


def test_bands_that_end_above_zero(raised: Raised, level: str) -> None:
    text = level + PENALTY.format(
        rule="by_band", parameters="bands = [{ at_least = 90, points = 0 }, { at_least = 80, points = 1 }]"
    )
    assert codes(raised(text + SETTLEMENT)) == ["bands-below"]


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()).filter(
            lambda band: band[0] <= band[1]
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([0, 1]),
)
def test_gaps_agree_with_trying_every_value(bands: list[tuple[int, int, bool]], decimals: int) -> None:
    """The slow, obvious way: try each value that rounding can give between the first and the last band."""
    spans = tuple(
        Span(index, Decimal(low) / 10, Decimal(high) / 10, closed, None)
        for index, (low, high, closed) in enumerate(bands)
    )
    step = 1 if decimals else 10
    first, last = min(low for low, _high, _closed in bands), max(low for low, _high, _closed in bands)
    uncovered = {
        value
        for value in range(-(-first // step) * step, last + 1, step)
        if not any(low <= value < high or (closed and value == high) for low, high, closed in bands)
    }
    empty = [(low, high) for low, high, closed in bands if low == high and not closed]
    if empty:
        return
    assert bool(list(gaps(spans, decimals))) == bool(uncovered - {last})


# ---- settlement ----


def test_points_without_a_price_and_a_base(raised: Raised, level: str) -> None:
    text = level + PENALTY.format(rule="per_breach", parameters="points = 1")
    points = raised(text)
    assert [(point.code, point.severity) for point in points] == [
        ("percent_per_point", "blocks"),
        ("base", "blocks"),
        ("claim", "warning"),
        ("vat_on_penalty", "warning"),
        ("no-cap", "warning"),
    ]
    assert raised(text + SETTLEMENT) == []


def test_one_cause_is_asked_when_two_levels_cost(raised: Raised, level: str) -> None:
    penalty = PENALTY.format(rule="per_breach", parameters="points = 1")
    text = level + penalty + level.replace("KPI 1", "KPI 2") + penalty + SETTLEMENT
    assert codes(raised(text)) == ["same_cause"]
    assert raised(text + 'same_cause = "stack"') == []


DESK = """
[calendars.desk]
monday = ["08:00-16:00"]
open_days = ["05-01", "06-05", "12-24", "12-31"]
"""


def test_a_deadline_for_claims_asks_what_its_passing_means(raised: Raised, level: str) -> None:
    text = level + PENALTY.format(rule="per_breach", parameters="points = 1") + SETTLEMENT
    desk = DESK + '[framework]\ncalendar = "desk"\n'
    assert codes(raised(text + "claim_within_working_days = 30" + desk)) == ["lapses"]
    assert raised(text + "claim_within_working_days = 30\nlapses = true" + desk) == []


def test_a_rules_own_cap_is_a_cap(raised: Raised, level: str) -> None:
    text = level + PENALTY.format(rule="per_breach", parameters="points = 1") + "cap_points = 5"
    assert raised(text + SETTLEMENT.replace("cap_percent_period = 15\n", "")) == []


# ---- cases, clauses, days ----


@pytest.mark.parametrize(
    ("target", "needed"), [("90", 10), ("95", 20), ("99.5", 200), ("92", 13), ("66.7", 4)]
)
def test_break_even_is_where_one_miss_is_tolerated(target: str, needed: int) -> None:
    assert break_even(Decimal(target)) == needed
    assert Decimal(100 * (needed - 1)) / needed >= Decimal(target)
    assert Decimal(100 * (needed - 2)) / (needed - 1) < Decimal(target)


@pytest.mark.parametrize(("volume", "severity"), [(9, "warning"), (10, None), (None, "note")])
def test_a_target_that_one_case_can_break(
    raised: Raised, level: str, volume: int | None, severity: str | None
) -> None:
    text = level.replace("minimum_cases = 10", "minimum_cases = 5")
    points = raised(text, volumes=None if volume is None else {"KPI 1": volume})
    assert [point.severity for point in points if point.code == "one-case"] == (
        [severity] if severity else []
    )
    assert all("10" in point.text for point in points)


def test_a_share_without_a_minimum(raised: Raised, level: str) -> None:
    silent = level.replace("minimum_cases = 10\n", "")
    assert codes(raised(silent, volumes={"KPI 1": 500})) == ["minimum_cases"]
    assert raised(silent + "minimum_cases = 0", volumes={"KPI 1": 500}) == []


def test_levels_and_binding_deadlines_without_clause(raised: Raised, level: str) -> None:
    desk = DESK + '[framework]\ncalendar = "desk"\n'
    text = level.replace('clause = "Bilag 6, pkt. 1"\n', "") + desk
    points = raised(text + '[[framework.deadlines]]\nwhat = "report"\nworking_days = 10')
    assert [point.place for point in points] == ["service_levels[0].clause", "framework.deadlines[0].clause"]
    wish = '[[framework.deadlines]]\nwhat = "report"\nworking_days = 10\nsource = "wish"'
    assert codes(raised(level + desk + wish)) == []


def test_working_days_need_a_calendar(raised: Raised, level: str) -> None:
    days = level.replace("hours = 4", "working_days = 4")
    assert codes(raised(days)) == ["working-days"]
    deadline = '[[framework.deadlines]]\nwhat = "report"\nworking_days = 10\nsource = "wish"'
    assert [point.place for point in raised(level + deadline)] == ["framework.calendar"]


def test_levels_of_one_kind_rounded_differently(raised: Raised, level: str) -> None:
    other = level.replace("KPI 1", "KPI 2").replace("decimals = 1", "decimals = 2")
    (point,) = raised(level + other)
    assert (point.code, point.severity, point.subject) == ("rounding-differs", "note", "KPI 2")


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (date(2026, 9, 1), []),
        (date(2026, 10, 15), [("index-values", "note")]),
        (date(2026, 12, 31), [("index-values", "note")]),
        (date(2027, 1, 1), [("index-values", "warning")]),
    ],
)
def test_index_values_of_the_coming_year(raised: Raised, as_of: date, found: list[tuple[str, str]]) -> None:
    text = '[prices]\nindexes = [{ name = "npi", base = 100, values = { "2026-01-01" = 101.2 } }]'
    assert [(point.code, point.severity) for point in raised(text, as_of=as_of)] == found


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        (date(2026, 8, 1), None),
        (date(2026, 9, 15), "notice-near"),
        (date(2026, 10, 1), "notice-passed"),
        (date(2026, 12, 31), "notice-passed"),
        (date(2027, 1, 1), "date-passed"),
    ],
)
def test_an_option_whose_day_passes(raised: Raised, as_of: date, code: str | None) -> None:
    text = '[[contract_calendar]]\ntitle = "Option"\nkind = "option"\nday = 2026-12-31\nnotice_days = 92\n'
    assert codes(raised(text, as_of=as_of)) == ([code] if code else [])
    assert raised(text + "done = true", as_of=as_of) == []


@pytest.mark.parametrize(("days", "said"), [(1, "varslet på 1 dag "), (20, "varslet på 20 dage ")])
def test_notice_of_one_day_is_one(raised: Raised, days: int, said: str) -> None:
    text = (
        f'[[contract_calendar]]\ntitle = "Option"\nkind = "option"\nday = 2026-12-31\nnotice_days = {days}\n'
    )
    assert said in raised(text, as_of=date(2026, 12, 31))[0].text
    assert said in raised(text, as_of=date(2026, 12, 10))[0].text


def test_the_contracts_end_is_near_or_passed(parse: Parse, vocabulary: Vocabulary) -> None:
    terms = parse("").model_copy(update={"to_day": date(2027, 5, 31)})
    found = [
        check_version(terms, vocabulary, as_of=day) for day in (date(2026, 5, 30), TODAY, date(2027, 6, 1))
    ]
    assert [[point.severity for point in points] for points in found] == [[], ["note"], ["warning"]]


def test_a_fee_of_a_part_month(raised: Raised) -> None:
    text = '[prices]\nfixed = [{ id = "drift", title = "Drift", amount = 1000, from_day = 2026-03-15 }]'
    (point,) = raised(text)
    assert (point.code, point.severity) == ("part_month", "blocks")
    assert raised(text.replace("03-15", "03-01")) == []
    assert raised(text.replace(" }", ', part_month = "calendar_days" }')) == []


def test_a_version_inside_a_month_asks_of_fees_that_change_with_it(
    parse: Parse, vocabulary: Vocabulary
) -> None:
    fee = '[prices]\nfixed = [{ id = "drift", title = "Drift", amount = 1000 }]'
    old = parse(fee)
    same = old.model_copy(update={"in_force_from": date(2026, 7, 15)})
    dearer = parse(fee.replace("1000", "1100")).model_copy(update={"in_force_from": date(2026, 7, 15)})
    assert check(Contract((old, same)), vocabulary, as_of=TODAY) == ()
    (point,) = check(Contract((old, dearer)), vocabulary, as_of=TODAY)
    assert point.place == "2026-07-15: prices.fixed[0].part_month"


def test_hours_ask_whether_they_must_be_approved(raised: Raised) -> None:
    text = '[prices]\nhourly = [{ code = "S", title = "Senior", rate = 1000 }]\n'
    assert codes(raised(text)) == ["hours_must_be_approved"]
    assert raised(text + "hours_must_be_approved = false") == []


# ---- versions and language ----


def test_only_what_blocks_is_raised_of_versions_no_longer_in_force(
    parse: Parse, vocabulary: Vocabulary, level: str
) -> None:
    old = parse(level.replace('clock = "business_hours"\n', "").replace('clause = "Bilag 6, pkt. 1"\n', ""))
    new = parse(level.replace('clause = "Bilag 6, pkt. 1"\n', "")).model_copy(
        update={"in_force_from": date(2026, 5, 1)}
    )
    points = check(Contract((old, new)), vocabulary, as_of=TODAY)
    assert [(point.code, point.place) for point in points] == [
        ("clock", "2026-01-01: service_levels[0].clock"),
        ("no-clause", "2026-05-01: service_levels[0].clause"),
    ]
    earlier = check(Contract((old, new)), vocabulary, as_of=date(2026, 4, 30))
    assert len(earlier) == 3
    assert len(check(Contract((old, new)), vocabulary, as_of=date(2026, 5, 1))) == 2


def test_points_are_made_in_the_language_spoken(raised: Raised, level: str) -> None:
    with speaking("en", catalogue("en")):
        (point,) = raised(level.replace('priority = "last"\n', ""))
    assert point.text == "Which priority counts when a case's priority was changed underway?"
    assert ("last", "the last") in point.choices


def test_a_level_by_incidents_priorities_asks_which_priority_counts(head: str) -> None:

    level = """
[[service_levels]]
id = "KPI 3"
title = "Årsagsanalyse"
clause = "Bilag 6, KPI 3"
kind = "deliverable"
assign_by = "due"
open_past_limit = "missed_now"
judge = "exact"
parameters = { incident_priorities = ["1", "2"] }
populations = [{ priorities = ["root_cause_analysis"], limit = { hours = 80 } }]
"""
    for named, expected in (("", ["priority"]), ('priority = "last"\n', [])):
        text = head + level.replace("parameters =", f"{named}parameters =")
        points = check_version(parse_terms(text, "a.toml", VOCABULARY), VOCABULARY, as_of=TODAY)
        assert [point.code for point in points if point.severity == "blocks"] == expected
    wrong = head + '\n[[priorities]]\nid = "1"\ntitle = "Kategori 1"\n' + level
    with pytest.raises(Refused) as refused:
        parse_terms(wrong, "a.toml", VOCABULARY)
    (fault,) = refused.value.faults
    assert fault.place == "service_levels[0].parameters.incident_priorities[1]"


@pytest.mark.parametrize(
    ("limit", "rule", "unit", "holds"),
    [
        ("limit = { hours = 8 }", "points_per_unit", "hour", True),
        ("limit = { hours = 8 }", "points_per_unit", "case", True),
        ("limit = { hours = 8 }", "points_per_unit", "working_day", False),
        ("limit = { hours = 8 }", "points_per_unit", "percentage_point", False),
        ("limit = { hours = 8 }, target = 90", "points_per_unit", "percentage_point", True),
        ("limit = { working_days = 5 }", "points_per_unit", "working_day", True),
        ("limit = { working_days = 5 }", "points_per_unit", "hour", False),
        ("limit = { working_days = 5 }", "points_per_working_day_late", "", True),
        ("limit = { hours = 8 }", "points_per_working_day_late", "", False),
        ("limit = { hours = 8 }", "lump_plus_unit", "", False),
    ],
)
def test_a_penalty_counts_what_its_level_can_be_past(
    head: str, limit: str, rule: str, unit: str, *, holds: bool
) -> None:
    own = {"lump_plus_unit": "lump = 1, per_unit = 1, first_unit = 'additional'"}.get(rule, "points = 1")
    if unit:
        own += f", unit = '{unit}', count = 'commenced'"
    text = f"""
[[service_levels]]
id = "KPI 2"
title = "Løsningstid"
clause = "Bilag 6"
kind = "resolution_time"
calendar = "desk"
clock = "business_hours"
assign_by = "resolved"
open_past_limit = "missed_now"
priority = "last"
judge = "exact"
populations = [{{ {limit} }}]

[[service_levels.penalties]]
rule = "{rule}"
parameters = {{ {own} }}

[settlement]
percent_per_point = 1
base = "fixed"
"""
    points = check_version(parse_terms(head + DESK + text, "a.toml", VOCABULARY), VOCABULARY, as_of=TODAY)
    assert [one.code for one in points if one.severity == "blocks"] == ([] if holds else ["penalty-unit"])


@pytest.mark.parametrize(
    ("kind", "parameters", "unit", "holds"),
    [
        ("longest_outage", "measured = 'elapsed'", "hour", True),
        ("longest_outage", "measured = 'elapsed'", "percentage_point", False),
        ("outage_count", "overlapping = 'once'", "case", True),
        ("outage_count", "overlapping = 'once'", "hour", False),
        ("availability", "composition = 'any'", "percentage_point", True),
        ("availability", "composition = 'any'", "minute", False),
    ],
)
def test_a_penalty_counts_in_the_figure_s_own_unit(
    head: str, kind: str, parameters: str, unit: str, *, holds: bool
) -> None:
    text = DOWNTIME.replace('"availability"', f'"{kind}"').replace(
        '"outage" }', f'"outage", degraded = "counts", {parameters} }}'
    )
    text += f"""
[[service_levels.penalties]]
rule = "points_per_unit"
parameters = {{ points = 1, unit = "{unit}", count = "commenced" }}

[settlement]
percent_per_point = 1
base = "fixed"
"""
    points = check_version(parse_terms(head + text, "a.toml", VOCABULARY), VOCABULARY, as_of=TODAY)
    assert [one.code for one in points if one.severity == "blocks"] == ([] if holds else ["penalty-unit"])


def test_days_on_which_danish_contracts_differ_are_asked_for_until_they_are_named(raised: Raised) -> None:
    week = "\n".join(f'{day} = ["08:00-16:00"]' for day in ("monday", "tuesday", "wednesday"))
    (point,) = raised(f"[calendars.desk]\n{week}\n")
    assert (point.code, point.severity, point.place) == ("local-days", "note", "calendars.desk")
    assert "1. maj, grundlovsdag, 24. december, 31. december" in point.text
    named = f'open_days = ["05-01"]\nclosed_days = ["06-05", "2026-12-24"]\n{week}\n'
    half = '[calendars.desk.special_days]\n"12-31" = ["08:00-12:00"]\n'
    assert raised(f"[calendars.desk]\n{named}{half}") == []
    assert codes(raised(f"[calendars.desk]\n{named}")) == ["local-days"]
    assert raised(f'[calendars.desk]\nholidays = ""\n{week}\n') == []
    always = "\n".join(f'{day} = ["00:00-24:00"]' for day in ("saturday", "sunday", "thursday", "friday"))
    assert raised(f"[calendars.desk]\n{week}\n{always}\n") == []


def test_a_fee_whose_index_changes_inside_a_month_or_that_a_new_version_drops(
    parse: Parse, vocabulary: Vocabulary
) -> None:
    def asked(text: str, previous: str | None = None) -> list[str]:
        before = parse(previous) if previous else None
        points = check_version(parse(text), vocabulary, as_of=TODAY, previous=before)
        return [one.subject for one in points if one.code == "part_month"]

    fee = '[prices]\nfixed = [{ id = "drift", title = "Drift", amount = 31000, index = "npi" }]\n'
    index = '[[prices.indexes]]\nname = "npi"\nbase = 100\nvalues = { "2026-10-DAY" = 105 }\n'
    assert asked(fee + index.replace("DAY", "15")) == ["drift"]
    assert asked(fee + index.replace("DAY", "01")) == []
    assert asked(fee.replace(" }]", ', part_month = "calendar_days" }]') + index.replace("DAY", "15")) == []
    old = '[prices]\nfixed = [{ id = "ekstra", title = "Ekstra", amount = 3100 }]\n'
    assert asked("[prices]\nfixed = []\n", old) == []
    terms = parse("[prices]\nfixed = []\n").model_copy(update={"in_force_from": date(2026, 10, 15)})
    points = check_version(terms, vocabulary, as_of=TODAY, previous=parse(old))
    assert [one.subject for one in points if one.code == "part_month"] == ["ekstra"]


def test_a_cvr_number_whose_check_digit_does_not_hold_is_noted_and_not_refused(
    raised: Raised, level: str
) -> None:
    noted = raised(f"cvr = '10150818'\n{level}")
    assert [(point.code, point.severity, point.place) for point in noted] == [
        ("cvr-check-digit", "note", "parties[1].cvr")
    ]
    assert raised(f"cvr = '10150817'\n{level}") == []

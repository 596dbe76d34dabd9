"""A case is judged by the terms in force when its time began: in exactly one part, however the terms change."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from level_cases import ZONE, evidence, level, terms
from test_measurement_oracle import TICK, WEEK
from test_one_month import LIMITS, Ticket, facts, incident, judged, settled_cases

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement.case_terms import spans
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.month import measure
from afstemt.core.terms.model.compiled import Calendars
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period, instant, parse_period

CHANGE = date(2026, 4, 15)
AT = instant(CHANGE, ZONE)
FROM = instant(date(2026, 1, 1), ZONE)
MONTHS = [parse_period(f"2026-{month:02}", ZONE) for month in range(3, 8)]
COMPILED = Calendars(None)
RULES = st.fixed_dictionaries(
    {
        "assign_by": st.sampled_from(["resolved", "opened", "due"]),
        "open_past_limit": st.sampled_from(["missed_now", "missed_when_resolved", "left_out"]),
        "clock": st.sampled_from(["business_hours", "start_deferred", "elapsed"]),
        "limit_ends": st.sampled_from([None, "closing", "opening"]),
    }
)
NEAR = st.one_of(
    st.integers(-120, 60).map(lambda off: (AT - FROM) // TICK + off),
    st.integers(-120, 120).map(lambda off: (MONTHS[1].to_s - FROM) // TICK + off),
)
TICKETS = st.lists(
    st.tuples(
        NEAR,
        st.one_of(st.none(), st.integers(0, 200)),
        st.lists(st.tuples(st.integers(-20, 120), st.one_of(st.none(), st.integers(1, 60))), max_size=1),
    ),
    min_size=1,
    max_size=4,
)


def contract(*versions: tuple[date, ServiceLevel | None]) -> Contract:
    made = tuple(
        terms({"desk": WEEK}, service_levels=() if of is None else (of,)).model_copy(
            update={"in_force_from": day, "zone": ZONE}
        )
        for day, of in versions
    )
    return Contract(made)


def outcomes(own: Contract, tables: Evidence, period: Period) -> Sequence[Outcome]:
    return measure(own, period, tables, History(), COMPILED)


def resolution(limit: dict[str, int], **rules: str | None) -> ServiceLevel:
    return level("resolution_time", [{"limit": limit, "target": 90}], **rules)


def only(tables: Evidence, ids: set[str]) -> Evidence:
    kept = tables.table("incidents").collect()
    return Evidence({**tables.tables, "incidents": kept.filter(kept["id"].is_in(sorted(ids))).lazy()})


@settings(max_examples=60, deadline=None)
@given(RULES, LIMITS, LIMITS, RULES, st.booleans(), TICKETS)
def test_a_case_is_judged_in_exactly_one_part_when_the_terms_change_inside_a_month(
    before: dict[str, str | None],
    first: dict[str, int],
    second: dict[str, int],
    after: dict[str, str | None],
    only_the_limit: bool,
    tickets: list[Ticket],
) -> None:
    old = resolution(first, **before)
    new = resolution(second, **(before if only_the_limit else after))
    own = contract((date(2010, 1, 1), old), (CHANGE, new))
    # The tickets of ``facts`` begin at the first of January.
    tables = facts(tickets)
    count: Counter[str] = Counter()
    for month in MONTHS:
        for outcome in outcomes(own, tables, month):
            count.update(judged(outcome))
    assert {case: times for case, times in count.items() if times > 1} == {}
    began = dict(tables.table("incidents").select("id", "opened_s").collect().iter_rows())
    for of, ids in (
        (old, {one for one, at in began.items() if at < AT}),
        (new, {one for one, at in began.items() if at >= AT}),
    ):
        if ids:
            assert set(settled_cases(of, only(tables, ids))) <= set(count)


@pytest.mark.parametrize(("old", "new"), [(8, 4), (4, 8)])
@pytest.mark.parametrize("assign_by", ["resolved", "opened", "due"])
@pytest.mark.parametrize("took", ["2026-04-15 01:00", "2026-04-15 05:00", None])
def test_a_case_over_the_change_keeps_its_own_limit(
    old: int, new: int, assign_by: str, took: str | None
) -> None:
    """Opened 14 April at 19: with eight hours it is due at 3 on the 15th, with four at 23 on the 14th."""
    rules = {"assign_by": assign_by, "open_past_limit": "missed_now", "clock": "elapsed"}
    own = contract(
        (date(2010, 1, 1), resolution({"hours": old}, **rules)), (CHANGE, resolution({"hours": new}, **rules))
    )
    case = {
        "id": "A",
        "priority": "1",
        "opened_at": "2026-04-14 19:00",
        **({"resolved_at": took} if took else {}),
    }
    found = [
        (outcome.part.first.day, row["state"], row["limit_s"] // 3600)
        for outcome in outcomes(own, evidence(incidents=[case]), MONTHS[1])
        for row in outcome.rows.iter_rows(named=True)
        if row["held_out"] is None and row["state"] != "open"
    ]
    late = took is None or took > ("2026-04-15 03:00" if old == 8 else "2026-04-14 23:00")
    (one,) = found
    assert one[2] == old, "the limit that was agreed when it was opened"
    assert (one[1] in ("late", "open_late")) is late
    in_first = old == 4 and assign_by != "resolved"
    assert one[0] == (1 if in_first or (old == 4 and late and assign_by == "resolved") else 15)


def test_the_derivation_says_how_many_are_judged_by_the_terms_before() -> None:
    rules = {"assign_by": "resolved", "open_past_limit": "missed_now", "clock": "elapsed"}
    own = contract(
        (date(2010, 1, 1), resolution({"hours": 8}, **rules)), (CHANGE, resolution({"hours": 4}, **rules))
    )
    tables = evidence(incidents=[incident("A", "2026-04-14 22:00", "2026-04-15 04:00")])
    (_first, last) = outcomes(own, tables, MONTHS[1])
    assert last.state == "met", "six hours of eight"
    (step,) = [one for one in last.steps if one.what.startswith("Sager, hvis tid begyndte før 15.")]
    assert step.result == "1"


def spans_of(*levels: ServiceLevel | None) -> list[tuple[object, object, object]]:
    """Return the spans of the last version, each with its limit, of versions a year apart."""
    own = contract(*((date(2020 + number, 1, 1), of) for number, of in enumerate(levels)))
    last: Terms = own.current
    return [
        (span.level.populations[0].limit.hours, span.since_s is None, span.until_s is None)  # type: ignore[union-attr]
        for span in spans(own, last, last.service_levels[0])
    ]


def test_only_what_judges_a_case_makes_a_span() -> None:
    four, eight = resolution({"hours": 4}), resolution({"hours": 8})
    dearer = four.model_copy(update={"title": "Ny titel", "clause": "9", "decimals": 3})
    assert spans_of(four, dearer) == [(4, True, True)]
    assert spans_of(eight, four, dearer) == [(8, True, False), (4, False, True)]
    assert spans_of(None, four) == [(4, True, True)], (
        "what began before there was a level is judged by the first"
    )
    other = level("resolution_time", [{"id": "gammel", "limit": {"hours": 9}, "target": 90}])
    assert spans_of(other, four) == [(4, True, True)], "a population that is no more judges nothing"

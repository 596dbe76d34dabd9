"""Stated figures that cannot be: which file and row they stood in, and that every row is still accounted for."""

from dataclasses import replace
from decimal import Decimal

from level_cases import ZONE, evidence, level, terms

from afstemt.core.evidence.evidence import SourceFile, collect
from afstemt.core.measurement.stated_faults import without_impossible
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.period import parse_period

OCTOBER = parse_period("2026-10", ZONE)
SHARE = level("change_success", [{"target": 95}])


def contract(*levels: ServiceLevel) -> Contract:
    return Contract((terms().model_copy(update={"service_levels": levels}),))


def test_the_row_is_set_aside_in_its_file_and_the_rows_still_add_up() -> None:
    given = evidence(stated_values=[{"level": "KPI", "value": "2500"}, {"level": "KPI", "value": "96"}])
    file = SourceFile("oplyst.csv", "0", 10, "stated_values", "afstemt", 3, 2, 1, (("stated_values", 2),))
    found = without_impossible(replace(given, files=(file,)), contract(SHARE), OCTOBER)
    (counted,) = found.files
    assert (counted.rows_read, counted.rows_used, counted.rows_set_aside) == (3, 1, 2)
    assert counted.facts == (("stated_values", 1),)
    (fault,) = found.faults
    assert (fault.code, fault.source, fault.row, fault.column) == (
        "stated-impossible",
        "oplyst.csv",
        2,
        "value",
    )
    assert collect(found.table("stated_values"))["value"].to_list() == ["96"]


def test_figures_of_other_levels_and_other_periods_are_left_alone() -> None:
    rows = [
        {"level": "timer i alt", "value": "2500"},
        {"level": "KPI", "value": "2500", "period": "2026-09"},
        {"level": "KPI", "value": "96", "period": "2026-10"},
    ]
    given = evidence(stated_values=rows)
    assert without_impossible(given, contract(SHARE), OCTOBER) is given
    nothing = evidence(changes=[])
    assert without_impossible(nothing, contract(SHARE), OCTOBER) is nothing


def test_a_quarter_s_figure_is_read_by_its_quarter() -> None:
    given = evidence(stated_values=[{"level": "KPI", "value": "-1", "period": "2026-Q4"}])
    found = without_impossible(given, contract(SHARE), OCTOBER)
    assert [fault.row for fault in found.faults] == [2]


def test_incidents_caused_by_changes_are_a_number_or_a_share_as_the_terms_say() -> None:
    given = evidence(stated_values=[{"level": "KPI", "value": "101"}])
    number = level("change_caused_incidents", [{"target": 5}], parameters={"measure": "count"})
    share = level("change_caused_incidents", [{"target": 5}], parameters={"measure": "share_of_changes"})
    assert without_impossible(given, contract(number), OCTOBER) is given
    assert len(without_impossible(given, contract(share), OCTOBER).faults) == 1


def test_a_growth_of_more_than_the_whole_may_be_a_target() -> None:
    given = evidence(stated_values=[{"level": "KPI", "value": "130"}])
    growth = level("stated_value", [{"target": 120}], parameters={"unit": "percent"})
    share = level("stated_value", [{"target": Decimal("99.9")}], parameters={"unit": "percent"})
    assert without_impossible(given, contract(growth), OCTOBER) is given
    assert len(without_impossible(given, contract(share), OCTOBER).faults) == 1


def test_a_percentage_stated_with_its_counts_is_read_by_the_counts() -> None:
    rows = [
        {"level": "KPI", "population": "a", "value": "2500", "numerator": 96, "denominator": 100},
        {"level": "KPI", "population": "b", "value": "96", "numerator": 101, "denominator": 100},
        {"level": "KPI", "population": "c", "value": "100", "numerator": 7, "denominator": 7},
    ]
    found = without_impossible(evidence(stated_values=rows), contract(SHARE), OCTOBER)
    assert [fault.row for fault in found.faults] == [3]


def test_a_figure_that_is_only_stated_may_pass_the_whole_where_its_target_does() -> None:
    given = evidence(stated_values=[{"level": "KPI", "value": "120"}])
    for target, wrong in ((100, True), (110, False)):
        one = level("stated_value", [{"target": target}], parameters={"unit": "percent"})
        assert (without_impossible(given, contract(one), OCTOBER) is not given) is wrong


def test_what_is_no_number_and_counts_of_a_number_are_no_impossible_figures() -> None:
    rows = [
        {"level": "KPI", "value": "ikke opgjort"},
        {"level": "KPI", "value": "96", "denominator": 100},
        {"level": "KPI 2", "value": "3", "numerator": 3, "denominator": 7},
    ]
    number = level("count_limit", [{"target": 5}], id="KPI 2", parameters={"count": "incidents"})
    given = evidence(stated_values=rows)
    assert without_impossible(given, contract(SHARE, number), OCTOBER) is given


def test_an_impossible_figure_is_told_by_its_row_and_what_was_stated() -> None:
    given = evidence(stated_values=[{"level": "KPI", "value": "2500", "denominator": 100}])
    (fault,) = without_impossible(given, contract(SHARE), OCTOBER).faults
    assert fault.place == "række 2"
    assert fault.message.startswith("KPI er oplyst til 2.500, men en procentdel er mellem 0 og 100.")
    file = SourceFile("oplyst.csv", "0", 10, "", "afstemt", 3, 3, 0, (("incidents", 2), ("stated_values", 1)))
    (counted,) = without_impossible(replace(given, files=(file,)), contract(SHARE), OCTOBER).files
    assert counted.facts == (("incidents", 2), ("stated_values", 0))

"""The report's sentences about levels, penalty and remuneration, one case each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from report_months import OCTOBER, empty_month, full_month, outcomes, section_text, settlement, terms

from afstemt.core.evidence.history import History, PastRow
from afstemt.core.measurement.outcome import BREACHING, Outcome, Result
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.misses import misses, misses_table
from afstemt.core.report.sections import incidents, remuneration, service_levels, traffic
from afstemt.core.report.sections import settlement as settlement_section
from afstemt.core.report.summary import asked, coming, worked
from afstemt.core.report.upcoming import deadlines_ahead
from afstemt.core.report.verdict import levels_sentence, penalty_sentence, penalty_words
from afstemt.core.report.words import limit, row_state_word, sentence, target_text
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import Limit
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Figure
from afstemt.core.units.formats import show
from afstemt.core.units.money import Money, zero
from afstemt.core.units.period import Period


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def with_states(*states: str) -> tuple[Outcome, ...]:
    one = outcomes()[0]
    return tuple(
        replace(one, level=f"KPI {number}", state=state)  # type: ignore[arg-type]
        for number, state in enumerate(states, 1)
    )


def with_terms(own: Terms, **changes: object):
    return full_month(terms=own, contract=Contract((own,)), **changes)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["met"], "Det ene servicemål er opfyldt."),
        (["met", "met"], "Alle 2 servicemål er opfyldt."),
        (["met", "missed"], "1 af 2 servicemål er opfyldt."),
        (["missed"], "0 af 1 servicemål er opfyldt."),
        (["met", "not_judged"], "1 af 2 servicemål er opfyldt, 1 er ikke bedømt."),
        (
            ["met", "missed", "not_measured"],
            "1 af 3 servicemål er opfyldt, 1 er ikke opfyldt, og 1 er ikke målt.",
        ),
        ([], "Der er ingen servicemål at bedømme i perioden."),
    ],
)
def test_levels_in_one_sentence(states: list[str], said: str) -> None:
    assert levels_sentence(full_month(outcomes=with_states(*states))) == said


def test_penalty_that_is_not_provisional_carries_no_mark() -> None:
    month = full_month(settlement=settlement(provisional=False))
    assert plain(penalty_sentence(month)) == "Beregnet bod: 37.849,50 kr."


def test_whole_kroner_stand_without_oere_in_sentences() -> None:
    month = full_month(settlement=replace(settlement(), penalty=Money(Decimal("42300.00")), state="claimed"))
    assert plain(penalty_sentence(month)) == "Beregnet bod: 42.300 kr. (foreløbig)."
    claimed = replace(settlement(provisional=False), penalty=Money(Decimal("42300.00")), state="claimed")
    assert (
        plain(penalty_sentence(full_month(settlement=claimed)))
        == "Beregnet bod: 42.300 kr. (gjort gældende)."
    )


def test_penalty_that_cannot_be_calculated_says_why() -> None:
    fault = Fault(
        "open-choice", "Vilkårene siger ikke, hvad 1 point koster.", place="settlement.percent_per_point"
    )
    month = full_month(settlement=replace(settlement(), notices=(fault,)))
    assert penalty_sentence(month) == f"Boden kan ikke beregnes fuldt ud. {fault.message}"


def test_penalty_names_its_levels_its_points_and_how_it_is_claimed() -> None:
    assert plain(penalty_words(full_month())).endswith(
        "Boden følger af KPI 2 og er på 9 point. "
        "Boden skal gøres gældende af myndigheden senest fredag den 11. december 2026. Ellers bortfalder den."
    )
    automatic = terms(settlement={"claim": "automatic"})
    assert penalty_words(with_terms(automatic)).endswith("Boden modregnes uden særskilt krav.")
    assert penalty_words(empty_month()) == "Der er ikke beregnet bod."


def test_cap_that_was_reached_is_said_with_both_amounts() -> None:
    capped = replace(settlement(), uncapped=Money(Decimal("300000.00")), capped_by="rolling_year")
    part = settlement_section.make(full_month(settlement=capped))
    text = plain("\n".join(section_text(part.section)))
    assert "Boden er nedsat fra 300.000 kr. til 37.849,50 kr., fordi loftet over 12 måneder er nået." in text


def test_corrections_stand_beside_what_the_caps_left_and_are_no_part_of_it() -> None:
    capped = replace(
        settlement(),
        uncapped=Money(Decimal("300000.00")),
        penalty=Money(Decimal("250000.00")),
        corrections=Money(Decimal("500.00")),
        capped_by="period",
    )
    text = plain("\n".join(section_text(settlement_section.make(full_month(settlement=capped)).section)))
    assert "Boden er nedsat fra 300.000 kr. til 250.000 kr., fordi loftet for perioden er nået." in text
    assert "Bod efter lofter | 250.000,00 kr." in text
    assert "Efterreguleringer | 500,00 kr." in text
    assert "Bod med efterreguleringer | 250.500,00 kr." in text


@pytest.mark.parametrize(
    ("vat", "penalty", "said"),
    [
        ("reduces_base", "100.00", "Moms 25 pct. af 420.450 kr. | 105.112,50 kr."),
        ("outside_vat", "100.00", "Moms 25 pct. af 420.550 kr. | 105.137,50 kr."),
        (None, "0.00", "Moms 25 pct. af 420.550 kr. | 105.137,50 kr."),
        (None, "100.00", "Moms 25 pct. | ikke beregnet"),
    ],
)
def test_vat_follows_the_terms_and_is_never_guessed(vat: str | None, penalty: str, said: str) -> None:
    own = terms(settlement={"vat_on_penalty": vat})
    month = with_terms(own, settlement=replace(settlement(), penalty=Money(Decimal(penalty))))
    text = plain("\n".join(section_text(remuneration.make(month).section)))
    assert said in text
    assert ("I alt med moms" in text) == ("ikke beregnet" not in said)


@pytest.mark.parametrize(
    ("rule", "vat", "said"),
    [
        ("correction_bonus", None, "Moms 25 pct. af 420.950 kr."),
        ("correction_bonus", "outside_vat", "Moms 25 pct. af 420.950 kr."),
        ("correction", "reduces_base", "Moms 25 pct. af 420.950 kr."),
        ("correction", "outside_vat", "Moms 25 pct. af 420.550 kr."),
        ("correction", None, "Moms 25 pct. | ikke beregnet"),
    ],
)
def test_a_corrected_bonus_is_a_bonus_to_vat_and_a_corrected_penalty_a_penalty(
    rule: str, vat: str | None, said: str
) -> None:
    """A bonus raised by 400, or a penalty lowered by it, in a month without a penalty of its own."""
    back = Money(Decimal("-400.00"))
    line = SettlementLine("correction", "", "", rule, Decimal(0), back, OCTOBER)
    own = replace(settlement(), lines=(line,), penalty=zero("DKK"), corrections=back)
    month = with_terms(terms(settlement={"vat_on_penalty": vat}), settlement=own)
    text = plain("\n".join(section_text(remuneration.make(month).section)))
    assert said in text
    assert "Efterregulering af bod og bonus | 400,00 kr." in text
    assert "I alt uden moms | 420.950,00 kr." in text


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result("", "met", Figure(999, 1000, "percent"), Fraction("99.9")), "mindst 99,90 pct."),
        (Result("", "met", Figure(999, 1000, "percent"), Fraction("99.955")), "mindst 99,955 pct."),
        (Result("", "met", Figure(2, 1, "count"), Fraction(3), at_least=False), "højst 3"),
        (Result("", "met", Figure(60, 1, "seconds"), Fraction(28800), at_least=False), "højst 8 t."),
        (Result("", "met", Figure(9, 9, "percent"), None), "alle sager"),
        (Result("", "not_measured", None, Fraction("99.9")), "mindst 99,90 pct."),
    ],
)
def test_target_stands_in_the_figure_s_unit(result: Result, said: str) -> None:
    assert plain(target_text(result, terms().level("KPI 1"))) == said


@pytest.mark.parametrize(
    ("kind", "parameters", "target", "said"),
    [
        ("response_time_share", {"limit_ms": 1000}, "95", "mindst 95,0 pct."),
        ("response_time_percentile", {"percentile": 95}, "400", "højst 400 ms"),
        ("emergency_change_share", {}, "10", "højst 10,0 pct."),
        ("longest_outage", {}, "7200", "højst 2 t."),
        ("outage_count", {}, "3", "højst 3"),
        ("change_caused_incidents", {"measure": "share_of_changes"}, "5", "højst 5,0 pct."),
        ("change_caused_incidents", {"measure": "count"}, "5", "højst 5"),
        ("stated_value", {"unit": "working_days", "better": "lower"}, "10", "højst 10 arbejdsdage"),
    ],
)
def test_target_stands_in_the_kind_s_unit_where_nothing_was_measured(
    kind: str, parameters: dict[str, object], target: str, said: str
) -> None:
    level = terms().level("KPI 1").model_copy(update={"kind": kind, "parameters": parameters, "decimals": 1})
    result = Result("", "not_measured", None, Fraction(target), at_least=said.startswith("mindst"))
    assert plain(target_text(result, level)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Limit(minutes=15), "inden 15 minutter"),
        (Limit(minutes=1), "inden 1 minut"),
        (Limit(hours=Decimal(1)), "inden 1 time"),
        (Limit(hours=Decimal("1.5")), "inden 1,5 timer"),
        (Limit(seconds=90), "inden 1 min. 30 sek."),
        (Limit(seconds=45), "inden 45 sek."),
        (Limit(hours=Decimal("0.025")), "inden 1 min. 30 sek."),
        (Limit(hours=Decimal("2.01")), "inden 2 t. 36 sek."),
        (Limit(hours=Decimal("0.25")), "inden 0,25 timer"),
        (Limit(working_days=1), "inden 1 arbejdsdag"),
        (Limit(working_days=10), "inden 10 arbejdsdage"),
    ],
)
def test_limit_in_words(value: Limit, said: str) -> None:
    assert plain(limit(value)) == said


@pytest.mark.parametrize(
    "state", [*BREACHING, "in_time", "open", "ok", "counted", "not_measured", "held_out"]
)
def test_state_of_a_row_is_a_danish_word(state: str) -> None:
    assert row_state_word(state) != state


def test_an_emergency_change_is_not_called_failed() -> None:
    assert (row_state_word("emergency"), row_state_word("failed")) == ("hastechange", "fejlet")


def test_sentence_ends_with_one_full_stop() -> None:
    assert sentence("I alt 100 kr.. Se siden...") == "I alt 100 kr. Se siden..."


def test_miss_says_how_many_and_the_causes() -> None:
    (miss,) = misses(full_month())
    assert plain(miss.actual) == "81,8 pct."
    assert (
        plain(miss.why) == "4 af 22 sager over fristen. Oftest oplyste årsager: Udløbet certifikat (2 sager)."
    )


def test_first_page_has_room_for_some_misses_and_says_how_many_there_are() -> None:
    missed = tuple(replace(outcomes()[1], level=f"KPI {number}") for number in range(9))
    table = misses_table(full_month(outcomes=missed), 6)
    assert table is not None
    assert (len(table.rows), table.of) == (6, 9)
    assert misses_table(empty_month(), 6) is None


def test_deadline_that_is_a_wish_is_shown_as_one() -> None:
    binding, wish = deadlines_ahead(full_month())
    assert "skal aflevere" in binding
    assert wish.startswith("Ønske, ikke et krav:")


def test_deadline_past_on_the_document_s_date_is_not_ahead() -> None:
    assert deadlines_ahead(full_month(as_of=date(2026, 12, 24))) == ()


def test_what_comes_is_what_worked_and_what_is_asked_are_empty_without_data() -> None:
    own = terms(contract_calendar=[])
    month = empty_month(terms=own, contract=Contract((own,)))
    assert (coming(month), worked(month), asked(month)) == ((), (), ())


def test_claim_is_not_asked_of_the_authority_when_set_off_is_automatic() -> None:
    automatic = terms(settlement={"claim": "automatic"})
    assert not any("gøres gældende" in item for item in asked(with_terms(automatic)))


def test_key_figures_show_counts_with_their_unit() -> None:
    shown = {item.label: plain(show(item.value)) for item in key_figures(full_month()).items}
    assert shown == {
        "Servicemål opfyldt": "1 af 3",
        "Tilgængelighed": "99,92 pct.",
        "Incidents til tiden": "83,3 pct.",
        "Beregnet bod": "37.849,50 kr.",
        "Åbne incidents ved periodens slutning": "2",
        "Ændringer gennemført": "2",
    }


def test_lowest_availability_is_the_one_shown() -> None:
    one = outcomes()[0]
    worse = replace(
        one, results=(replace(one.results[0], figure=Figure(97, 100, "percent"), state="missed"),)
    )
    figure = key_figures(full_month(outcomes=(one, worse))).items[1]
    assert (figure.label, plain(show(figure.value)), figure.status) == (
        "Laveste tilgængelighed",
        "97,00 pct.",
        "missed",
    )


def test_periods_before_a_month_cut_short_are_whole_months() -> None:
    last = Period(date(2026, 10, 1), date(2026, 10, 21))
    assert [period.code for period in last.run(3)] == ["2026-08", "2026-09", "2026-10-01/2026-10-21"]


def test_quarters_go_back_by_quarters() -> None:
    quarter = Period(date(2026, 10, 1), date(2027, 1, 1))
    assert [period.code for period in quarter.run(3)] == ["2026-Q2", "2026-Q3", "2026-Q4"]


def test_level_with_several_populations_shows_its_earlier_figures_as_a_whole() -> None:
    month = full_month()
    past = tuple(replace(row, subject="KPI 2", value=Decimal(95)) for row in month.history.of("KPI 1"))
    charts = "\n".join(
        section_text(service_levels.make(replace(month, history=replace(month.history, rows=past))).section)
    )
    assert "Tidligere, hele målet: - - - - - - - - - 95 95 95 -" in charts
    assert "Prioritet 1-2, inden" in charts


def test_no_penalty_shows_no_state() -> None:
    nothing = replace(settlement(), penalty=zero("DKK"), lines=())
    assert OCTOBER.code == nothing.period.code
    assert penalty_sentence(full_month(settlement=nothing)) == "Der er ikke beregnet bod."


def test_running_in_says_that_levels_lead_to_no_penalty() -> None:
    own = terms(phases=[{"kind": "running_in", "from_day": date(2026, 9, 1), "to_day": date(2026, 11, 30)}])
    text = "\n".join(section_text(settlement_section.make(with_terms(own)).section))
    assert "Perioden ligger i indkøringen" in text
    over = terms(phases=[{"kind": "running_in", "from_day": date(2026, 9, 1), "to_day": date(2026, 10, 30)}])
    assert "indkøringen" not in "\n".join(section_text(settlement_section.make(with_terms(over)).section))


def test_earlier_counts_come_from_history_where_the_export_covers_one_period() -> None:
    month = full_month()
    past = [("incidents/2", 30), ("incidents/3", 12), ("usage/transactions", 14000), ("open_incidents", 1)]
    rows = tuple(PastRow("2026-09", subject, Decimal(value), None, None, "") for subject, value in past)
    known = replace(month, history=History((*month.history.rows, *rows)))
    text = "\n".join(section_text(incidents.make(known).section))
    assert "Figur (stacked): Åbnede incidents pr. periode og prioritet" in text
    assert "2 – Alvorlig: 30 20" in text
    assert "Transaktioner: - - - - - - - - - - - 14000 15288" in "\n".join(
        section_text(traffic.make(known).section)
    )
    open_cases = next(item for item in key_figures(known).items if item.label.startswith("Åbne"))
    assert open_cases.series[-2:] == (1.0, 2.0)
    cut = replace(known, system="portal")  # history is of the whole contract
    assert "Figur (stacked)" not in "\n".join(section_text(incidents.make(cut).section))

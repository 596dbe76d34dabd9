"""The whole report: its text held against a golden, its shape, both languages, and no data at all."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_months import (
    OCTOBER,
    TERMS,
    at,
    document_text,
    empty_month,
    full_month,
    full_tables,
    outcomes,
    section_text,
    table,
    terms,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.evidence.tables import TABLES
from afstemt.core.measurement.outcome import Result
from afstemt.core.report.blocks import Block, Bullets, Chart, Document, KeyFigures, Section, Table, Text
from afstemt.core.report.build import build_report
from afstemt.core.report.explanation import explanation
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.sections import other as other_section
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Figure
from afstemt.core.units.formats import show
from afstemt.core.units.period import Period
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue

GOLDEN = Path(__file__).with_name("golden")
ORDER = [spec.id for spec in SECTIONS]


class Strict(dict[str, str]):
    """A catalogue in which every text looked up must be there."""

    def get(self, key: str, default: object = None) -> str:  # type: ignore[override]  # noqa: ARG002
        """Return the translation; fail for a text without one."""
        assert key in self, f"no English for: {key}"
        return self[key]


def english() -> Strict:
    """Return the real catalogue."""
    return Strict(catalogue("en"))


def blocks_of(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for inner in section.sections:
        yield from blocks_of(inner)


def all_blocks(document: Document) -> list[Block]:
    return [*document.first_page, *(block for section in document.sections for block in blocks_of(section))]


def section(document: Document, name: str) -> str:
    """Return a section's text."""
    found = next(section for section in document.sections if section.id == name)
    return "\n".join(section_text(found)).replace("\u00a0", " ")


def golden(name: str, text: str) -> None:
    """Hold the text against the golden; ``REFRESH=1`` writes it anew, and its differences are to be read."""
    file = GOLDEN / name
    if os.environ.get("REFRESH"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"{name} is not there: run once with REFRESH=1, and read it"
    assert text == file.read_text(encoding="utf-8")


def test_full_report_in_danish_reads_as_the_golden() -> None:
    golden("full.da.txt", document_text(build_report(full_month())))


def test_full_report_in_english_reads_as_the_golden() -> None:
    with speaking("en", english()):
        golden("full.en.txt", document_text(build_report(full_month())))


def test_report_without_data_reads_as_the_golden() -> None:
    golden("empty.da.txt", document_text(build_report(empty_month())))


def test_sections_stand_in_the_template_s_order() -> None:
    assert [section.id for section in build_report(full_month()).sections] == ORDER
    assert [section.id for section in build_report(empty_month()).sections] == ORDER


def test_section_without_data_says_that_none_was_delivered() -> None:
    document = build_report(empty_month())
    for name in ("traffic", "incidents", "service_requests", "changes", "security_updates", "remuneration"):
        assert "Der er ikke leveret oplysninger om" in section(document, name)


def test_same_month_gives_the_same_document() -> None:
    first, second = build_report(full_month()), build_report(full_month())
    assert document_text(first) == document_text(second)
    assert json.dumps(first.data) == json.dumps(second.data)
    for one, other in zip(first.appendices, second.appendices, strict=True):
        assert one.frame.equals(other.frame)


def test_report_is_labelled_synthetic_when_the_terms_are() -> None:
    assert build_report(full_month()).synthetic
    real = terms(synthetic=False)
    document = build_report(full_month(terms=real, contract=Contract((real,))))
    assert not document.synthetic
    assert "Syntetiske" not in " ".join(value for _label, value in document.facts)


def test_every_chart_has_a_title_and_a_description_with_a_figure() -> None:
    charts = [block for block in all_blocks(build_report(full_month())) if isinstance(block, Chart)]
    assert {chart.kind for chart in charts} == {"lines", "stacked", "bars", "heat"}
    for chart in charts:
        assert chart.title
        assert any(sign.isdigit() for sign in chart.description), chart.title
        for series in chart.series:
            assert len(series.values) == len(chart.labels)


def test_every_table_row_is_as_wide_as_its_heading() -> None:
    for month in (full_month(), empty_month(), full_month(system="portal")):
        for block in all_blocks(build_report(month)):
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.columns)}, block.caption
                assert block.total is None or len(block.total) == len(block.columns), block.caption


def test_first_page_opens_with_the_verdict_and_has_at_most_six_key_figures() -> None:
    first, *rest = build_report(full_month()).first_page
    assert isinstance(first, Text)
    assert first.role == "lead"
    assert first.text.replace("\u00a0", " ") == (
        "Oktober 2026: 1 af 3 servicemål er opfyldt, 1 er ikke opfyldt, og 1 er ikke målt. "
        "Beregnet bod: 37.849,50 kr. (foreløbig). "
        "Leverandøren skal aflevere driftsrapporten senest fredag den 13. november 2026."
    )
    figures = [block for block in rest if isinstance(block, KeyFigures)]
    assert len(figures) == 1
    assert len(figures[0].items) == 6
    assert {len(item.series) for item in figures[0].items} <= {0, 13}


def test_summary_is_a_marked_draft_without_the_supplier_s_words() -> None:
    tables = full_tables()
    del tables["statements"]
    document = build_report(full_month(evidence=Evidence(tables)))
    drafts = [
        block for block in document.sections[0].blocks if isinstance(block, Text) and block.role == "draft"
    ]
    assert len(drafts) == 1  # one draft, marked once
    assert "KPI 2" in drafts[0].text
    assert any(isinstance(block, Text) and block.role == "draft" for block in document.first_page)


def test_supplier_s_words_stand_in_their_section_and_none_is_dropped() -> None:
    document = build_report(full_month())
    assert "[supplier] Oktober var præget" in section(document, "management_summary")
    assert "draft" not in section(document, "management_summary")
    assert "[supplier] Vi har nu varsling" in section(document, "incidents")
    assert "[supplier] Vi har fået en ny teknisk ansvarlig." in section(document, "other")


def test_section_left_out_by_the_terms_says_so() -> None:
    own = terms(report={"leave_out": ["trafik", "incidents"]})
    document = build_report(full_month(terms=own, contract=Contract((own,))))
    assert [section.id for section in document.sections] == ORDER
    for name in ("traffic", "incidents"):
        assert "udeladt efter aftale" in section(document, name)
    assert not {"usage", "incidents"} & {appendix.id for appendix in document.appendices}


def test_deepened_section_carries_all_rows() -> None:
    own = terms(report={"deepen": ["incidents", "changes", "service_requests", "servicemål"]})
    document = build_report(full_month(terms=own, contract=Contract((own,))))
    shown = section(document, "incidents")
    assert shown.count("\nSYN-0") >= 25
    assert "Alle ændringer i perioden" in section(document, "changes")
    assert "Alle serviceanmodninger" in section(document, "service_requests")
    assert "KPI 2 Løsningstid: alle rækker" in section(document, "service_levels")


def test_table_is_cut_at_the_stated_number_and_says_where_the_rest_is() -> None:
    own = terms(report={"max_rows": 2})
    document = build_report(full_month(terms=own, contract=Contract((own,))))
    cut = [block for block in all_blocks(document) if isinstance(block, Table) and block.of]
    assert {block.caption: (len(block.rows), block.of) for block in cut}[
        "KPI 2 Løsningstid: sager over fristen"
    ] == (2, 4)
    titles = {appendix.title for appendix in document.appendices}
    assert all(block.appendix in titles for block in cut if block.appendix)


def test_report_cut_to_a_system_counts_only_its_rows() -> None:
    document = build_report(full_month(system="arkiv"))
    assert document.subtitle.endswith("Arkivet")
    assert "0 incidents blev åbnet og 0 løst i perioden. 1 er åben" in section(document, "incidents")
    levels = section(document, "service_levels")
    assert "KPI 2" in levels  # covers the whole contract
    assert "KPI 1" not in levels  # covers only the other system's service
    assert "hele kontrakten" in section(document, "settlement")
    incidents = next(appendix for appendix in document.appendices if appendix.id == "incidents")
    assert incidents.frame["id"].to_list() == ["SYN-OLD"]


def test_month_split_by_new_terms_shows_both_parts() -> None:
    before = terms()
    after = terms(in_force_from=date(2026, 10, 15))
    parts = (
        Period(date(2026, 10, 1), date(2026, 10, 15)),
        Period(date(2026, 10, 15), date(2026, 11, 1)),
    )
    one = outcomes()[0]
    found = tuple(
        replace(one, part=part, state=state) for part, state in zip(parts, ("missed", "met"), strict=True)
    )
    document = build_report(
        full_month(outcomes=found, terms=after, contract=Contract((before, after), ("a", "b")))
    )
    text = section(document, "service_levels")
    assert "KPI 1 Tilgængelighed (1. oktober 2026 – 14. oktober 2026)" in text
    assert "KPI 1 Tilgængelighed (15. oktober 2026 – 31. oktober 2026)" in text
    assert "0 af 1 servicemål er opfyldt." in text  # missed in one part is missed
    assert "14. oktober 2026 | 1. januar 2025 | a" in section(document, "data_basis")


def test_quarter_s_level_underway_is_provisional_and_not_in_the_verdict() -> None:
    later = replace(outcomes()[0], period=Period(date(2026, 10, 1), date(2027, 1, 1)), provisional=True)
    document = build_report(full_month(outcomes=(later, outcomes()[1])))
    text = section(document, "service_levels")
    assert "0 af 1 servicemål er opfyldt. 1 servicemål opgøres over kvartalet og er foreløbigt." in text
    assert "foreløbig: opfyldt" in text


def test_data_is_json_and_carries_exact_counts() -> None:
    data = json.loads(json.dumps(build_report(full_month()).data))
    level = next(level for level in data["levels"] if level["id"] == "KPI 2")
    assert (level["results"][0]["numerator"], level["results"][0]["denominator"]) == (18, 22)
    assert level["results"][0]["value"] == "900/11"
    assert data["settlement"]["penalty"] == "37849.50"
    assert data["settlement"]["lines"][0]["steps"][1]["formula"] == "9 · 1,0"
    assert data["period"]["to_s"] == OCTOBER.to_s
    assert sum(file["rows_read"] for file in data["evidence"]["files"]) == 29
    assert data["verdict"].startswith("Oktober 2026:")


def test_rows_read_are_rows_used_and_set_aside_in_the_report() -> None:
    text = section(build_report(full_month()), "data_basis")
    assert "2 filer med i alt 29 rækker: 27 er brugt, og 2 er sat til side." in text
    assert "incidents.csv | 28 | opened_at" in text


@st.composite
def some_tables(draw: st.DrawFn) -> dict[str, object]:
    full = full_tables()
    chosen = {}
    for known in TABLES:
        state = draw(st.sampled_from(["absent", "empty", "full"]))
        if state == "empty":
            chosen[known.name] = table(known.name, [])
        elif state == "full" and known.name in full:
            chosen[known.name] = full[known.name]
    return chosen


@settings(max_examples=25)
@given(
    some_tables(),
    st.sampled_from([None, "portal", "arkiv", "unknown"]),
    st.booleans(),
    st.sampled_from(["da", "en"]),
)
def test_report_is_made_of_whatever_was_delivered(
    tables: dict, system: str | None, measured: bool, language: str
) -> None:
    with speaking(language, english() if language == "en" else {}):  # type: ignore[arg-type]
        make = full_month if measured else empty_month
        document = build_report(make(evidence=Evidence(tables), system=system))
    assert [section.id for section in document.sections] == ORDER
    assert all(section.blocks for section in document.sections)
    json.dumps(document.data)
    assert ".. " not in document_text(document)


def test_report_is_made_of_a_short_first_period() -> None:
    short = Period(date(2026, 10, 12), date(2026, 11, 1))
    assert build_report(
        empty_month(period=short)
    ).title == "Driftsrapport for 12. oktober 2026 – 31. oktober 2026".replace(". o", ".\u00a0o")


@pytest.mark.parametrize(("opened", "said"), [(1, "1 incident blev åbnet"), (2, "2 incidents blev åbnet")])
def test_one_is_singular(opened: int, said: str) -> None:
    rows = [
        {"id": f"SYN-{number}", "priority": "3", "opened_s": at("2026-10-05 10:00")}
        for number in range(opened)
    ]
    document = build_report(empty_month(evidence=Evidence({"incidents": table("incidents", rows)})))
    assert said in section(document, "incidents")


def test_each_priority_s_time_comes_of_the_level_that_judges_most_of_its_cases() -> None:
    """One case of priority 3 in another level must not pass for the time of the priority."""
    first, resolution = outcomes()[0], outcomes()[1]
    urgent = resolution.rows.with_columns(
        pl.when(pl.col("population") == "1-2").then("state").otherwise(pl.lit("in_time")).alias("state"),
        pl.lit(None, pl.String).alias("held_out"),
    )
    own = urgent.filter((pl.col("population") == "1-2") | (pl.col("id") == "SYN-023"))
    other = urgent.filter(pl.col("population") == "3")
    found = (
        first,
        replace(resolution, rows=own),
        replace(resolution, level="KPI 3", rows=other.with_columns(pl.lit(99 * 3600).alias("elapsed_s"))),
    )
    own_terms = terms()
    second = own_terms.service_levels[1].model_copy(update={"id": "KPI 3", "title": "Øvrige"})
    changed = own_terms.model_copy(update={"service_levels": (*own_terms.service_levels[:2], second)})
    document = build_report(full_month(outcomes=found, terms=changed, contract=Contract((changed,))))
    line = next(
        line for line in section(document, "incidents").splitlines() if line.startswith("3 – Mindre |")
    )
    assert line.endswith("| 99 t. | 99 t.")


def test_incidents_without_cause_and_remedy_say_so_once() -> None:
    rows = [
        {"id": f"SYN-{number}", "priority": "1", "opened_s": at("2026-10-05 10:00")} for number in range(12)
    ]
    text = section(
        build_report(empty_month(evidence=Evidence({"incidents": table("incidents", rows)}))), "incidents"
    )
    assert text.count("er oplyst") == 1
    assert "Hverken årsag eller afhjælpning er oplyst." in text
    assert "ikke oplyst." not in text
    assert "Id | Prioritet | Åbnet" in text  # no columns that nothing fills


def test_levels_without_misses_still_have_their_subsection() -> None:
    met = replace(outcomes()[0], rows=pl.DataFrame())
    document = build_report(full_month(outcomes=(met,)))
    assert "Ingen sager er over fristen" in section(document, "service_levels")


def test_what_comes_stands_in_order_of_time() -> None:
    rows = [
        {
            "title": "Årsafslutning",
            "kind": "peak",
            "from_s": at("2026-12-28 00:00"),
            "to_s": at("2026-12-31 00:00"),
        }
    ]
    tables = full_tables() | {"business_activities": table("business_activities", rows)}
    document = build_report(full_month(evidence=Evidence(tables)))
    bullets = [block.items for block in document.first_page if isinstance(block, Bullets)]
    ahead = next(items for items in bullets if any("Årsafslutning" in item for item in items))
    option = next(index for index, item in enumerate(ahead) if "option" in item)
    assert "Årsafslutning" in ahead[option + 1]


def test_decision_on_a_penalty_is_asked_for_until_it_is_made() -> None:
    def wanted(state: str) -> bool:
        month = full_month()
        settled = replace(month.settlement, state=state)
        document = build_report(replace(month, settlement=settled))
        text = "\n".join(
            item for block in document.first_page if isinstance(block, Bullets) for item in block.items
        )
        return "Tage stilling til, om boden" in text

    assert wanted("calculated")
    assert not wanted("claimed")


def test_availability_agreed_but_not_measured_is_a_key_figure() -> None:
    nothing = replace(
        outcomes()[0],
        state="not_measured",
        results=(Result("", "not_measured", None, Fraction("99.9"), reason="Der er ingen målinger."),),
        rows=pl.DataFrame(),
    )
    document = build_report(full_month(outcomes=(nothing, outcomes()[1])))
    figures = next(block for block in document.first_page if isinstance(block, KeyFigures))
    assert ("Tilgængelighed", "ikke målt") in [(item.label, item.value) for item in figures.items]


def test_remarks_alike_stand_once_with_their_rows() -> None:
    notes = tuple(
        Fault("date", "Datoen findes ikke.", source="a.csv", row=row, severity="note")
        for row in (3, 16, 17, 18, 40, 50, 60, 70, 80)
    )
    month = full_month()
    evidence = replace(month.evidence, faults=(*month.evidence.faults, *notes))
    text = section(build_report(replace(month, evidence=evidence)), "data_basis")
    assert "a.csv | 3, 16–18, 40, 50, 60, 70 og 1 mere | Datoen findes ikke." in text


def test_stated_value_is_drawn_with_its_decimals() -> None:
    stated = replace(
        outcomes()[2],
        state="missed",
        results=(Result("", "missed", Figure(39, 10, "count"), Fraction(4), basis="stated"),),
    )
    past = History((PastRow("2026-09", "KPI 3", Decimal("4.2"), None, None, "met"),))
    document = build_report(full_month(outcomes=(stated,), history=past))
    chart = next(
        block for block in all_blocks(document) if isinstance(block, Chart) and "KPI 3" in block.title
    )
    assert (chart.decimals, chart.unit) == (1, "")


def test_late_update_is_named_with_the_reason_and_counted_by_its_own_word() -> None:
    late = replace(
        outcomes()[1],
        results=(replace(outcomes()[1].results[0], cases=2),),
        rows=outcomes()[1]
        .rows.filter(pl.col("id") == "SYN-019")
        .with_columns(pl.lit("security_updates").alias("table"), pl.lit("S-9").alias("id")),
    )
    update = {
        "id": "S-9",
        "title": "Opdatering af styresystem",
        "severity": "high",
        "released_s": at("2026-10-01 10:00"),
        "postponed_reason": "Afventer test.",
    }
    tables = full_tables() | {"security_updates": table("security_updates", [update])}
    text = section(build_report(full_month(outcomes=(late,), evidence=Evidence(tables))), "service_levels")
    assert (
        "1 af 2 opdateringer over fristen. Det drejer sig om: Opdatering af styresystem (Afventer test)."
        in text
    )


def test_level_for_every_case_is_drawn_against_all() -> None:
    every = replace(
        outcomes()[1], results=(replace(outcomes()[1].results[0], target=None), outcomes()[1].results[1])
    )
    past = History((PastRow("2026-09", "KPI 2/1-2", Decimal(90), None, None, "missed"),))
    levels = [
        level | {"populations": [{**one, "target": None} for one in level["populations"]]}
        for level in TERMS["service_levels"]
        if level["id"] == "KPI 2"
    ]
    own = terms(service_levels=levels)
    month = full_month(outcomes=(every,), history=past, terms=own, contract=Contract((own,)))
    document = build_report(month)
    chart = next(
        block for block in all_blocks(document) if isinstance(block, Chart) and "KPI 2" in block.title
    )
    assert (chart.target, chart.target_label) == (100, "Mål: alle sager")


def test_a_target_that_changed_is_drawn_as_each_period_had_it() -> None:
    """90 until September, 80 from October: September's figure stands against its own target."""
    own = outcomes()[1]
    now = replace(own, results=(replace(own.results[0], target=Fraction(80)), own.results[1]))
    lower = [
        level | {"populations": [one | {"target": 80} for one in level["populations"]]}
        for level in TERMS["service_levels"]
    ]
    later = terms(in_force_from=date(2026, 10, 1), service_levels=lower)
    past = History((PastRow("2026-09", "KPI 2/1-2", Decimal(85), None, None, "missed"),))
    month = full_month(
        outcomes=(now,),
        history=past,
        terms=later,
        contract=Contract((terms(in_force_from=date(2026, 9, 1)), later)),
    )
    chart = next(
        block
        for block in all_blocks(build_report(month))
        if isinstance(block, Chart) and "KPI 2" in block.title
    )
    drawn = {series.name: series.values for series in chart.series}
    assert drawn["Mål"] == (*(None,) * 11, 90, 80)
    assert drawn["Faktisk"][-2:] == (85, pytest.approx(18 / 22 * 100))
    assert chart.target is None
    assert "hver periodes eget er tegnet" in chart.description


def test_a_report_of_one_system_says_that_the_money_is_the_whole_contract_s() -> None:
    document = build_report(full_month(system="arkiv"))
    lead = document.first_page[0]
    assert isinstance(lead, Text)
    assert "For hele kontrakten: " in lead.text
    figures = next(block for block in document.first_page if isinstance(block, KeyFigures))
    money = [one.label for one in figures.items if one.label.startswith(("Beregnet bod", "Vederlag"))]
    assert money
    assert all(label.endswith(", hele kontrakten") for label in money)


def test_earlier_periods_of_an_explained_figure_are_in_words_and_units() -> None:
    past = History((PastRow("2026-09", "KPI 2/1-2", Decimal("88.9"), None, None, "not_judged"),))
    month = full_month(history=past)
    found = next(
        block
        for block in explanation(month, "KPI 2", 1)
        if isinstance(block, Table) and block.caption == "Tidligere perioder"
    )
    shown = [show(value) for value in found.rows[0]]
    assert shown == ["september 2026", "1-2", "88,9\u00a0pct.", "–", "ikke bedømt"]


def test_appendix_names_its_table_in_words_beside_the_code() -> None:
    appendix = next(one for one in build_report(full_month()).appendices if one.id == "level-1")
    assert appendix.frame.select("table_word", "table").row(0) == ("afbrydelser", "outages")


def test_an_explained_figure_shows_the_worst_row_first_and_those_that_are_as_bad_in_their_order() -> None:
    past = {2: 3600, 4: 241 * 3600, 7: 7200, 9: 7200}
    rows = outcomes()[1].rows.with_columns(
        pl.when(pl.col("row_no").is_in(list(past)))
        .then(pl.lit("late"))
        .otherwise(pl.lit("in_time"))
        .alias("state"),
        pl.col("row_no").replace_strict(past, default=None, return_dtype=pl.Int64).alias("over_s"),
    )
    month = full_month(outcomes=(replace(outcomes()[1], rows=rows),))
    found = [block for block in explanation(month, "KPI 2", 5) if isinstance(block, Table)][-1]
    assert [row[0] for row in found.rows] == ["SYN-003", "SYN-006", "SYN-008", "SYN-001", "SYN-025"]


def test_a_deliverable_due_on_a_date_is_due_as_that_day_ends_wherever_it_is_shown() -> None:
    """A date alone is read as its last second; what comes that afternoon is in time, and what comes next day not."""
    rows = [
        {
            "id": name,
            "kind": "plan",
            "requested_s": at("2026-10-01 09:00"),
            "due_s": at("2026-10-14 23:59:59"),
        }
        | {"delivered_s": at(delivered), "title": name}
        for name, delivered in (("A", "2026-10-14 16:00"), ("B", "2026-10-15 00:00"))
    ]
    month = full_month(evidence=Evidence(full_tables() | {"deliverables": table("deliverables", rows)}))
    text = document_text(build_report(month)).replace("\u00a0", " ")
    assert "14. oktober 2026 kl. 23.59.59" in text
    assert "14. oktober 2026 kl. 00.00" not in text
    part = next(one for one in other_section.make(month).section.sections if one.id == "other.deliverables")
    shown = part.blocks[0]
    assert isinstance(shown, Table)
    assert [row[-1] for row in shown.rows] == ["leveret til tiden", "leveret for sent"]

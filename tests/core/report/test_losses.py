"""What was lost and what it can do at most: on the first page before the figures, and in what is asked."""

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest
from report_months import FAULTS, FILES, at, document_text, full_month, full_tables, outcomes, section_text
from test_report_document import english, golden

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.outcome import Loss, Outcome, Overrun, Result
from afstemt.core.report.blocks import Bullets, KeyFigures, Text
from afstemt.core.report.build import build_report
from afstemt.core.report.explanation import explanation
from afstemt.core.report.first_page import first_page
from afstemt.core.report.losses import first, loss_text, reservations
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.summary import draft, short_draft, worked
from afstemt.core.report.verdict import verdict
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Figure
from afstemt.core.units.wording import speaking

OUTAGE = Loss("outages", "bad-time", 1, seconds=4 * 3600, places=((1, 3),))
TICKETS = Loss("incidents", "unknown-priority", 2, cases=2, places=((0, 27), (0, 28)))
QUESTION = Fault(
    "unknown-priority",
    "Prioriteten »P2« står ikke i vilkårene. Mente I »2«? Bekræft det, eller ret rækken.",
    "incidents.csv",
    row=27,
    severity="ask",
)


def reserved() -> Outcome:
    """Return the availability level met, with an outage lost that could make it missed."""
    level = outcomes()[0]
    result = level.results[0]
    worst = replace(
        result,
        state="missed",
        figure=Figure(626_400 - 472 - 4 * 3600, 626_400, "percent"),
        shortfall=Fraction("2.28"),
    )
    assert worst.figure is not None
    own = replace(result, state="reserved", at_worst=worst.figure, reason="Rækker kan ændre afgørelsen.")
    return replace(level, state="reserved", results=(own,), losses=(OUTAGE,), at_worst=(worst,))


def worse() -> Outcome:
    """Return the resolution level missed, with two cases lost that could make it worse."""
    level = outcomes()[1]
    missed, open_ = level.results
    worst = replace(
        missed,
        figure=Figure(18, 24, "percent"),
        shortfall=Fraction(15),
        cases=24,
        overruns=(Overrun("SYN-27", 3600),),
    )
    return replace(level, losses=(TICKETS,), at_worst=(worst, open_))


def lost_month(*own: Outcome, faults: tuple[Fault, ...] = (), **changes: object) -> Month:
    """Return October with these outcomes."""
    evidence = Evidence(full_tables(), FILES, (*FAULTS, *faults))
    return full_month(outcomes=own or outcomes(), evidence=evidence, **changes)


def page(month: Month) -> str:
    """Return the first page as plain text."""
    document = build_report(month)
    return document_text(replace(document, sections=(), appendices=())).replace("\n\nBilag\n", "")


def test_first_page_with_reservations_reads_as_the_golden() -> None:
    month = lost_month(reserved(), worse(), outcomes()[2], faults=(QUESTION, replace(QUESTION, row=28)))
    golden("reserved.da.txt", page(month))
    with speaking("en", english()):
        golden("reserved.en.txt", page(month))


def test_reservations_stand_before_every_figure() -> None:
    blocks = first_page(lost_month(reserved()), next(spec for spec in SECTIONS if spec.draft))
    at = next(n for n, one in enumerate(blocks) if isinstance(one, Text) and one.text == "Forbehold:")
    assert isinstance(blocks[at + 1], Bullets)
    assert at < next(n for n, one in enumerate(blocks) if isinstance(one, KeyFigures))


def test_reserved_level_is_never_told_as_a_good_one() -> None:
    month = lost_month(reserved())
    text = page(month)
    assert "0 af 1 servicemål er opfyldt, 1 er opfyldt med forbehold." in verdict(month)
    assert "Servicemål opfyldt: 0 af 1 [reserved] 1 med forbehold" in text
    assert "[met]" not in text
    assert not any("Opfyldt" in line for line in worked(month))
    for told in (short_draft(month), *draft(month)):
        assert "Ingen servicemål er brudt" not in told
    assert "ikke bedt om noget" not in text
    assert "bedes rette rækkerne og levere dem igen: 1 række i outages.csv" in text


def test_page_without_losses_says_nothing_of_reservations() -> None:
    text = page(lost_month(outcomes()[0]))
    assert "Forbehold" not in text
    assert "Ingen servicemål er brudt" in short_draft(lost_month(outcomes()[0]))


def test_effect_that_cannot_be_told_is_said_so() -> None:
    untold = replace(reserved(), losses=(replace(OUTAGE, bounded=False),), at_worst=None)
    (text,) = first(lost_month(untold))
    assert text == (
        "KPI 1 Tilgængelighed er opfyldt med forbehold: 1\u00a0række i outages.csv (række 3) kunne ikke bruges: et "
        "tidspunkt kan ikke læses. Hvad det højst kan betyde, kan ikke opgøres."
    )


def test_loss_that_changes_no_verdict_stands_with_the_level_alone() -> None:
    level = outcomes()[0]
    same = replace(level, losses=(OUTAGE,), at_worst=(replace(level.results[0], state="met"),))
    month = lost_month(same)
    assert first(month) == ()
    assert [one.turns for one in reservations(month)] == [False]
    assert loss_text(month, same).endswith("Det kan ikke gøre tallet ringere.")


def test_misses_that_could_be_worse_are_one_sentence_on_the_first_page() -> None:
    month = lost_month(worse(), replace(worse(), level="KPI 9"))
    (text,) = first(month)
    assert text.startswith(f"{worse().level} og KPI 9 er ikke opfyldt og kan være dårligere end vist: ")
    own = loss_text(month, worse()).replace("\u00a0", " ")
    assert "Det kan højst være 2 sager, og så er tallet for »Prioritet 1-2, inden 8 timer« 75,0 pct." in own


def test_levels_not_measured_for_one_reason_are_one_sentence() -> None:
    stated = outcomes()[2]
    month = lost_month(stated, replace(stated, level="KPI 1"))
    assert first(month) == ("KPI 3 og KPI 1 er ikke målt: Der er ikke oplyst et tal for perioden.",)


@pytest.mark.parametrize(("party", "of"), [("authority", "Myndigheden bedes:"), ("", "Det skal besvares")])
def test_question_is_put_to_the_one_who_is_to_answer(party: str, of: str) -> None:
    month = lost_month(outcomes()[0], faults=(replace(QUESTION, party=party),))  # type: ignore[arg-type]
    lines = page(month).splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(of))
    assert any("Prioriteten »P2«" in line for line in lines[at:])
    assert "ikke bedt om noget" not in page(month)


def test_past_keeps_a_reserved_level_reserved_over_the_parts_of_a_month() -> None:
    first_part, second = reserved(), outcomes()[0]
    rows = {row.subject: row.state for row in past_rows(lost_month(first_part, second))}
    assert rows["KPI 1"] == "reserved"


def test_population_left_open_for_want_of_cases_is_not_hidden_by_another_that_is_met() -> None:
    met = Result("1-2", "met", Figure(22, 22, "percent"), Fraction(90), cases=22)
    few = Result("3", "not_judged", Figure(2, 2, "percent"), Fraction(90), cases=2)
    worst = replace(few, state="missed", figure=Figure(2, 4, "percent"), cases=4)
    level = replace(worse(), state="reserved", results=(met, few), at_worst=(met, worst))
    assert level.turnable
    assert not replace(level, at_worst=(met, replace(worst, state="not_judged"))).turnable


def lost_evidence() -> Evidence:
    """Return October's evidence with an outage whose beginning could not be read, and a priority that is not known."""
    row = {"service": "web", "to_s": at("2026-10-07 12:00"), "file_no": 1, "row_no": 3, "why": "bad-time"}
    schema = {**BY_NAME["outages"].schema, **LOST}
    lost = pl.DataFrame([{name: row.get(name) for name in schema}], schema=schema)
    cells = [
        {"file_no": 0, "row_no": number, "column": "priority", "why": "unknown-priority"}
        for number in (27, 28)
    ]
    files = (replace(FILES[0], rows_used=23, rows_superseded=2, rows_left_out=1), *FILES[1:])
    return Evidence(
        full_tables(),
        files,
        (*FAULTS, QUESTION, replace(QUESTION, row=28)),
        {"outages": lost},
        {"incidents": pl.DataFrame(cells, schema=UNUSABLE)},
    )


def test_data_basis_says_where_every_row_went_and_what_must_be_answered_first() -> None:
    document = build_report(replace(lost_month(reserved()), evidence=lost_evidence()))
    (own,) = (one for one in document.sections if one.id == "data_basis")
    text = "\n".join(section_text(own)).replace("\u00a0", " ")
    assert own.sections[0].id == "data_basis.questions"
    assert "Prioriteten »P2« står ikke i vilkårene." in text
    assert "23 er brugt" not in text
    for said in (
        "24 er brugt, 2 er erstattet af en senere eksport, 1 er udeladt efter profilen, og 2 er sat til side.",
        "Fil | Indhold | Profil | Læst | Brugt | Erstattet | Udeladt | Sat til side | SHA-256",
        "afbrydelser | et tidspunkt kan ikke læses | 1",
        "incidents | Prioritet | vilkårene kender ikke navnet | 2",
    ):
        assert said in text, said


def test_appendices_hold_what_could_be_read_of_the_rows_lost() -> None:
    document = build_report(replace(lost_month(reserved()), evidence=lost_evidence()))
    found = {appendix.id: appendix for appendix in document.appendices}
    (row,) = found["lost_outages"].frame.iter_rows(named=True)
    assert (row["service"], row["from_s"], row["to_s"]) == ("web", None, at("2026-10-07 12:00"))
    assert (row["why_code"], row["source_file"], row["source_row"]) == ("bad-time", "outages.csv", 3)
    assert found["unusable"].frame["source_row"].to_list() == [27, 28]
    assert [column.name for column in found["unusable"].columns][:2] == ["table_word", "heading"]


def test_data_hold_the_losses_with_their_effect() -> None:
    data = build_report(lost_month(reserved())).data
    (level,) = data["levels"]  # type: ignore[misc, attr-defined]
    assert level["state"] == "reserved"
    assert level["losses"][0]["places"] == [{"file_no": 1, "row_no": 3}]
    assert level["losses"][0]["seconds"] == 4 * 3600
    assert level["results"][0]["at_worst"]["denominator"] == 626_400
    assert level["loss_text"] == loss_text(lost_month(reserved()), reserved())
    files = data["evidence"]["files"]  # type: ignore[index]
    assert (files[0]["rows_superseded"], files[0]["rows_left_out"]) == (0, 0)


def test_level_section_and_explanation_say_what_was_lost() -> None:
    month = lost_month(reserved())
    said = loss_text(month, reserved())
    (levels,) = (one for one in build_report(month).sections if one.id == "service_levels")
    assert any(isinstance(block, Bullets) and said in block.items for block in levels.blocks)
    assert any(isinstance(block, Text) and block.text == said for block in explanation(month, "KPI 1", 5))


def test_lines_over_the_periods_count_a_reserved_one_as_judged_and_not_as_met() -> None:
    document = build_report(lost_month(reserved()))
    text = document_text(document)
    assert (
        "Målet er opfyldt i 2 af de 4 perioder, hvor det er bedømt. I 1 er det opfyldt med forbehold." in text
    )
    assert "Servicemål | Perioder opfyldt | Med forbehold" in text

"""That there was none is said only where it is told: a file without the column says neither that, nor the opposite."""

from dataclasses import replace
from datetime import date

import polars as pl
from report_months import at, document_text, empty_month, full_month, full_tables, table

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.export import Export
from afstemt.core.meeting.agenda import agenda_document, build_agenda
from afstemt.core.meeting.facts import stability_facts
from afstemt.core.report.build import build_report
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows

TABLES = full_tables()


def month_of(name: str, *, lacks: str, files: int = 1, **extra: pl.LazyFrame) -> Month:
    """Return the full month where the last of the table's files has no such column, and no file a value in it."""
    tables = {**TABLES, **extra}
    rows = tables[name].collect()
    numbered = rows.with_columns(
        pl.lit(None, rows.schema[lacks]).alias(lacks),
        (pl.int_range(pl.len()) * files // pl.len()).cast(pl.Int32).alias("file_no"),
    )
    every = tuple(column for column in rows.columns if column not in ("file_no", "row_no"))
    has = [Export(f"{at}.csv", {name: every}) for at in range(files)]
    has[-1] = replace(has[-1], columns={name: tuple(one for one in every if one != lacks)})
    return full_month(evidence=Evidence({**tables, name: numbered.lazy()}, exports=tuple(has)))


def with_columns_of_all(month: Month) -> Month:
    exports = tuple(
        replace(
            one, columns={name: month.evidence.table(name).collect_schema().names() for name in one.columns}
        )
        for one in month.evidence.exports
    )
    return replace(month, evidence=replace(month.evidence, exports=exports))


def report_of(month: Month) -> str:
    return document_text(build_report(month)).replace("\u00a0", " ")


def agenda_of(month: Month) -> str:
    return document_text(agenda_document(build_agenda(month, (), date(2026, 11, 18)))).replace("\u00a0", " ")


NONE_ESCALATED = "Ingen incidents blev eskaleret i perioden."


def test_none_escalated_is_said_only_where_the_file_has_the_column() -> None:
    month = month_of("incidents", lacks="escalated_s")
    for text in (report_of(month), agenda_of(month)):
        assert NONE_ESCALATED not in text
        assert (
            "Det er ikke oplyst, om incidents blev eskaleret: de leverede filer har ikke kolonnen »Eskaleret« "
            "(escalated_at)." in text
        )
    told = with_columns_of_all(month)
    assert NONE_ESCALATED in report_of(told), "an empty column says that none was"
    assert NONE_ESCALATED in agenda_of(told)


def test_some_files_without_the_column_are_named_beside_what_the_others_say() -> None:
    text = report_of(month_of("incidents", lacks="escalated_s", files=2))
    assert NONE_ESCALATED in text
    assert "rækker er det ikke oplyst, om incidents blev eskaleret: deres fil har ikke kolonnen" in text


def test_a_statement_that_none_was_escalated_is_enough() -> None:
    said = table("statements", [{"section": "ingen eskalerede sager", "text": "Ingen.", "period": "2026-10"}])
    text = report_of(month_of("incidents", lacks="escalated_s", statements=said))
    assert NONE_ESCALATED in text
    assert "ikke oplyst, om incidents blev eskaleret" not in text


def test_of_a_file_whose_columns_are_not_known_a_column_without_values_is_not_told() -> None:
    month = month_of("incidents", lacks="escalated_s")
    month = replace(month, evidence=replace(month.evidence, exports=()))
    assert NONE_ESCALATED not in report_of(month)


def test_changes_without_a_result_are_no_changes_without_fault() -> None:
    month = month_of("changes", lacks="outcome")
    assert "Det er ikke oplyst, hvordan ændringerne gik" in report_of(month)
    figure = next(one for one in key_figures(month).items if one.label.startswith("Ændringer"))
    assert figure.value == "ikke oplyst"
    assert "changes_done" not in {row.subject for row in past_rows(month)}
    assert stability_facts((month,)).changes is None
    assert "Det er ikke oplyst, hvordan de gik" in agenda_of(month)


def test_changes_without_a_type_are_not_said_to_be_no_emergency_changes() -> None:
    text = agenda_of(month_of("changes", lacks="type"))
    assert "hvilke der var hastechanges" in text
    assert "0 hastechanges" not in text


def test_that_no_change_gave_incidents_needs_the_incidents_to_tell() -> None:
    month = month_of("incidents", lacks="caused_by_change")
    assert "Det er ikke oplyst, om ændringer gav incidents" in report_of(month)


def test_significant_incidents_are_known_by_their_priority_or_else_told() -> None:
    month = month_of("incidents", lacks="significant")
    marked = any(priority.significant for priority in month.terms.priorities)
    assert marked
    assert stability_facts((month,)).significant is not None
    plain = [one.model_copy(update={"significant": False}) for one in month.terms.priorities]
    silent = replace(month, terms=month.terms.model_copy(update={"priorities": tuple(plain)}))
    assert "Det er ikke oplyst, hvilke incidents der er væsentlige" in report_of(silent)
    assert stability_facts((silent,)).significant is None


def test_the_agenda_says_what_was_not_told() -> None:
    text = agenda_of(month_of("feedback", lacks="kind"))
    assert "Det er ikke oplyst, hvad der er ros, og hvad der er klager" in text
    matters = table("matters", [{"id": "E-1", "title": "Svartider", "opened_s": at("2026-10-02 08:00")}])
    text = agenda_of(month_of("matters", lacks="level", matters=matters))
    assert "Det er ikke oplyst, hvilke emner der er løftet" in text


def test_no_rows_leave_nothing_untold() -> None:
    nothing = empty_month(evidence=Evidence({"incidents": TABLES["incidents"].clear()}))
    assert "ikke oplyst" not in report_of(nothing)

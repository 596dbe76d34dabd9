"""What each file became at a glance, held against rows that can be counted by eye."""

import polars as pl

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.export import Export
from afstemt.core.evidence.names import Standing
from afstemt.core.evidence.summary import Value, summaries
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.period import instant, parse_period

ZONE = "Europe/Copenhagen"
OCTOBER = parse_period("2026-10", ZONE)


def frame(table: str, *rows: dict[str, object]) -> pl.LazyFrame:
    return pl.LazyFrame([dict.fromkeys(BY_NAME[table].schema) | row for row in rows], BY_NAME[table].schema)


def source(name: str) -> SourceFile:
    return SourceFile(name, "", 0, "", "afstemt", 0, 0, 0)


def test_rows_are_counted_by_month_in_the_zone_and_by_what_stands_in_them() -> None:
    last = OCTOBER.to_s - 1
    evidence = Evidence(
        {
            "incidents": frame(
                "incidents",
                {"file_no": 0, "row_no": 2, "id": "a", "priority": "1", "opened_s": OCTOBER.from_s},
                {"file_no": 0, "row_no": 3, "id": "b", "priority": "2", "opened_s": last, "service": "W"},
                {"file_no": 0, "row_no": 4, "id": "c", "priority": "2", "opened_s": last + 1},
                {"file_no": 1, "row_no": 2, "id": "d", "priority": "1", "opened_s": OCTOBER.from_s - 1},
            )
        },
        (source("a.csv"), source("b.csv")),
        exports=(Export("a.csv", {"incidents": ("id", "priority", "opened_s", "service")}),),
    )
    told = {("incidents", "service"): {"W": Standing(known=False, near="w")}}
    found = summaries(evidence, ZONE, told)
    ((first,), (second,)) = found[0], found[1]
    assert (first.rows, first.first, first.last) == (3, OCTOBER.from_s, last + 1)
    assert first.months == (("2026-10", 2), ("2026-11", 1))
    assert second.months == (("2026-09", 1),)
    by_name = {each.column.name: each for each in first.columns}
    assert list(by_name) == ["priority", "service"]
    assert by_name["priority"].values == (Value("2", 2), Value("1", 1))
    assert by_name["service"].values == (Value("W", 1, Standing(known=False, near="w")),)
    assert by_name["service"].silent == 2


def test_several_names_in_a_cell_are_counted_each_and_a_day_falls_in_its_own_month() -> None:
    evidence = Evidence(
        {
            "security_updates": frame(
                "security_updates",
                {"file_no": 0, "row_no": 2, "id": "a", "severity": "1", "systems": "s; t"},
                {"file_no": 0, "row_no": 3, "id": "b", "severity": "1", "systems": "s", "released_s": None},
            ),
            "hours": frame("hours", {"file_no": 0, "row_no": 2, "date": OCTOBER.first}),
        },
        (source("a.csv"),),
    )
    hours, updates = sorted(summaries(evidence, ZONE)[0], key=lambda each: each.table.name)
    assert hours.months == (("2026-10", 1),)
    assert hours.first == instant(OCTOBER.first, "UTC")
    assert (updates.first, updates.months, updates.untimed) == (None, (), 2)
    systems = next(each for each in updates.columns if each.column.name == "systems")
    assert systems.values == (Value("s", 2), Value("t", 1))

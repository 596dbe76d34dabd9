"""Times as exports write them: which number is the day, forms beside each other, days alone, the hour that repeats."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
import xlsxwriter
from reading_help import CASES, UNPROVEN, ZONE, codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
HEAD = "number,priority,opened_at,resolved_at,short_description\n"


def at(text: str, *, later: bool = False) -> int:
    """Return the UTC second of a local time, its second occurrence where it has two and that is asked for."""
    wall = dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE), fold=int(later))
    return int(wall.timestamp())


def tickets(evidence: Evidence, table: str = "incidents") -> list[tuple[int | None, ...]]:
    frame = collect(evidence.table(table)).sort("row_no")
    begin = "opened_s" if "opened_s" in frame.columns else "from_s"
    return frame.select(begin, "resolved_s" if begin == "opened_s" else "to_s").rows()


def noted(evidence: Evidence) -> list[str]:
    return [fault.code for fault in evidence.faults if fault.severity == "note"]


def case(name: str) -> Path:
    [folder] = CASES.glob(f"reading/{name}-*")
    return folder / "data"


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not here: ../shared/cases")
def test_the_cases_about_times_are_read_right(read: Read) -> None:
    month_first = read(case("06a"))
    assert tickets(month_first) == [
        (at(f"2026-10-{day:02} 09:00"), at(f"2026-10-{day:02} 10:00")) for day in range(1, 31)
    ]
    assert noted(month_first) == ["month-first", "month-first"]
    assert [code for code, _row, _column in codes(read(case("06b")))] == ["dates-turned", "dates-turned"]
    assert tickets(read(case("08a")), "outages") == [(at("2026-10-05 14:15"), at("2026-10-05 14:45"))]
    assert tickets(read(case("08b"))) == [
        (at("2026-05-01 09:10"), at("2026-05-02 10:10")),
        (at("2026-10-01 09:10"), at("2026-10-02 10:10")),
        (at("2026-06-01 09:10"), None),
    ]
    assert tickets(read(case("08c"))) == [(at("2026-10-05 22:00"), at("2026-10-06 00:00"))]
    assert codes(read(case("08d"))) == [("date-alone", 2, "opened_at"), ("date-alone", 2, "resolved_at")]
    twenty_minutes = (at("2026-10-25 02:50"), at("2026-10-25 02:10", later=True))
    assert tickets(read(case("08e"))) == [twenty_minutes]


def test_one_row_shows_the_order_of_all_in_its_column_and_of_the_columns_that_show_none(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "i.csv").write_text(
        HEAD + "A,1,10/05/2026 09:00,10/06/2026 09:00,x\nB,1,10/13/2026 09:00,,x\n"
    )
    evidence = read(tmp_path)
    assert tickets(evidence) == [
        (at("2026-10-05 09:00"), at("2026-10-06 09:00")),
        (at("2026-10-13 09:00"), None),
    ]
    assert noted(evidence) == ["month-first", "month-first-by-column"]


def test_two_orders_in_one_column_are_refused_with_a_row_of_each(read: Read, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text(HEAD + "A,1,13/10/2026 09:00,,x\nB,1,10/14/2026 09:00,,x\n")
    [fault] = read(tmp_path).faults
    assert (fault.code, fault.severity, fault.column) == ("two-date-orders", "stop", "opened_at")
    assert "13/10/2026" in fault.message
    assert "10/14/2026" in fault.message


def test_days_that_nothing_shows_the_order_of_are_the_profiles_and_told(read: Read, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text(HEAD + "INC1,1,01/10/2026 09:00,02/10/2026 09:00,x\n")
    evidence = read(tmp_path)
    assert tickets(evidence) == [(at("2026-10-01 09:00"), at("2026-10-02 09:00"))]
    assert noted(evidence) == [UNPROVEN]
    assert codes(evidence) == []


def test_days_that_all_lie_in_one_month_the_other_way_round_are_asked_about(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "i.csv").write_text(HEAD + "INC1,1,10/01/2026 09:00,10/02/2026 09:00,x\n")
    assert codes(read(tmp_path)) == [("day-first-asked", None, None)]
    (tmp_path / "profil.toml").write_text('[times]\nfirst = "month"\n')
    evidence = read(tmp_path)
    assert tickets(evidence) == [(at("2026-10-01 09:00"), at("2026-10-02 09:00"))]
    assert evidence.faults == ()


@pytest.mark.parametrize(
    ("said", "day"), [("05-10-2026 09:00", 5), ("5.10.2026 9.00", 5), ("05/10/2026 09:00:00", 5)]
)
def test_danish_days_in_own_columns_are_read_with_a_note(
    read: Read, tmp_path: Path, said: str, day: int
) -> None:
    (tmp_path / "incidents.csv").write_text(f"id,priority,opened_at\nA,1,{said}\nB,1,2026-10-14 09:00\n")
    evidence = read(tmp_path)
    assert tickets(evidence) == [(at(f"2026-10-{day:02} 09:00"), None), (at("2026-10-14 09:00"), None)]
    assert {"several-date-forms", UNPROVEN} <= set(noted(evidence))


def test_own_columns_are_month_first_where_a_row_shows_it(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text(
        "id,priority,opened_at\nA,1,10/05/2026 09:00\nB,1,10/25/2026 09:00\n"
    )
    evidence = read(tmp_path)
    assert [begin for begin, _end in tickets(evidence)] == [at("2026-10-05 09:00"), at("2026-10-25 09:00")]
    assert "month-first" in noted(evidence)


def test_a_profile_that_says_no_order_is_asked_for_it(read: Read, tmp_path: Path) -> None:
    head = "Severity,Time,Recovery time,Status,Host,Problem\n"
    (tmp_path / "p.csv").write_text(head + "High,05/10/2026 09:00,,,w,x\nHigh,05/05/2026 09:00,,,w,x\n")
    evidence = read(tmp_path)
    assert codes(evidence) == [("date-order-unknown", 2, "from_at")]
    assert tickets(evidence, "outages") == [(at("2026-05-05 09:00"), None)]


HOURS = "date,consultant,activity,hours\n"


def test_days_of_work_have_one_order_too(read: Read, tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text(HOURS + "10/05/2026,K,d,1\n10/14/2026,K,d,2\n")
    days = collect(read(tmp_path).table("hours"))["date"].to_list()
    assert days == [dt.date(2026, 10, 5), dt.date(2026, 10, 14)]


def test_a_day_alone_is_never_midnight_in_silence(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text(
        "id,priority,opened_at,resolved_at\nA,1,2026-10-05 08:00,2026-10-06\n"
    )
    evidence = read(tmp_path)
    [fault] = [fault for fault in evidence.faults if fault.severity == "ask"]
    assert (fault.code, fault.column) == ("date-alone", "resolved_at")
    assert 'resolved_at = "00:00"' in fault.message
    assert tickets(evidence) == [(at("2026-10-05 08:00"), None)]
    for line, end in (
        ('[times.date_alone]\nresolved_at = "24:00"', "2026-10-07 00:00"),
        ('[times]\ndate_alone = "16:00"', "2026-10-06 16:00"),
    ):
        (tmp_path / "profil.toml").write_text(line)
        evidence = read(tmp_path)
        assert codes(evidence) == []
        assert tickets(evidence) == [(at("2026-10-05 08:00"), at(end))]


def test_what_is_kept_by_the_day_is_read_as_its_begin_or_its_last_second_with_a_note(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "deliverables.csv").write_text(
        "id,kind,requested_at,due_at,delivered_at\nA,report,2026-10-05,2026-10-20,2026-10-19\n"
    )
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert noted(evidence) == ["date-alone-read"] * 3 + ["local-times"]
    [row] = collect(evidence.table("deliverables")).select("requested_s", "due_s", "delivered_s").rows()
    assert row == (at("2026-10-05 00:00"), at("2026-10-20 23:59:59"), at("2026-10-19 23:59:59"))


OUTAGES = 'name = "ud"\ntable = "outages"\nrecognise = [["host", "dag", "kl", "varighed"]]\n'


@pytest.mark.parametrize("from_at", ['["dag", "kl"]', '{ from = "dag", time = "kl" }'])
def test_day_and_time_in_two_columns_and_an_end_as_a_length(read: Read, tmp_path: Path, from_at: str) -> None:
    (tmp_path / "profil.toml").write_text(
        OUTAGES + f'[times]\nformats = ["%d-%m-%Y"]\nfirst = "day"\nzone = "contract"\n'
        f'[columns]\nservice = "host"\nfrom_at = {from_at}\n'
        'to_at = { from = "varighed", after = "from_at", unit = "m" }\n'
    )
    (tmp_path / "u.csv").write_text(
        "host,dag,kl,varighed\nw,05-10-2026,14:15,90\nw,06-10-2026,2:15 PM,1 t 5 min\n"
    )
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert tickets(evidence, "outages") == [
        (at("2026-10-05 14:15"), at("2026-10-05 15:45")),
        (at("2026-10-06 14:15"), at("2026-10-06 15:20")),
    ]


def test_a_length_across_the_hour_that_repeats_is_as_long_as_it_says(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(
        OUTAGES + '[times]\nzone = "contract"\nambiguous = "latest"\n[columns]\nservice = "host"\n'
        'from_at = ["dag", "kl"]\nto_at = { from = "varighed", after = "from_at", unit = "m" }\n'
    )
    (tmp_path / "u.csv").write_text("host,dag,kl,varighed\nw,2026-10-25,02:30,90\nw,2026-10-25,01:30,90\n")
    later = at("2026-10-25 02:30", later=True)
    assert tickets(read(tmp_path), "outages") == [
        (later, later + 5400),
        (at("2026-10-25 01:30"), at("2026-10-25 02:00", later=True)),
    ]


LOG = (
    'name = "log"\ntable = "incidents"\nrecognise = [["nr", "tid", "tilstand"]]\n[times]\nzone = "contract"\n'
)
LOG_RULE = (
    '[event_log]\nat = "tid"\nstate = "tilstand"\n{more}\n[event_log.pauses]\n"Venter" = "Afventer bruger"\n'
)


def log(tmp_path: Path, more: str, *rows: str) -> None:
    columns = '[columns]\nid = "nr"\npriority = "prio"\n'
    (tmp_path / "profil.toml").write_text(LOG + columns + LOG_RULE.format(more=more))
    (tmp_path / "l.csv").write_text("nr,prio,tid,tilstand,trin\n" + "".join(f"A,1,{row}\n" for row in rows))


def test_a_log_of_times_alone_opens_with_its_first_row_and_is_resolved_by_its_state(
    read: Read, tmp_path: Path
) -> None:
    more = 'resolved_when = ["Klaret"]\nclosed_when = ["Arkiv"]'
    first = ("2026-10-05 08:00,Ny,", "2026-10-05 09:00,Klaret,", "2026-10-06 09:00,Arkiv,")
    log(tmp_path, more, *reversed(first))
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert tickets(evidence) == [(at("2026-10-05 08:00"), at("2026-10-05 09:00"))]
    assert collect(evidence.table("incidents"))["closed_s"].to_list() == [at("2026-10-06 09:00")]
    log(tmp_path, more, *first, "2026-10-07 08:00,I gang,")
    evidence = read(tmp_path)
    assert tickets(evidence) == [(at("2026-10-05 08:00"), None)]
    assert collect(evidence.table("incidents"))["reopened_s"].to_list() == [at("2026-10-07 08:00")]
    log(tmp_path, more, *first, "2026-10-07 08:00,I gang,", "2026-10-08 08:00,Klaret,")
    assert tickets(read(tmp_path)) == [(at("2026-10-05 08:00"), at("2026-10-08 08:00"))]


def test_the_order_of_a_log_tells_which_of_the_hours_it_is(read: Read, tmp_path: Path) -> None:
    log(
        tmp_path,
        'order = "trin"\nresolved_when = ["Klaret"]',
        *("2026-10-25 02:50,Ny,1", "2026-10-25 02:10,Venter,2", "2026-10-25 02:20,Klaret,3"),
    )
    evidence = read(tmp_path)
    assert tickets(evidence) == [(at("2026-10-25 02:50"), at("2026-10-25 02:20", later=True))]
    pauses = collect(evidence.table("pauses")).select("from_s", "to_s").rows()
    assert pauses == [(at("2026-10-25 02:10", later=True), at("2026-10-25 02:20", later=True))]
    assert noted(evidence).count("repeated-hour-by-order") == 3


@pytest.mark.parametrize(
    ("begin", "end", "read_as"),
    [
        ("02:50", "02:10", (False, True)),
        ("02:10", "02:50", (False, False)),
        ("01:50", "02:10", (False, False)),
        ("02:10", "03:10", (False, False)),
    ],
)
def test_the_hour_that_repeats_in_an_outage(
    read: Read, tmp_path: Path, begin: str, end: str, read_as: tuple[bool, bool]
) -> None:
    (tmp_path / "outages.csv").write_text(f"service,from_at,to_at\nw,2026-10-25 {begin},2026-10-25 {end}\n")
    expected = tuple(
        at(f"2026-10-25 {text}", later=later) for text, later in zip((begin, end), read_as, strict=True)
    )
    assert tickets(read(tmp_path), "outages") == [expected]


def others(evidence: Evidence, table: str) -> list[tuple[int, str, int]]:
    """Return row, column and the other time of each cell that may be two."""
    cells = evidence.alternatives.get(table)
    return [] if cells is None else cells.select("row_no", "column", "other_s").rows()


def test_a_time_that_nothing_tells_is_kept_with_the_other_that_it_may_be(read: Read, tmp_path: Path) -> None:
    rows = (
        "w,2026-10-25 02:10,2026-10-25 02:50",
        "w,2026-10-25 02:50,2026-10-25 02:10",
        "w,2026-10-25 01:10,",
    )
    (tmp_path / "outages.csv").write_text("service,from_at,to_at\n" + "\n".join(rows) + "\n")
    evidence = read(tmp_path)
    assert others(evidence, "outages") == [
        (2, "from_s", at("2026-10-25 02:10", later=True)),
        (2, "to_s", at("2026-10-25 02:50", later=True)),
    ]
    assert not evidence.unusable


def test_an_update_that_nothing_places_makes_the_ticket_s_times_two(read: Read, tmp_path: Path) -> None:
    steps = ("2026-10-25 01:30,Ny,", "2026-10-25 02:20,Venter,", "2026-10-25 04:00,Klaret,")
    log(tmp_path, 'resolved_when = ["Klaret"]\nresponded_when_left = ["Ny"]', *steps)
    evidence = read(tmp_path)
    later = at("2026-10-25 02:20", later=True)
    assert others(evidence, "incidents") == [(4, "responded_s", later)]
    assert others(evidence, "pauses") == [(3, "from_s", later)]


PASSES = ["01:50", "02:00", "02:30", "02:00", "02:30", "03:00"]


@pytest.mark.parametrize(
    ("times", "second"),
    [
        (PASSES, [False, False, True, True]),
        (PASSES[::-1], [True, True, False, False]),
        (["01:50", "02:00", "02:00", "02:30", "02:30", "03:00"], [False, True, False, True]),
        (["01:50", "02:00", "02:30", "03:00"], [None, None]),
    ],
)
def test_the_order_of_a_series_tells_the_passes_of_the_hour(
    read: Read, tmp_path: Path, times: list[str], second: list[bool | None]
) -> None:
    rows = [f"{service},2026-10-25 {time},ja" for time in times for service in ("a", "b")]
    (tmp_path / "checks.csv").write_text("service,at,ok\n" + "\n".join(rows) + "\n")
    evidence = read(tmp_path)
    inside = [time for time in times if time.startswith("02")]
    read_as = [at(f"2026-10-25 {time}", later=bool(late)) for time, late in zip(inside, second, strict=True)]
    facts = collect(evidence.table("checks")).filter(pl.col("service") == "b")
    hour = facts.filter(pl.col("at_s").is_between(at("2026-10-25 02:00"), at("2026-10-25 02:59", later=True)))
    assert hour["at_s"].to_list() == read_as
    assert len(others(evidence, "checks")) == 2 * second.count(None)
    assert ("repeated-hour-by-series" in noted(evidence)) == (None not in second)


def test_a_time_with_its_offset_decides_the_other_of_the_row(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(
        'name = "o"\ntable = "outages"\nrecognise = [["w", "a", "b"]]\n[times]\nzone = "contract"\n'
        '[columns]\nservice = "w"\nfrom_at = "a"\nto_at = "b"\n'
    )
    (tmp_path / "o.csv").write_text("w,a,b\nx,2026-10-25T02:40:00+01:00,2026-10-25 02:50\n")
    assert tickets(read(tmp_path), "outages") == [
        (at("2026-10-25 02:40", later=True), at("2026-10-25 02:50", later=True))
    ]


def as_xlsx(path: Path, texts: list[str]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("incidents")
        sheet.write_row(0, 0, ["id", "priority", "opened_at"])
        for row, text in enumerate(texts, 1):
            sheet.write_row(row, 0, [f"A{row}", "1", text])


def as_json(path: Path, texts: list[str]) -> None:
    path.write_text(
        json.dumps([{"id": f"A{at}", "priority": "1", "opened_at": text} for at, text in enumerate(texts)])
    )


def as_parquet(path: Path, texts: list[str]) -> None:
    ids = [f"A{at}" for at in range(len(texts))]
    pl.DataFrame({"id": ids, "priority": ["1"] * len(texts), "opened_at": texts}).write_parquet(path)


@pytest.mark.parametrize(
    ("name", "write"),
    [("incidents.xlsx", as_xlsx), ("incidents.json", as_json), ("incidents.parquet", as_parquet)],
)
def test_every_format_reads_the_same_times(
    read: Read, tmp_path: Path, name: str, write: Callable[[Path, list[str]], None]
) -> None:
    write(
        tmp_path / name,
        ["10/25/2026 12:00", "10/05/2026 2:15 PM", "5. okt. 2026 kl. 24:00", "2026-10-07 08:00"],
    )
    evidence = read(tmp_path)
    assert [begin for begin, _end in tickets(evidence)] == [
        at(text) for text in ("2026-10-25 12:00", "2026-10-05 14:15", "2026-10-06 00:00", "2026-10-07 08:00")
    ]
    assert {"month-first", "several-date-forms"} <= set(noted(evidence))


def test_a_spreadsheets_whole_day_is_midnight_where_the_cell_shows_a_time(read: Read, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "incidents.xlsx") as book:
        sheet = book.add_worksheet("incidents")
        timed, day = (book.add_format({"num_format": shown}) for shown in ("dd-mm-yyyy hh:mm", "dd-mm-yyyy"))
        sheet.write_row(0, 0, ["id", "priority", "opened_at"])
        for row, shown in enumerate((timed, day), 1):
            sheet.write_row(row, 0, [f"A{row}", "1"])
            sheet.write_datetime(row, 2, dt.datetime(2026, 10, 5), shown)  # noqa: DTZ001 - a spreadsheet has no zone
    evidence = read(tmp_path)
    assert codes(evidence) == [("date-alone", 3, "opened_at")]
    assert tickets(evidence) == [(at("2026-10-05 00:00"), None)]


def test_day_among_times_with_an_offset_is_a_day_of_the_contract_and_conflicts_with_none(
    read: Read, tmp_path: Path
) -> None:
    rows = """id,kind,requested_at,due_at,delivered_at
A,report,2026-10-01T09:00:00+02:00,2026-10-05,2026-10-05T18:00:00+02:00
B,report,2026-10-01T09:00:00+02:00,2026-10-05T00:00:00+02:00,2026-10-05T18:00:00+02:00
"""
    (tmp_path / "deliverables.csv").write_text(rows)
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert noted(evidence) == ["date-alone-read"]
    due = collect(evidence.table("deliverables"))["due_s"].to_list()
    assert due == [at("2026-10-05 23:59:59"), at("2026-10-05 00:00")], "midnight that is said stays"
    (tmp_path / "deliverables.csv").write_text(rows.replace("2026-10-05,", "2026-10-05 12:00,"))
    assert codes(read(tmp_path)) == [("two-zones", 2, "due_at")]


COMPACT = """
name = "egen"
table = "incidents"
recognise = [["nr", "frist"]]
[times]
zone = "contract"
[columns]
id = "nr"
priority = "pri"
opened_at = "ind"
[columns.due_at]
from = "frist"
formats = ["%Y%m%d"]
"""


def test_day_in_a_form_that_only_a_profile_knows_is_a_day_alone(read: Read, tmp_path: Path) -> None:
    (tmp_path / "ud.csv").write_text("nr,pri,ind,frist\nA,1,2026-10-05 09:00,20261020\n")
    (tmp_path / "profil.toml").write_text(COMPACT)
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert "date-alone-read" in noted(evidence)
    [due] = collect(evidence.table("incidents"))["due_s"].to_list()
    assert due == at("2026-10-20 23:59:59")

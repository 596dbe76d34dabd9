"""The state of a ticket, from the file to the figure: closed, cancelled, duplicate, merged, reopened, paused in all."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.counts.incidents import by_priority, open_incidents
from afstemt.core.report.month import Month
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.period import parse_period
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases"

CHOSEN = """
[tickets]
closed = "ends"
cancelled = "taken_out"
duplicate = "taken_out"
reopened = "open"
resolved_spell = "counts"
total_pause = "stops"
"""
TERMS = """
id = "c"
title = "Case"
in_force_from = 2020-01-01
[[parties]]
role = "authority"
name = "A"
[[parties]]
role = "supplier"
name = "S"
[[priorities]]
id = "1"
title = "1"
[[priorities]]
id = "2"
title = "2"
[calendars.d]
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-16:00"]
{tickets}
[[service_levels]]
id = "R"
title = "T"
kind = "{kind}"
calendar = "d"
clock = "business_hours"
assign_by = "opened"
open_past_limit = "missed_now"
limit_ends = "closing"
priority = "last"
decimals = 2
judge = "exact"
populations = [{{ limit = {{ hours = 8 }}, target = 60 }}]
"""


def contract(text: str) -> Contract:
    return Contract((parse_terms(text, "c.toml", VOCABULARY),))


def month(
    folder: Path,
    files: Mapping[str, str],
    *,
    tickets: str = CHOSEN,
    kind: str = "resolution_time",
    period: str = "2026-10",
) -> Month:
    """Return the month of files in a folder, under terms with or without what the states mean."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    terms = contract(TERMS.format(tickets=tickets, kind=kind))
    evidence = read_evidence(folder, zone="Europe/Copenhagen")
    return run(terms, parse_period(period), evidence, as_of=date(2026, 11, 5))


def case(name: str, period: str, *, tickets: str = "") -> Month:
    """Return the month of a case from outside, with its own terms, or with these states added to them."""
    folder = next(CASES.glob(f"*/{name}*"), None)
    if folder is None:
        pytest.fail("The cases are not here: this test reads ../shared/cases beside the project.")
    text = next(folder.glob("t*.toml")).read_text(encoding="utf-8")
    at = text.index("[[service_levels]]")
    made = contract(text[:at] + tickets + text[at:])
    evidence = read_evidence(folder / "data", zone=made.current.zone)
    return run(made, parse_period(period), evidence, as_of=date(2026, 11, 5))


def level(of: Month) -> Outcome:
    return of.outcomes[0]


def share(of: Month) -> tuple[int, int] | None:
    figure = level(of).results[0].figure
    return None if figure is None else (figure.numerator, figure.denominator)


def asked(of: Month) -> list[str]:
    """What is asked, but for which kind of case a list without types has."""
    found = [fault.code for fault in of.evidence.faults if fault.severity == "ask"]
    return [code for code in found if code != "kind-not-told"]


def held(of: Month) -> dict[str, str]:
    rows = level(of).rows
    return {row["id"]: row["held_out"] for row in rows.iter_rows(named=True) if row["held_out"]}


# ---- The cases from outside ----


def test_closing_ends_a_ticket_and_a_cancelled_one_is_held_out_by_name() -> None:
    found = case("03a", "2026-10", tickets=CHOSEN)
    assert (level(found).state, share(found), asked(found)) == ("met", (2, 2), [])
    assert list(held(found)) == ["INC1"]
    assert "Annulleret" in held(found)["INC1"]
    effect = [step for step in level(found).steps if "talte med" in step.what]
    assert [(step.formula, step.result) for step in effect] == [("3 af 3", "100,0000\N{NO-BREAK SPACE}pct.")]
    assert open_incidents(found, found.period.to_s) == 0


def test_what_the_terms_do_not_say_is_asked_and_its_tickets_are_lost_with_their_effect() -> None:
    found = case("03a", "2026-10")
    assert (level(found).state, share(found)) == ("reserved", (1, 1))
    assert asked(found) == ["closed-not-said", "cancelled-not-said"]
    assert {(loss.why, loss.cases) for loss in level(found).losses} == {
        ("closed-not-said", 1),
        ("cancelled-not-said", 0),
    }
    assert open_incidents(found, found.period.to_s) == 0


def test_a_log_that_ends_in_an_open_state_is_open_whatever_resolved_time_stands() -> None:
    found = case("03b", "2026-10", tickets=CHOSEN)
    assert (level(found).state, share(found)) == ("missed", (0, 1))
    assert level(found).rows["state"].to_list() == ["open_late"]
    assert share(case("03b", "2026-10")) == (0, 1)


def test_a_duplicate_that_names_no_ticket_counts_and_is_asked_about() -> None:
    assert "duplicate-of-nothing" in asked(case("03c", "2026-10", tickets=CHOSEN))


def test_a_pause_in_all_moves_the_deadline_as_the_desk_does() -> None:
    found = case("05a", "2025-07", tickets=CHOSEN)
    assert (level(found).state, share(found)) == ("met", (1, 1))
    row = level(found).rows.row(0, named=True)
    assert (row["paused_s"], row["elapsed_s"]) == (11 * 3600 + 16 * 60, 60)
    silent = case("05a", "2025-07")
    assert level(silent).state == "not_measured"
    assert asked(silent) == ["total-pause-not-said"]


@pytest.mark.parametrize(
    ("tickets", "state", "counted"),
    [
        (CHOSEN, "met", (3, 3)),
        (CHOSEN.replace("ends", "stays_open"), "missed", (1, 3)),
        ("", "reserved", (1, 1)),
    ],
    ids=["ends", "stays open", "silent"],
)
def test_closed_without_a_resolved_time_is_what_the_terms_say(
    tickets: str, state: str, counted: tuple[int, int]
) -> None:
    found = case("05-closed", "2026-04", tickets=tickets)
    assert (level(found).state, share(found)) == (state, counted)


def test_the_real_log_has_1825_open_at_the_end_of_march(shared_data: Path) -> None:
    terms = read_contract(ROOT / "examples" / "servicenow-2016", VOCABULARY)
    evidence = read_evidence(shared_data / "servicenow-incidents", zone=terms.current.zone)
    found = run(terms, parse_period("2016-03"), evidence, as_of=date(2016, 4, 8))
    assert open_incidents(found, found.period.to_s) == 1825
    assert sum(row.backlog for row in by_priority(found)) == 1825


# ---- Further cases, in other tables and formats ----

JIRA = "Summary,Issue key,Status,Priority,Resolution,Outward issue link (Duplicate),Created,Resolved\n"


def jira(*rows: str) -> dict[str, str]:
    return {"j.csv": JIRA + "\n".join(rows) + "\n"}


LATE = "05/Oct/26 9:10 AM,07/Oct/26 4:10 PM"
SOON = "05/Oct/26 9:10 AM,05/Oct/26 9:50 AM"


def test_a_duplicate_in_jira_is_held_out_when_the_ticket_it_repeats_is_there(tmp_path: Path) -> None:
    found = month(
        tmp_path,
        jira(f"a,X-1,Done,High,Duplicate,X-2,{LATE}", f"b,X-2,Done,High,Done,,{SOON}"),
    )
    assert (share(found), list(held(found)), asked(found)) == ((1, 1), ["X-1"], [])


@pytest.mark.parametrize("other", ["X-9", "", "X-1"], ids=["not in the data", "none", "itself"])
def test_a_duplicate_of_nothing_in_the_data_counts(tmp_path: Path, other: str) -> None:
    found = month(
        tmp_path, jira(f"a,X-1,Done,High,Duplicate,{other},{LATE}", f"b,X-2,Done,High,Done,,{SOON}")
    )
    assert (share(found), held(found), asked(found)) == ((1, 2), {}, ["duplicate-of-nothing"])


def test_tickets_that_repeat_each_other_do_not_both_vanish(tmp_path: Path) -> None:
    rows = (f"a,X-1,Done,High,Duplicate,X-2,{LATE}", f"b,X-2,Done,High,Duplicate,X-1,{LATE}")
    found = month(tmp_path, jira(*rows))
    assert (share(found), held(found)) == ((0, 2), {})


def test_a_duplicate_of_a_duplicate_is_followed_to_the_ticket_that_stands(tmp_path: Path) -> None:
    chain = [f"t,X-{n},Done,High,Duplicate,X-{n + 1},{LATE}" for n in range(1, 8)]
    found = month(tmp_path, jira(*chain, f"b,X-8,Done,High,Done,,{SOON}"))
    assert (share(found), len(held(found))) == ((1, 1), 7)


def test_a_duplicate_of_a_cancelled_ticket_counts(tmp_path: Path) -> None:
    rows = (f"a,X-1,Done,High,Duplicate,X-2,{LATE}", f"b,X-2,Cancelled,High,,,{LATE}")
    found = month(tmp_path, jira(*rows))
    assert (share(found), list(held(found))) == ((0, 1), ["X-2"])


OWN = "id,priority,status,opened_at,resolved_at,closed_at,reopened_at,duplicate_of,paused_seconds,due_at\n"


def own(*rows: str) -> dict[str, str]:
    return {"incidents.csv": OWN + "\n".join(rows) + "\n"}


def test_a_merged_ticket_is_held_out_as_a_duplicate(tmp_path: Path) -> None:
    found = month(
        tmp_path,
        own(
            "a,1,Merged,2026-10-05T09:00,,2026-10-09T15:00,,b,,",
            "b,1,Closed,2026-10-05T09:00,2026-10-05T10:00,,,,,",
        ),
    )
    assert (share(found), list(held(found))) == ((1, 1), ["a"])


def test_what_was_cancelled_after_the_month_was_open_at_its_end(tmp_path: Path) -> None:
    found = month(tmp_path, own("a,1,Annulleret,2026-10-05T09:00,,2026-11-03T09:00,,,,"))
    assert (share(found), held(found)) == ((0, 1), {})
    assert open_incidents(found, found.period.to_s) == 1


def test_what_was_reopened_after_the_month_was_resolved_at_its_end(tmp_path: Path) -> None:
    found = month(tmp_path, own("a,1,Active,2026-10-05T09:00,2026-10-05T10:00,,2026-11-03T09:00,,,"))
    assert (share(found), open_incidents(found, found.period.to_s)) == ((1, 1), 0)
    within = month(tmp_path, own("a,1,Active,2026-10-05T09:00,2026-10-05T10:00,,2026-10-06T09:00,,,"))
    assert (share(within), open_incidents(within, within.period.to_s)) == ((0, 1), 1)


def test_the_first_resolution_stands_where_the_terms_say_so(tmp_path: Path) -> None:
    first = CHOSEN.replace('reopened = "open"', 'reopened = "first_resolution"')
    rows = own("a,1,Active,2026-10-05T09:00,2026-10-05T10:00,,2026-10-06T09:00,,,")
    assert share(month(tmp_path, rows, tickets=first)) == (1, 1)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,1,Lukket,2026-10-05T09:00,,,,,,", "state-without-time"),
        ("a,1,Ny,2026-10-05T09:00,2026-10-05T10:00,,,,,", "state-against-time"),
        ("a,1,Løst,2026-10-05T09:00,2026-10-05T10:00,,2026-10-06T10:00,,,", "resolved-before-reopening"),
    ],
)
def test_a_state_that_contradicts_the_times_is_asked_and_its_end_not_used(
    tmp_path: Path, row: str, code: str
) -> None:
    silent = CHOSEN.replace('reopened = "open"\n', "")
    good = "b,1,Closed,2026-10-05T09:00,2026-10-05T10:00,,,,,"
    found = month(tmp_path, own(row, good), tickets=silent)
    assert (asked(found), level(found).state, share(found)) == ([code], "reserved", (1, 1))
    assert [loss.why for loss in level(found).losses] == [code]


def test_what_is_closed_is_not_open_though_nobody_knows_when(tmp_path: Path) -> None:
    found = month(tmp_path, own("a,1,Lukket,2026-10-05T09:00,,,,,,"))
    assert open_incidents(found, found.period.to_s) == 0


def test_a_status_that_nobody_knows_is_open_and_told(tmp_path: Path) -> None:
    rows = own("a,1,Parkeret,2026-10-05T09:00,,,,,,")
    found = month(tmp_path, rows)
    assert (asked(found), open_incidents(found, found.period.to_s)) == (["unknown-state"], 1)
    assert "»Parkeret« (1)" in next(
        fault.message for fault in found.evidence.faults if fault.severity == "ask"
    )
    words = CHOSEN + 'words = [{ word = "parkeret", means = "cancelled" }]\n'
    known = month(tmp_path, rows, tickets=words)
    assert (asked(known), list(held(known))) == ([], ["a"])


def test_service_requests_go_by_the_same_states(tmp_path: Path) -> None:
    rows = """id,opened_at,initiator,resolved_at,closed_at,status,duplicate_of
a,2026-10-05T09:00,authority,,2026-10-05T12:00,Lukket,
b,2026-10-05T09:00,authority,,2026-10-30T12:00,Annulleret,
c,2026-10-05T09:00,authority,2026-10-30T12:00,,Dublet,a
"""
    found = month(tmp_path, {"service_requests.csv": rows}, kind="request_fulfilment")
    assert (share(found), sorted(held(found))) == ((1, 1), ["b", "c"])


GLPI = "ID;Title;Status;Opening date;Resolution date;Closing date;Priority;Statistics - Pending time\n"


@pytest.mark.parametrize(
    ("row", "counted"),
    [
        ("1;x;Closed;05-10-2026 09:00;;05-10-2026 11:00;Very high;", (1, 1)),
        ("1;x;Clos;05-10-2026 09:00;;05-10-2026 11:00;Very high;", (1, 1)),
        ("1;x;Processing (assigned);05-10-2026 09:00;05-10-2026 10:00;;Very high;", (0, 1)),
        ("1;x;Solved;05-10-2026 09:00;06-10-2026 10:00;;Very high;1 hours 0 minutes", (1, 1)),
        ("1;x;Solved;05-10-2026 09:00;06-10-2026 10:01;;Very high;1 hours 0 minutes", (0, 1)),
    ],
)
def test_glpi(tmp_path: Path, row: str, counted: tuple[int, int]) -> None:
    assert share(month(tmp_path, {"g.csv": GLPI + row + "\n"})) == counted


def test_topdesk_gives_its_time_on_hold_in_minutes(tmp_path: Path) -> None:
    text = "number,callDate,briefDescription,priority,completedDate,onHoldDuration\n"
    row = "T1,2026-10-05T09:00:00,x,P1,2026-10-06T10:00:00,60\n"
    found = month(tmp_path, {"t.csv": text + row})
    assert level(found).rows["paused_s"].to_list() == [3600]
    assert share(found) == (1, 1)


def test_pauses_one_by_one_are_used_and_a_longer_total_is_told(tmp_path: Path) -> None:
    files = own("a,1,Løst,2026-10-05T09:00,2026-10-06T10:00,,,,7200,")
    files["pauses.csv"] = "ticket_id,from_at,to_at\na,2026-10-05T10:00,2026-10-05T11:00\n"
    found = month(tmp_path, files)
    assert level(found).rows["paused_s"].to_list() == [3600]
    assert "pauses-differ" in {fault.code for fault in found.evidence.faults if fault.severity == "note"}


def test_a_pause_is_never_longer_than_the_case(tmp_path: Path) -> None:
    found = month(tmp_path, own("a,1,Løst,2026-10-05T09:00,2026-10-05T10:00,,,,999999,"))
    row = level(found).rows.row(0, named=True)
    assert (row["paused_s"], row["elapsed_s"]) == (3600, 0)


def test_the_desks_own_deadline_is_shown_and_does_not_judge(tmp_path: Path) -> None:
    rows = own("a,1,Løst,2026-10-05T09:00,2026-10-05T12:00,,,,,2026-10-05T11:00")
    found = month(tmp_path, rows)
    assert share(found) == (1, 1)
    assert [step.what for step in level(found).steps if "servicedesken" in step.what] == [
        "1 sag har en anden frist hos servicedesken"
    ]
    assert level(found).rows["stated_due_s"].null_count() == 0
    judges = month(tmp_path, rows, tickets=CHOSEN + 'stated_due = "judges"\n')
    assert share(judges) == (0, 1)


LOG = "number,incident_state,sys_mod_count,sys_updated_at,opened_at,priority,resolved_at,closed_at\n"


def log(*steps: str) -> dict[str, str]:
    """Return a log of one ticket, its steps as ``state/time``, resolved at the last one."""
    rows = [step.split("/", 1) for step in steps]
    end = rows[-1][1]
    return {
        "log.csv": LOG
        + "".join(
            f"I1,{state},{number},{at},05/10/2026 09:00,1 - Critical,{end},?\n"
            for number, (state, at) in enumerate(rows)
        )
    }


@pytest.mark.parametrize(("choice", "counted"), [("counts", (0, 1)), ("pause", (1, 1))])
def test_time_resolved_before_a_reopening_is_what_the_terms_say(
    tmp_path: Path, choice: str, counted: tuple[int, int]
) -> None:
    steps = ("New/05/10/2026 09:00", "Resolved/05/10/2026 10:00", "Active/07/10/2026 10:00")
    files = log(*steps, "Resolved/07/10/2026 12:00")
    found = month(tmp_path, files, tickets=CHOSEN.replace('"counts"', f'"{choice}"'))
    assert share(found) == counted


def test_where_the_terms_are_silent_the_time_counts_and_is_asked_about(tmp_path: Path) -> None:
    steps = ("New/05/10/2026 09:00", "Resolved/05/10/2026 10:00", "Active/07/10/2026 10:00")
    files = log(*steps, "Resolved/07/10/2026 12:00")
    found = month(tmp_path, files, tickets=CHOSEN.replace('resolved_spell = "counts"\n', ""))
    assert (share(found), asked(found)) == ((0, 1), ["spell-not-said"])

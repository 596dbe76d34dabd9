"""Names that the terms do not know: asked about, offered, never taken; and aliases, used once they are confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.evidence.names import Use, with_known_names
from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import parse_period
from facts import table

OCTOBER = parse_period("2026-10")
SYSTEMS = (
    {
        "id": "portal",
        "name": "Portalen",
        "services": ({"id": "w", "name": "Web"}, {"id": "søg", "name": "Søgning"}),
    },
    {"id": "arkiv", "name": "Arkivet"},
)
PRIORITIES = ({"id": "1", "title": "Høj"}, {"id": "2", "title": "Lav"})
PRICES = {"estimates": ({"order": "ORDRE-7", "hours": 120},), "units": ()}
SPAN = {"from_at": "2026-10-07 09:00", "to_at": "2026-10-07 19:00"}
TICKET = {"opened_at": "2026-10-05 09:00", "resolved_at": "2026-10-09 09:00"}


def level(*populations: Mapping[str, Any], **rest: Any) -> ServiceLevel:
    return ServiceLevel(
        id="KPI 1", title="Mål", kind="any", parameters={}, populations=populations or ({},), **rest
    )


def contract(*levels: ServiceLevel, aliases: Sequence[Alias] = (), **rest: Any) -> Contract:
    own = {"systems": SYSTEMS, "priorities": PRIORITIES} | rest
    terms = Terms(id="k", title="K", in_force_from=date(2020, 1, 1), parties=(), service_levels=levels, **own)
    return Contract((terms,), aliases=tuple(aliases))


def evidence(**tables: Sequence[Mapping[str, Any]]) -> Evidence:
    files = tuple(
        SourceFile(f"{name}.csv", "", 0, name, "afstemt", len(rows), len(rows), 0)
        for name, rows in tables.items()
    )
    return Evidence(
        {name: table(name, rows, number) for number, (name, rows) in enumerate(tables.items())}, files
    )


def held(given: Evidence, of: Contract, *tables: str) -> Evidence:
    """Hold the names against the terms, of which every level stands on all of the tables."""
    uses = [Use(one, dict.fromkeys(tables or given.tables)) for one in of.current.service_levels]
    return with_known_names(given, of, OCTOBER, uses)


def told(found: Evidence) -> list[tuple[str, int | None, str | None, str]]:
    return [(one.source, one.row, one.column, one.severity) for one in found.faults]


def marked(found: Evidence, table: str) -> list[tuple[int, str, str]]:
    frame = found.unusable.get(table)
    return [] if frame is None else frame.select("row_no", "column", "why").rows()


def the_only(found: Evidence) -> Fault:
    (fault,) = found.faults
    return fault


def test_an_unknown_priority_is_asked_about_once_and_no_figure_may_stand_on_its_rows() -> None:
    rows = [
        {"id": "a", "priority": "1", **TICKET},
        *({"id": f"x{n}", "priority": "Hoej ", **TICKET} for n in range(3)),
    ]
    found = held(evidence(incidents=rows), contract(level()))
    assert marked(found, "incidents") == [(row, "priority", "unknown-name") for row in (3, 4, 5)]
    assert told(found) == [("incidents.csv", 3, "priority", "ask")]
    assert collect(found.table("incidents"))["priority"].to_list()[1:] == ["Hoej "] * 3, "the text is kept"
    assert "3 rækker" in the_only(found).message
    assert "»1« (Høj)" in the_only(found).message, "spelt out, it is the title of a priority"


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("W", "w"),
        ("w ", "w"),
        ("w.", "w"),
        ("web", "w"),
        ("w - Web", "w"),
        ("SØG", "søg"),
        ("soeg", "søg"),
        ("S ø  g", "søg"),
        ("søgninger", "søg"),
        ("x", None),
        ("w2", None),
        ("mail", None),
    ],
)
def test_another_way_of_writing_and_a_near_miss_are_offered_and_never_taken(
    written: str, offered: str | None
) -> None:
    found = held(
        evidence(outages=[{"service": "w", **SPAN}, {"service": written, **SPAN}]), contract(level())
    )
    assert marked(found, "outages") == [(3, "service", "unknown-name")]
    assert collect(found.table("outages"))["service"].to_list() == ["w", written]
    message = the_only(found).message
    line = f'{{ of = "service", name = "{written}", means = "{offered}", confirmed_by = ['
    assert (line in message) is (offered is not None), message


def test_a_row_whose_time_is_outside_the_period_has_no_effect() -> None:
    before = {"opened_at": "2026-08-05 09:00", "resolved_at": "2026-09-30 09:00"}
    after = {"opened_at": "2026-11-01 00:00"}
    still_open = {"opened_at": "2026-08-05 09:00"}
    for times, asked in ((before, 0), (after, 0), (still_open, 1), (TICKET, 1)):
        found = held(evidence(incidents=[{"id": "a", "priority": "X", **times}]), contract(level()))
        assert (len(found.faults), len(marked(found, "incidents"))) == (asked, asked), times


def test_a_quarter_s_level_asks_about_its_whole_quarter() -> None:
    given = evidence(outages=[{"service": "W", "from_at": "2026-07-07 09:00", "to_at": "2026-07-07 19:00"}])
    september = parse_period("2026-09")
    for period, asked in (("month", 0), ("quarter", 1)):
        of = contract(level(period=period))
        found = with_known_names(given, of, september, [Use(of.current.service_levels[0], {"outages": None})])
        assert len(found.faults) == asked, period


def test_every_table_that_names_a_service_a_system_or_a_priority_is_covered() -> None:
    rows: dict[str, Mapping[str, Any]] = {
        "incidents": {
            "id": "a",
            "priority": "?",
            "authority_priority": "??",
            "service": "!",
            "system": "!!",
            **TICKET,
        },
        "service_requests": {"id": "a", "service": "!", "system": "!!", "initiator": "authority", **TICKET},
        "changes": {
            "id": "a",
            "service": "!",
            "system": "!!",
            "initiator": "authority",
            "planned_start_at": "2026-10-07",
        },
        "priority_changes": {"ticket_id": "a", "at": "2026-10-06", "priority": "?"},
        "outages": {"service": "!", "system": "!!", **SPAN},
        "maintenance": {"service": "!", "system": "!!", **SPAN},
        "checks": {"service": "!", "at": "2026-10-06", "ok": True},
        "usage": {"system": "!!", "at": "2026-10-06", "metric": "brugere", "value": 1},
        "security_updates": {
            "id": "a",
            "severity": "!",
            "released_at": "2026-10-06",
            "systems": "portal; !!",
        },
    }
    of = contract(level({"priorities": ("critical",)}, systems=("portal",)))
    found = held(evidence(**{name: [row] for name, row in rows.items()}), of)
    columns = {(table, column) for table in rows for _row, column, _why in marked(found, table)}
    assert columns == {
        ("incidents", "priority"),
        ("incidents", "authority_priority"),
        ("incidents", "service"),
        ("incidents", "system"),
        ("service_requests", "service"),
        ("service_requests", "system"),
        ("changes", "service"),
        ("changes", "system"),
        ("priority_changes", "priority"),
        ("outages", "service"),
        ("maintenance", "service"),
        ("checks", "service"),
        ("usage", "system"),
        ("security_updates", "severity"),
        ("security_updates", "systems"),
    }


def test_a_name_that_no_level_stands_on_asks_nothing() -> None:
    rows = [{"id": "a", "priority": "1", "service": f"cmdb {n}", **TICKET} for n in range(40)]
    found = held(evidence(incidents=rows), contract(level()))
    assert told(found) == [("incidents.csv", 2, "service", "note")]
    assert marked(found, "incidents") == []
    assert "40" in the_only(found).message


def test_a_case_is_placed_by_its_system_or_its_service_alone() -> None:
    by_system = {"id": "a", "priority": "1", "service": "mail", "system": "portal", **TICKET}
    by_service = {"id": "b", "priority": "1", "service": "w", "system": "mail", **TICKET}
    given = evidence(incidents=[by_system, by_service])
    assert marked(held(given, contract(level(systems=("portal",)))), "incidents") == []
    assert marked(held(given, contract(level(services=("w",)))), "incidents") == [
        (2, "service", "unknown-name")
    ]


def test_terms_that_name_none_know_no_unknown_names() -> None:
    given = evidence(
        incidents=[{"id": "a", "priority": "X", **TICKET}], outages=[{"service": "X", "system": "X", **SPAN}]
    )
    found = held(given, contract(level(), systems=(), priorities=()))
    assert (found.faults, found.unusable) == ((), {})


def test_priorities_are_known_by_the_populations_where_these_leave_nothing_for_others() -> None:
    given = evidence(incidents=[{"id": name, "priority": name, **TICKET} for name in ("A", "B", "X", "a")])
    named = ({"id": "a", "priorities": ("A",)}, {"id": "b", "priorities": ("B",)})
    assert [
        row for row, *_rest in marked(held(given, contract(level(*named), priorities=())), "incidents")
    ] == [4, 5]
    rest = contract(level(*named, {"id": "øvrige"}), priorities=())
    assert [row for row, *_rest in marked(held(given, rest), "incidents")] == [5], (
        "»a« is meant for »A«, »X« is another"
    )


def test_a_misspelt_kind_of_deliverable_is_asked_about_and_another_kind_is_not() -> None:
    rows = [
        {"id": name, "kind": name, "requested_at": "2026-10-01"} for name in ("report", "Report", "minutes")
    ]
    found = held(evidence(deliverables=rows), contract(level({"priorities": ("report",)})))
    assert marked(found, "deliverables") == [(3, "kind", "unknown-name")]


def test_a_misspelt_level_of_a_stated_figure_is_asked_about() -> None:
    rows = [
        {"level": "KPI1", "value": "96", "period": "2026-10"},
        {"level": "KPI1", "value": "96", "period": "2026-08"},
        {"level": "hours_by_activity", "value": "96"},
        {"level": "Tilfredshed", "value": "96"},
    ]
    found = held(evidence(stated_values=rows), contract(level()))
    assert told(found) == [("stated_values.csv", 2, "level", "ask")]
    assert "»KPI 1«" in the_only(found).message


def test_many_unknown_names_do_not_make_many_findings() -> None:
    rows = [{"service": f"vært {n}", **SPAN} for n in range(30)]
    found = held(evidence(outages=rows), contract(level()))
    assert len(marked(found, "outages")) == 30
    assert [one.severity for one in found.faults] == ["ask"] * 11
    assert "20 navne" in found.faults[-1].message


W = {"of": "service", "name": "W", "means": "w"}


def test_an_alias_confirmed_by_the_party_that_it_does_not_favour_is_put_in_place_and_told() -> None:
    given = evidence(outages=[{"service": "W", **SPAN}, {"service": "w", **SPAN}])
    found = held(given, contract(level(), aliases=[Alias(**W, confirmed_by=("supplier",))]))
    assert collect(found.table("outages"))["service"].to_list() == ["w", "w"]
    assert marked(found, "outages") == []
    assert told(found) == [("outages.csv", 2, "service", "note")]
    assert all(text in the_only(found).message for text in ("»W«", "»w«", "leverandøren", "1 række"))


@pytest.mark.parametrize("by", [(), ("authority",)])
def test_an_alias_that_nobody_or_the_wrong_party_has_confirmed_is_not_used_and_says_who_must(
    by: tuple[str, ...],
) -> None:
    found = held(
        evidence(outages=[{"service": "W", **SPAN}]), contract(level(), aliases=[Alias(**W, confirmed_by=by)])
    )
    assert collect(found.table("outages"))["service"].to_list() == ["W"]
    assert marked(found, "outages") == [(2, "service", "unknown-name")]
    assert told(found) == [("outages.csv", 2, "service", "ask")]
    assert "før leverandøren har bekræftet" in the_only(found).message


def test_an_alias_that_occurs_in_checks_and_outages_is_confirmed_by_both() -> None:
    given = evidence(
        outages=[{"service": "W", **SPAN}], checks=[{"service": "W", "at": "2026-10-06", "ok": True}]
    )
    for by, used in ((("supplier",), False), (("authority",), False), (("authority", "supplier"), True)):
        found = held(given, contract(level(), aliases=[Alias(**W, confirmed_by=by)]))
        assert (collect(found.table("checks"))["service"].item() == "w") is used, by


def test_an_alias_can_say_that_a_name_is_nothing_in_the_terms() -> None:
    alias = Alias(of="service", name="mail", means="", confirmed_by=("authority",))
    given = evidence(outages=[{"service": "mail", **SPAN}])
    found = held(given, contract(level(), aliases=[alias]))
    assert (told(found), marked(found, "outages")) == ([("outages.csv", 2, "service", "note")], [])
    assert collect(found.table("outages"))["service"].item() == "mail"


def test_an_alias_is_read_inside_a_list_of_names() -> None:
    alias = Alias(of="system", name="Portal", means="portal", confirmed_by=("authority", "supplier"))
    row = {"id": "a", "severity": "x", "released_at": "2026-10-06", "systems": "arkiv;Portal"}
    found = held(evidence(security_updates=[row]), contract(level(), aliases=[alias]))
    assert collect(found.table("security_updates"))["systems"].item() == "arkiv, portal"


def test_an_alias_of_a_name_that_the_terms_know_changes_nothing() -> None:
    alias = Alias(of="priority", name="2", means="1", confirmed_by=("authority", "supplier"))
    found = held(
        evidence(incidents=[{"id": "a", "priority": "2", **TICKET}]), contract(level(), aliases=[alias])
    )
    assert collect(found.table("incidents"))["priority"].item() == "2"


def test_what_was_unusable_stays_so() -> None:
    first = held(evidence(outages=[{"service": "W", **SPAN}]), contract(level()))
    again = held(first, contract(level()))
    assert len(marked(again, "outages")) == 2


def test_a_finding_waits_for_the_party_that_must_still_confirm() -> None:
    outages = [{"service": "W", **SPAN}]
    both = {"outages": outages, "checks": [{"service": "W", "at": "2026-10-06", "ok": True}]}
    one_side = contract(level(), aliases=[Alias(**W, confirmed_by=("supplier",))])
    for tables, of, party in (
        ({"outages": outages}, contract(level()), "supplier"),
        (both, contract(level()), ""),
        (both, one_side, "authority"),
        ({"outages": [{"service": "mail", **SPAN}]}, contract(level()), ""),
    ):
        found = held(evidence(**tables), of)
        assert {fault.party for fault in found.faults} == {party}


def test_a_confirmed_alias_of_what_no_version_in_force_knows_is_not_used() -> None:
    alias = Alias(of="service", name="W", means="nedlagt", confirmed_by=("authority", "supplier"))
    found = held(evidence(outages=[{"service": "W", **SPAN}]), contract(level(), aliases=[alias]))
    assert marked(found, "outages") == [(2, "service", "unknown-name")]


def test_a_level_that_only_looks_at_incidents_beside_does_not_name_their_priorities() -> None:
    given = evidence(incidents=[{"id": "a", "priority": "1", **TICKET}])
    of = contract(level({"priorities": ("report",)}), priorities=())
    (own,) = of.current.service_levels
    columns: dict[str, frozenset[str] | None] = {"deliverables": None, "incidents": None}
    assert with_known_names(given, of, OCTOBER, [Use(own, columns, ("deliverables",))]).faults == ()
    assert len(with_known_names(given, of, OCTOBER, [Use(own, columns)]).faults) == 1


def test_an_unknown_service_beside_a_known_one_in_a_row_of_the_file_is_lost_by_itself() -> None:
    given = evidence(outages=[{"service": name, **SPAN} for name in ("w", "ukendt", "ukendt")])
    one_row = collect(given.table("outages")).with_columns(pl.Series("row_no", [2, 2, 3], dtype=pl.Int64))
    found = held(replace(given, tables={"outages": one_row.lazy()}), contract(level()))
    left = collect(found.table("outages")).select("row_no", "service").rows()
    assert left == [(2, "w"), (3, "ukendt")]
    assert marked(found, "outages") == [(3, "service", "unknown-name")]
    lost = found.lost["outages"].select("row_no", "service", "why", pl.col("from_s").is_not_null()).rows()
    assert lost == [(2, None, "unknown-name", True)]
    assert told(found) == [("outages.csv", 2, "service", "ask")]

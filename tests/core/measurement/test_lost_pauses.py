"""A pause that was lost was delivered all the same: losing it does not make a ticket's pause in all count."""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from level_cases import CALENDARS, KINDS, evidence, level, table, task, terms

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.ticket_terms import TicketTerms

TICKET = {
    "id": "A",
    "priority": "1",
    "opened_at": "2026-10-05 09:00",
    "resolved_at": "2026-10-05 19:00",
    "paused_seconds": 9 * 3600,
}
PAUSE = {"ticket_id": "A", "from_at": "2026-10-05 10:00", "to_at": "2026-10-05 11:00"}


def outcome(*pauses: dict[str, Any], lost: tuple[dict[str, Any], ...] = ()) -> Outcome:
    its = level(
        "resolution_time",
        [{"priorities": ["1"], "limit": {"hours": 4}, "target": 100}],
        clock="elapsed",
        calendar=None,
        priority="last",
        assign_by="resolved",
        open_past_limit="missed_now",
        judge="exact",
    )
    facts = evidence(incidents=[TICKET], pauses=pauses)
    if lost:
        facts = replace(
            facts, lost={"pauses": table("pauses", lost).with_columns(why=pl.lit("bad-time")).collect()}
        )
    under = terms(CALENDARS, tickets=TicketTerms(total_pause="stops"))
    return measured(task(its, facts, under=under), KINDS[its.kind])


def test_pause_in_all_counts_where_none_comes_by_itself() -> None:
    assert outcome().state == "met"
    assert outcome(PAUSE).state == "missed"


@pytest.mark.parametrize("lost", [PAUSE, {"ticket_id": "A"}])
def test_lost_pause_of_the_ticket_leaves_it_late(lost: dict[str, Any]) -> None:
    assert outcome(lost=(lost,)).state == "missed"


def test_lost_pause_of_a_ticket_nobody_can_tell_could_be_the_tickets() -> None:
    found = outcome(lost=({"from_at": "2026-10-05 10:00"},))
    assert (found.state, [loss.cases for loss in found.losses]) == ("reserved", [1])

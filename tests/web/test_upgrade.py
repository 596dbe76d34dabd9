"""An installation that has periods and reports already gets what the new columns say of them when it is upgraded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# What it is before, of each app that is asked, and last what it is brought to.
STATES = ("periods", "0003_asking"), ("overview", "0001_initial"), ("periods", "0005_state_checked")
CURRENCY = (
    ("periods", "0005_state_checked"),
    ("overview", "0003_change"),
    ("periods", "0006_corrections_and_currency"),
)
FIRST, SECOND = datetime(2026, 11, 9, 9, 0, tzinfo=UTC), datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
DEADLINES = [
    {"what": "report", "day": "2026-11-13", "binding": True, "clause": "Bilag 8, pkt. 2.1"},
    {"what": "comments", "day": "2026-11-20", "binding": False, "clause": ""},
    {"what": "meeting", "day": None, "binding": True, "clause": "Bilag 8"},
]


def models(*states: tuple[str, str]) -> Any:
    """Return the models as they are at the states."""
    return MigrationExecutor(connection).loader.project_state(list(states)).apps


@pytest.fixture
def before(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[Any]:  # noqa: ARG001 - the database is there by it
    """The models as they were before; afterwards the database is as it is now."""
    call_command("migrate", *request.param[0], verbosity=0)
    yield models(*request.param[:-1])
    call_command("migrate", verbosity=0)


def contract_with_report(before: Any, name: str = "Kontrakten") -> tuple[Any, Any, Any]:
    """Return the person, the contract and its report for October."""
    organisations = before.get_model("parties", "Organisation").objects
    authority, supplier = (organisations.create(name=f"{one} {name}") for one in ("Styrelsen", "Drift A/S"))
    person = before.get_model("parties", "Person").objects.create(
        email=f"{name}@prove.example", name="Prøve (syntetisk)", created_at=FIRST, organisation=authority
    )
    contract = before.get_model("contracts", "Contract").objects.create(
        title=name, authority=authority, supplier=supplier, created_at=FIRST
    )
    version = before.get_model("periods", "ReportVersion").objects.create(
        contract=contract, period="2026-10", number=1, key=name, made_at=FIRST, made_by=person, verdict=""
    )
    return person, contract, version


@pytest.mark.parametrize("before", [STATES], indirect=True)
def test_periods_get_their_state_and_days(before: Any) -> None:
    person, contract, version = contract_with_report(before)
    submitted = {"version": version, "submitted_by": person}
    returned = {"returned_at": SECOND, "returned_by": person, "return_reason": "Ret det"}
    approved = {"approved_at": SECOND, "approved_by": person}
    expected = {}
    for code, state, decided in (
        ("2026-07", "open", ()),
        ("2026-08", "submitted", (returned, {})),
        ("2026-09", "returned", (returned,)),
        ("2026-10", "approved", (returned, approved)),
    ):
        row = before.get_model("periods", "ContractPeriod").objects.create(
            contract=contract,
            code=code,
            first_day=date.fromisoformat(f"{code}-01"),
            last_day=date.fromisoformat(f"{code}-28"),
            deadlines=DEADLINES if decided else [],
        )
        for number, what in enumerate(decided, 1):
            at = FIRST if number == 1 else SECOND
            row.submissions.create(number=number, submitted_at=at, **submitted, **what)
        clause, due = ("Bilag 8, pkt. 2.1", date(2026, 11, 20)) if decided else ("", None)
        expected[code] = (state, FIRST.date() if decided else None, clause, due, False, None)
    call_command("migrate", *STATES[-1], verbosity=0)
    now = models(STATES[-1])
    fields = ("state", "first_submitted_on", "report_clause", "answer_due", "answer_binding", "meeting_due")
    rows = now.get_model("periods", "ContractPeriod").objects.values_list("code", *fields)
    assert {code: tuple(said) for code, *said in rows} == expected


@pytest.mark.parametrize("before", [CURRENCY], indirect=True)
def test_reports_get_the_currency_of_their_contract(before: Any) -> None:
    for name, currency in (("Kroner", "DKK"), ("Euro", "EUR"), ("Uden vilkår", "")):
        _person, contract, _version = contract_with_report(before, name)
        if currency:
            before.get_model("overview", "Summary").objects.create(contract=contract, currency=currency)
    call_command("migrate", *CURRENCY[-1], verbosity=0)
    found = models(CURRENCY[-1]).get_model("periods", "ReportVersion").objects.values_list("key", "currency")
    assert dict(found) == {"Kroner": "DKK", "Euro": "EUR", "Uden vilkår": "DKK"}

"""A penalty from calculated to set off: who decides what, from where, and what later periods see of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from house import House, gone_through, in_force

from afstemt.core.settlement.claims import claim_deadline
from afstemt.core.units.formats import price
from afstemt.core.units.money import Money
from afstemt.core.units.period import parse_period
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.terms import in_force as terms_of
from afstemt.web.lifecycle.basis import basis_of
from afstemt.web.overview.task_texts import in_words
from afstemt.web.overview.tasks import roles_of, tasks_in
from afstemt.web.overview.upkeep import bring_up_to_date
from afstemt.web.penalties.actions import decide_penalty
from afstemt.web.penalties.models import PenaltyDecision
from afstemt.web.penalties.queries import penalties
from afstemt.web.periods.models import ReportVersion
from afstemt.web.refusals import NotAllowed, WrongState

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture
def costly(house: House) -> House:
    """October has cost 42,300 kr."""
    in_force(house)
    ReportVersion.objects.filter(pk=house.report.pk).update(penalty=Decimal("42300.00"), points=Decimal(9))
    return house


def decide(house: House, who: str, kind: str, at: datetime = AT, **rest: str) -> PenaltyDecision:
    return decide_penalty(
        actor=house.people[who], contract=house.contract, code="2026-10", kind=kind, at=at, **rest
    )


def state(house: House) -> str | None:
    (row,) = penalties(house.contract, terms_of(house.contract), date(2026, 1, 1), AT.date())
    return row.state


def test_claimed_acknowledged_and_set_off(costly: House) -> None:
    decide(costly, "authority_manager", "claim")
    assert state(costly) == "claimed"
    decide(costly, "supplier_manager", "acknowledge")
    assert state(costly) == "acknowledged"
    decide(costly, "finance", "set_off", invoice="F-1001")
    assert state(costly) == "set_off"
    assert [row.verb for row in AuditRow.objects.filter(verb__startswith="penalty_")] == [
        "penalty_claim",
        "penalty_acknowledge",
        "penalty_set_off",
    ]
    page = costly.client("auditor").get(reverse("penalties", args=(costly.contract.pk,))).content.decode()
    assert "42.300,00\u00a0kr." in page
    assert "F-1001" in page
    assert "modregnet" in page


@pytest.mark.parametrize("corrected", ["-500.00", "500.00"])
def test_a_correction_is_no_penalty_to_claim_and_is_shown_beside_it(costly: House, corrected: str) -> None:
    ReportVersion.objects.filter(pk=costly.report.pk).update(penalty=0, corrections=Decimal(corrected))
    page = costly.client("auditor").get(reverse("penalties", args=(costly.contract.pk,))).content.decode()
    raised = {"500.00": "nedsætter", "-500.00": "forhøjer"}[corrected]
    assert (
        f"Efterregulering af bod og bonus i tidligere perioder {raised} betalingen med 500 kr."
        in page.replace("\u00a0", " ")
    )
    assert page.count(f">{price(Money(Decimal(corrected), 'DKK'))}<") == 2, "in its row and in the sum"
    with pytest.raises(WrongState, match="ikke beregnet bod"):
        decide(costly, "authority_manager", "claim")
    assert state(costly) is None


def test_a_disputed_penalty_says_why_and_can_still_be_acknowledged(costly: House) -> None:
    decide(costly, "authority_manager", "claim")
    with pytest.raises(WrongState, match="begrundelse"):
        decide(costly, "supplier_manager", "dispute")
    decide(costly, "supplier_manager", "dispute", reason="Udetiden skyldes myndighedens netværk")
    assert state(costly) == "disputed"
    decide(costly, "supplier_manager", "acknowledge")
    assert state(costly) == "acknowledged"


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("supplier_manager", "claim"),
        ("service_owner", "claim"),
        ("finance", "waive"),
        ("authority_manager", "acknowledge"),
        ("authority_manager", "dispute"),
        ("service_manager", "acknowledge"),
    ],
)
def test_only_the_party_that_may_decides(costly: House, who: str, kind: str) -> None:
    with pytest.raises(NotAllowed):
        decide(costly, who, kind, reason="x")
    assert not PenaltyDecision.objects.exists()


@pytest.mark.parametrize("kind", ["acknowledge", "dispute"])
def test_the_supplier_answers_a_claim_and_nothing_before_it(costly: House, kind: str) -> None:
    with pytest.raises(WrongState, match="beregnet"):
        decide(costly, "supplier_manager", kind, reason="x")


def test_a_waived_penalty_is_not_claimed_again(costly: House) -> None:
    decide(costly, "authority_manager", "waive", reason="Aftalt på mødet")
    with pytest.raises(WrongState, match="frafaldet"):
        decide(costly, "authority_manager", "claim")


def test_there_is_nothing_to_claim_without_a_penalty(costly: House) -> None:
    ReportVersion.objects.update(penalty=Decimal(0))
    with pytest.raises(WrongState, match="ikke beregnet bod"):
        decide(costly, "authority_manager", "claim")


def test_later_periods_see_what_was_decided(costly: House) -> None:
    decide(costly, "authority_manager", "claim")
    terms = terms_of(costly.contract)
    assert terms is not None
    basis = basis_of(costly.contract, terms, parse_period("2026-11"))
    row = basis.evidence.table("decisions").collect().row(0, named=True)
    assert (row["kind"], row["table"], row["period"]) == ("claim", "penalty", "2026-10")


def test_the_database_wants_an_invoice_for_a_set_off_and_a_reason_for_a_dispute(costly: House) -> None:
    given = {
        "period": costly.contract.periods.get(),
        "decided_at": AT,
        "decided_by": costly.people["finance"],
    }
    for kind in ("set_off", "dispute", "waive"):
        with pytest.raises(IntegrityError), transaction.atomic():
            PenaltyDecision.objects.create(kind=kind, **given)


def tasks(house: House, who: str, today: date = TODAY) -> list[tuple[str, date | None]]:
    found = in_words(tasks_in(roles_of(house.people[who]), today))
    return [(one.text, one.deadline) for one in found if "bod" in one.text]


def test_a_penalty_waits_to_be_claimed_and_then_to_be_answered(costly: House) -> None:
    """The authority's until its last day, which is said; then the supplier's, who has no deadline."""
    due = date(2026, 12, 11)
    assert tasks(costly, "authority_manager") == [], "nothing is claimed of a draft"
    gone_through(costly, "approved")
    costly.contract.periods.update(claim_needed=True, claim_due=due, claim_clause="Bilag 6, pkt. 7")
    order = ("Gør boden for oktober 2026 gældende, eller frafald den", due)
    assert tasks(costly, "authority_manager") == tasks(costly, "authority_manager", due) == [order]
    assert tasks(costly, "authority_manager", date(2026, 12, 12)) == []
    assert tasks(costly, "finance") == tasks(costly, "supplier_manager") == []
    decide(costly, "authority_manager", "claim")
    assert tasks(costly, "authority_manager") == []
    assert tasks(costly, "supplier_manager") == [("Anerkend eller bestrid boden for oktober 2026", None)]
    assert costly.contract.periods.get().state == "approved"
    ReportVersion.objects.filter(pk=costly.report.pk).update(penalty=0)
    assert tasks(costly, "supplier_manager") == [], "calculated anew, there is nothing to answer"
    ReportVersion.objects.filter(pk=costly.report.pk).update(penalty=42_300)
    decide(costly, "supplier_manager", "acknowledge")
    assert tasks(costly, "supplier_manager") == []


@pytest.mark.parametrize("state", ["submitted", "returned", "approved"])
def test_a_claim_without_a_last_day_waits_as_long_as_it_is_not_made(costly: House, state: str) -> None:
    gone_through(costly, state)
    costly.contract.periods.update(claim_needed=False, claim_due=None)
    assert tasks(costly, "authority_manager") == [], "it is set off without a claim"
    costly.contract.periods.update(claim_needed=True)
    assert tasks(costly, "authority_manager") == [
        ("Gør boden for oktober 2026 gældende, eller frafald den", None)
    ]


def test_the_last_day_to_claim_is_kept_with_the_period(costly: House) -> None:
    row = costly.contract.periods.get()
    terms = terms_of(costly.contract)
    assert terms is not None
    expected = claim_deadline(terms.current, parse_period("2026-10"))[0]
    row.claim_due = None
    row.save()
    bring_up_to_date(costly.contract, AT.date())
    row.refresh_from_db()
    assert row.claim_needed
    assert row.claim_due == expected is not None
    gone_through(costly, "submitted")
    costly.contract.periods.update(claim_needed=False, claim_due=None)
    bring_up_to_date(costly.contract, AT.date())
    assert costly.contract.periods.get(code="2026-10").claim_due == expected, "also of one submitted before"

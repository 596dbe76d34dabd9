"""Rows that a later delivery lacks: shown on its page and on Datagrundlag, answered by those whom it is for."""

import pytest
from deliveries import AT, approve, confirm, page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from house import House

from afstemt.core.evidence.evidence import collect
from afstemt.core.month import run
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import delivering
from afstemt.web.evidence.missing import missing_rows
from afstemt.web.evidence.models import Delivery, RowAnswer
from afstemt.web.evidence.row_answers import answer_rows, decide_row_answer
from afstemt.web.lifecycle.basis import basis_of
from afstemt.web.periods.address import the_period
from afstemt.web.refusals import NotAllowed, WrongState

OUTAGES = "service,from_at,to_at\n"
HOURS = "date,consultant,activity,hours,rate_code\n"
GONE_OUTAGE, GONE_HOURS = "outages|sag-web · 2026-10-06T09:00:00Z", "hours|2026-10-06 · K1 · drift · S"
TITLE = "Rækker, som en senere leverance ikke har"


def rows(*days: int) -> dict[str, str]:
    """Return files of outages and hours on the days of October."""
    return {
        "outages.csv": OUTAGES
        + "".join(f"sag-web,2026-10-0{day}T09:00:00Z,2026-10-0{day}T10:00:00Z\n" for day in days),
        "hours.csv": HOURS + "".join(f"2026-10-0{day},K1,drift,7.5,S\n" for day in days),
    }


def send(house: House, *days: int, who: str = "service_manager") -> Delivery:
    """Deliver the days' rows."""
    return delivering.deliver(
        actor=house.people[who],
        contract=house.contract,
        files=[SimpleUploadedFile(name, text.encode()) for name, text in rows(*days).items()],
        at=AT,
    )


def two(house: House, who: str = "service_manager") -> Delivery:
    """Deliver three days, and then without the second, which waits to be confirmed."""
    confirm(house, send(house, 5, 6, 7, who=who))
    return send(house, 5, 7, who=who)


def answer(
    house: House, key: str, said: str, who: str = "service_manager", waiting: Delivery | None = None
) -> RowAnswer:
    (made,) = answer_rows(
        actor=house.people[who],
        contract=house.contract,
        keys=[key],
        said=said,
        reason="",
        at=AT,
        waiting=waiting,
    )
    return made


def decide(house: House, held: RowAnswer, kind: str, who: str) -> RowAnswer:
    return decide_row_answer(actor=house.people[who], contract=house.contract, answer=held, kind=kind, at=AT)


def month(house: House) -> tuple[int, int, list[str]]:
    """Return how many outages and rows of hours count in October, and whom each open question is to."""
    terms = in_force(house.contract)
    assert terms is not None
    october = the_period("2026-10", house.contract.zone)
    found = run(terms, october, basis_of(house.contract, terms, october).evidence, as_of=october.last)
    asked = [fault.party for fault in found.evidence.faults if fault.code == "missing-later"]
    tables = [len(collect(found.evidence.table(name))) for name in ("outages", "hours")]
    return tables[0], tables[1], asked


def test_it_stands_on_the_later_delivery_s_page_before_and_on_datagrundlag_after(house: House) -> None:
    approve(house)
    later = two(house)
    assert TITLE not in page(house, "deliveries")
    shown = page(house, "delivery", later.pk)
    assert TITLE in shown
    assert "sag-web · 2026-10-06T09:00:00Z" in shown
    assert "2026-10-06 · K1 · drift · S" in shown
    assert "Gem svaret" in shown
    assert "Gem svaret" not in page(house, "delivery", later.pk, who="authority_manager"), "not theirs to say"
    confirm(house, later, both_count=True)
    assert "2 rækker står i en tidligere leverance" in page(house, "deliveries")
    assert month(house) == (3, 3, ["", ""]), "both count, and are asked about"


def test_answer_against_own_interest_binds_and_one_in_own_waits(house: House) -> None:
    approve(house)
    later = two(house)
    answer(house, GONE_HOURS, "lapsed", waiting=later)
    held = answer(house, GONE_OUTAGE, "lapsed", waiting=later)
    confirm(house, later, both_count=True)
    assert month(house) == (3, 2, ["authority"])
    assert "gælder, når myndigheden er enig" in page(house, "deliveries")
    decide(house, held, "agree", "authority_manager")
    assert month(house) == (2, 2, [])
    assert "Besvarede rækker (2)" in page(house, "deliveries")
    verbs = AuditRow.objects.filter(verb__endswith="_rows").values_list("verb", flat=True).order_by("pk")
    assert list(verbs) == ["answer_rows", "answer_rows", "agree_rows"]


def test_what_holds_is_changed_by_the_other_answer_by_the_same_rule(house: House) -> None:
    approve(house)
    confirm(house, two(house), both_count=True)
    answer(house, GONE_HOURS, "lapsed")
    back = answer(house, GONE_HOURS, "stands")
    assert month(house)[1] == 2, "in its own interest: not before the authority has agreed"
    decide(house, back, "agree", "authority_manager")
    assert month(house)[1] == 3
    (left,) = house.contract.row_answers.filter(ended_at__isnull=True)
    assert left.said == "stands"


def test_answer_that_waits_is_rejected_or_withdrawn_and_the_row_is_asked_about_again(house: House) -> None:
    approve(house)
    confirm(house, two(house), both_count=True)
    for kind, who in (("reject", "authority_manager"), ("withdraw", "supplier_manager")):
        held = answer(house, GONE_OUTAGE, "lapsed")
        other = "authority_manager" if kind == "withdraw" else "supplier_manager"
        with pytest.raises(NotAllowed):
            decide(house, held, kind, other)
        decide(house, held, kind, who)
        assert month(house) == (3, 3, ["", ""])
        with pytest.raises(WrongState):
            decide(house, held, "agree", "authority_manager")


def test_only_the_party_that_delivered_the_row_answers(house: House) -> None:
    approve(house)
    confirm(house, two(house), both_count=True)
    with pytest.raises(NotAllowed, match="Kun den part"):
        answer(house, GONE_HOURS, "lapsed", who="authority_manager")
    with pytest.raises(NotAllowed):
        answer(house, GONE_HOURS, "lapsed", who="auditor")
    with pytest.raises(WrongState, match="Vælg rækker"):
        answer(house, "hours|2026-10-05 · K1 · drift · S", "lapsed")
    with pytest.raises(WrongState, match="udgået"):
        answer(house, GONE_HOURS, "noget andet")
    answer(house, GONE_HOURS, "lapsed")
    with pytest.raises(WrongState, match="allerede svaret"):
        answer(house, GONE_HOURS, "lapsed")


def test_row_that_comes_again_counts_whatever_was_answered(house: House) -> None:
    approve(house)
    confirm(house, two(house), both_count=True)
    answer(house, GONE_HOURS, "lapsed")
    assert month(house)[1] == 2
    confirm(house, send(house, 5, 6, 7, 8), both_count=True)
    assert month(house)[1] == 4
    assert not missing_rows(house.contract)


def test_a_report_stands_on_the_answers_it_was_calculated_with(house: House) -> None:
    approve(house)
    confirm(house, two(house), both_count=True)
    terms = in_force(house.contract)
    assert terms is not None
    october = the_period("2026-10", house.contract.zone)
    before = basis_of(house.contract, terms, october)
    held = answer(house, GONE_OUTAGE, "lapsed")
    waiting = basis_of(house.contract, terms, october)
    decide(house, held, "agree", "authority_manager")
    after = basis_of(house.contract, terms, october)
    assert "row_answers" not in before.stands_on
    assert [len(one.stands_on["row_answers"]) for one in (waiting, after)] == [1, 1]
    assert len({before.inputs, waiting.inputs, after.inputs}) == 3


@pytest.mark.parametrize(("said", "told"), [("lapsed", "Svaret er noteret"), ("", "Vælg, om rækkerne")])
def test_the_page_s_form(house: House, said: str, told: str) -> None:
    later = two(house)
    answer_ = house.client("service_manager").post(
        reverse("answer_rows", args=(house.contract.pk,)),
        {"row": [GONE_HOURS, GONE_OUTAGE], "said": said, "reason": "fejl", "delivery": later.pk},
        follow=True,
    )
    assert told in answer_.content.decode()
    assert house.contract.row_answers.filter(ended_at__isnull=True).count() == (2 if said else 0)
    if said:
        shown = page(house, "delivery", later.pk, who="authority_manager")
        assert "Enig" in shown
        held = house.contract.row_answers.get(table="outages")
        house.client("authority_manager").post(
            reverse("decide_row_answer", args=(house.contract.pk, held.pk)), {"kind": "agree"}
        )
        held.refresh_from_db()
        assert held.agreed_by == house.people["authority_manager"]

"""Files that nothing orders: the party that delivered them says the order, and later ones of the names stand by it."""

import pytest
from deliveries import AT, HEADER, approve, confirm, deliver, incident, page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from house import House

from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import delivering, file_order, queries, withdrawing
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import comparison_of, evidence_of, faults_of
from afstemt.web.lifecycle.basis import basis_of
from afstemt.web.periods.address import the_period
from afstemt.web.refusals import NotAllowed, WrongState

TWO = {"a.csv": HEADER + incident(1, priority=1), "b.csv": HEADER + incident(1, priority=2) + incident(2)}


def two(house: House, who: str = "service_manager", files: dict[str, bytes] = TWO) -> Delivery:
    """Deliver files of which nothing tells the order."""
    return delivering.deliver(
        actor=house.people[who],
        contract=house.contract,
        files=[SimpleUploadedFile(name, content) for name, content in files.items()],
        at=AT,
    )


def order(house: House, delivery: Delivery, *names: str, who: str = "service_manager") -> Delivery:
    return file_order.order_files(actor=house.people[who], delivery=delivery, names=names, at=AT)


def priorities(house: House) -> dict[str, str]:
    table = evidence_of(queries.confirmed(house.contract)).table("incidents").select("id", "priority")
    return dict(table.collect().rows())


def counts(delivery: Delivery) -> tuple[int, int, int, int]:
    found = Delivery.objects.get(pk=delivery.pk)
    files = found.files.all()
    sums = [
        sum(getattr(file, name) for file in files)
        for name in ("rows_read", "rows_used", "rows_superseded", "rows_set_aside")
    ]
    assert sums == [found.rows_read, found.rows_used, found.rows_superseded, found.rows_set_aside]
    return (*sums,)


def test_until_it_is_said_the_rows_are_set_aside_and_then_the_newest_counts(house: House) -> None:
    made = two(house)
    assert counts(made) == (3, 1, 0, 2)
    assert made.extents["incidents"]["rows"] == 1
    shown = page(house, "delivery", made.pk)
    assert "Filernes rækkefølge" in shown
    assert "1 er den ældste" in shown
    ordered = order(house, made, "b.csv", "a.csv")
    assert counts(made) == (3, 2, 1, 0)
    assert ordered.extents["incidents"]["rows"] == 2
    assert [fault.code for fault in faults_of(ordered) if fault.severity != "note"] == ["missing-later"]
    (found,) = comparison_of(ordered, queries.confirmed(house.contract)).differences
    assert found.new == 2
    confirm(house, ordered)
    assert priorities(house) == {"INC-1": "1", "INC-2": "1"}
    row = AuditRow.objects.get(verb="order_files")
    assert (row.about, row.details["files"]) == (made.key, ["b.csv", "a.csv"])


def test_a_confirmed_delivery_is_ordered_anew_and_what_stands_on_it_changes(house: House) -> None:
    approve(house)
    terms = in_force(house.contract)
    assert terms is not None
    october = the_period("2026-10", house.contract.zone)
    made = confirm(house, two(house))
    before = basis_of(house.contract, terms, october)
    assert priorities(house) == {"INC-2": "1"}
    order(house, made, "a.csv", "b.csv")
    assert priorities(house) == {"INC-1": "2", "INC-2": "1"}
    after = basis_of(house.contract, terms, october)
    assert after.stands_on["orders"] == {made.key: ["a.csv", "b.csv"]}
    assert "orders" not in before.stands_on
    assert before.inputs != after.inputs
    order(house, made, "b.csv", "a.csv")
    assert priorities(house)["INC-1"] == "1"
    assert counts(made) == (3, 2, 1, 0)


def test_a_later_delivery_with_files_of_the_same_names_stands_by_it(house: House) -> None:
    order(house, confirm(house, two(house)), "b.csv", "a.csv")
    later = two(house, files={name: content + incident(7) for name, content in TWO.items()})
    assert (later.file_order, later.ordered_by) == (["b.csv", "a.csv"], house.people["service_manager"])
    assert counts(later) == (5, 3, 2, 0)
    other = two(house, files={"c.csv": TWO["a.csv"] + incident(8), "d.csv": TWO["b.csv"] + incident(8)})
    assert other.file_order == []
    assert "INC-8" not in str(faults_of(other))
    theirs = two(house, "authority_manager", {name: text + incident(9) for name, text in TWO.items()})
    assert theirs.file_order == [], "the other party's files may be called the same"


def test_only_the_party_that_delivered_says_it(house: House) -> None:
    made = two(house)
    with pytest.raises(NotAllowed, match="Kun den part"):
        order(house, made, "a.csv", "b.csv", who="authority_manager")
    assert "Gem rækkefølgen" not in page(house, "delivery", made.pk, who="authority_manager")
    order(house, made, "a.csv", "b.csv", who="supplier_manager")


@pytest.mark.parametrize("names", [[], ["a.csv"], ["a.csv", "a.csv"], ["a.csv", "b.csv", "c.csv"]])
def test_every_file_is_named_once(house: House, names: list[str]) -> None:
    made = two(house)
    with pytest.raises(WrongState, match="eget nummer"):
        order(house, made, *names)
    assert counts(made) == (3, 1, 0, 2)


def test_what_needs_no_order_or_stands_locked_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongState, match="ingen filer"):
        order(house, deliver(house, HEADER + incident(3)), "incidents.csv")
    made = confirm(house, two(house))
    monkeypatch.setattr(queries, "stands_locked", lambda _delivery: True)
    with pytest.raises(WrongState, match="låst periode"):
        order(house, made, "a.csv", "b.csv")


def test_a_withdrawn_delivery_is_not_ordered(house: House) -> None:
    made = two(house)
    withdrawing.withdraw(actor=house.people["service_manager"], delivery=made, reason="Forkert", at=AT)
    with pytest.raises(WrongState, match="trukket tilbage"):
        order(house, made, "a.csv", "b.csv")


@pytest.mark.parametrize(
    ("places", "said"), [(("2", "1"), ["b.csv", "a.csv"]), (("1", "1"), []), (("", "1"), [])]
)
def test_the_page_s_form(house: House, places: tuple[str, str], said: list[str]) -> None:
    made = two(house)
    answer = house.client("service_manager").post(
        reverse("order_files", args=(house.contract.pk, made.pk)),
        {"name": ["a.csv", "b.csv"], "place": list(places)},
        follow=True,
    )
    made.refresh_from_db()
    assert made.file_order == said
    assert ("Rækkefølgen er gemt" if said else "eget nummer") in answer.content.decode()
    if said:
        assert "har oplyst, at filerne er trukket ud" in answer.content.decode()

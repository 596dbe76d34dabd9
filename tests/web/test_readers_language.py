"""What is kept as text and shown later is said in the reader's language, whoever caused it and in which language."""

import json
from typing import Any

import pytest
from deliveries import CHECKS, HEADER, approve, check, confirm, deliver, incident
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from house import AT, INCIDENTS, KEY, House, in_force
from jobs import run_jobs

from afstemt.core.units.period import parse_period
from afstemt.web.contracts.terms import in_force as terms_in_force
from afstemt.web.evidence import key_figures, uploads
from afstemt.web.evidence.facts import reading
from afstemt.web.evidence.facts.tables import FAULTS
from afstemt.web.evidence.figure_lines import Stated, lines_of
from afstemt.web.evidence.models import Delivery, Upload
from afstemt.web.evidence.store import evidence_of, folder_of
from afstemt.web.parties.language import in_language_of
from afstemt.web.periods.models import Asking, ReportVersion
from afstemt.web.periods.rendering import folder_of as report_in

OCTOBER = parse_period("2026-10")
DANISH, ENGLISH = (
    "er en dato eller et klokkeslæt, der ikke findes",
    "that does not exist. The row is set aside.",
)


@pytest.fixture
def reads_english(house: House) -> House:
    """The supplier's service manager, who does most here, has chosen English; all others Danish."""
    person = house.people["service_manager"]
    person.language = "en"
    person.save(update_fields=("language",))
    return house


def shown(house: House, where: str) -> tuple[str, str]:
    """Return the page as the one with Danish sees it, and as the one with English does."""
    danish, english = (
        house.client(who).get(where).content.decode() for who in ("supplier_manager", "service_manager")
    )
    return danish, english


def called(house: House, language: str, name: str, number: int) -> Any:
    """Return what a system that asks for a language is answered."""
    caller = Client(headers={"authorization": f"Bearer {KEY}", "accept-language": language})
    return caller.get(reverse(f"api:{name}", args=(house.contract.pk, number))).json()


def test_a_deliverys_problems_are_in_the_readers_language(reads_english: House) -> None:
    house = reads_english
    client = house.client("service_manager")
    file = SimpleUploadedFile("incidents.csv", INCIDENTS)
    sent = client.post(reverse("deliveries", args=(house.contract.pk,)), {"files": file})
    delivery = Delivery.objects.latest("id")
    assert sent.headers["Location"] == reverse("delivery", args=(house.contract.pk, delivery.pk))
    for address in ("delivery", "delivery_problems"):
        where = reverse(address, args=(house.contract.pk, delivery.pk))
        for who, said, other in (
            ("service_manager", ENGLISH, DANISH),
            ("supplier_manager", DANISH, ENGLISH),
        ):
            answer = house.client(who).get(where)
            text = b"".join(answer).decode()
            assert said in text
            assert other not in text
    for language, said in (("en", ENGLISH), ("da", DANISH)):
        assert said in called(house, language, "problems", delivery.pk)["problems"][0]["message"]


def test_problems_that_were_kept_before_are_shown_as_they_are(reads_english: House) -> None:
    house = reads_english
    delivery = deliver(house, INCIDENTS)
    path = folder_of(delivery.key) / FAULTS
    (fault,) = json.loads(path.read_text(encoding="utf-8"))
    old = fault | {"message": fault["message"]["da"], "place": fault["place"]["da"]}
    path.write_text(json.dumps([old]), encoding="utf-8")
    danish, english = shown(house, reverse("delivery", args=(house.contract.pk, delivery.pk)))
    assert DANISH in danish
    assert DANISH in english


def test_large_files_that_were_refused_are_so_in_the_readers_language(
    reads_english: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by a process of its own, which is told the language of who sent the files."""
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    monkeypatch.setattr(reading, "LARGE", 10)
    house = reads_english

    def sent(content: bytes) -> str:
        where = reverse("deliveries", args=(house.contract.pk,))
        file = SimpleUploadedFile("incidents.csv", content)
        page = house.client("service_manager").post(where, {"files": file}).headers["Location"]
        run_jobs()
        return page

    danish, english = shown(house, sent(b"id;priority\n1;2\n"))
    assert "Kolonnen opened_at mangler" in danish
    assert "The column opened_at is missing" in english
    assert "mangler" not in english
    sent(HEADER + incident(1))
    danish, english = shown(house, sent(HEADER + incident(1)))
    assert Upload.objects.latest("id").outcome == "known"
    assert "venter på at blive bekræftet; intet er ændret" in danish
    assert "wait to be confirmed; nothing has changed" in english


def test_a_calculation_that_was_refused_is_so_in_the_readers_language(reads_english: House) -> None:
    """The terms of a year in which none were in force: days in it are written as the language writes them."""
    house = reads_english
    in_force(house)
    confirm(house, deliver(house, INCIDENTS))
    house.client("service_manager").post(reverse("calculate", args=(house.contract.pk, "2001-01")))
    run_jobs()
    assert Asking.objects.get().outcome == "refused"
    danish, english = shown(house, reverse("period", args=(house.contract.pk, "2001-01")))
    assert "Vilkårene gælder ikke i januar 2001; de træder i kraft 1.\u00a0januar 20" in danish
    assert "The terms are not in force in January 2001; they take effect on 1\u00a0January 20" in english


def test_a_report_says_what_was_set_aside_in_its_own_language(reads_english: House) -> None:
    house = reads_english
    house.contract.periods.all().delete()
    ReportVersion.objects.all().delete()
    in_force(house)
    confirm(house, deliver(house, INCIDENTS))
    house.client("service_manager").post(reverse("calculate", args=(house.contract.pk, "2026-10")))
    run_jobs()
    version = house.contract.reports.get()
    report = (report_in(version.key) / "driftsrapport.json").read_text(encoding="utf-8")
    assert DANISH in report
    assert ENGLISH not in report


def test_why_a_delivery_was_replaced_is_said_in_the_readers_language(reads_english: House) -> None:
    house = reads_english
    first = confirm(house, deliver(house, CHECKS + check(1), "checks.csv"))
    with in_language_of(house.people["service_manager"]):
        confirm(house, deliver(house, CHECKS + check(1, ok="false"), "checks.csv"), replaces=[first.pk])
    for where in (
        reverse("delivery", args=(house.contract.pk, first.pk)),
        reverse("decisions", args=(house.contract.pk,)),
    ):
        danish, english = shown(house, where)
        assert "Erstattet af en ny leverance." in danish
        assert "Replaced by a new delivery." in english
    for language, said in (("da", "Erstattet af en ny leverance."), ("en", "Replaced by a new delivery.")):
        answer = called(house, language, "delivery", first.pk)
        assert answer["withdrawn_reason"] == said


def test_figures_keyed_in_are_named_in_the_readers_language(reads_english: House) -> None:
    house = reads_english
    approve(house)
    terms = terms_in_force(house.contract)
    assert terms is not None
    (line, *_rest) = lines_of(terms, OCTOBER)
    with in_language_of(house.people["service_manager"]):
        made = key_figures.key_in(
            actor=house.people["service_manager"],
            contract=house.contract,
            period=OCTOBER,
            stated={(line.level, line.population): Stated("99", basis="Rapporten")},
            reason="Ingen rækker",
            at=AT,
        )
    assert evidence_of([made]).files[0].name == "Nøgletal for oktober 2026", "as the report names it"
    assert called(house, "en", "delivery", made.pk)["files"][0]["name"] == "Key figures for October 2026"

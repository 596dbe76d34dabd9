"""What a name in the rows means: proposed, confirmed by whom it may be against, used, and what a lock keeps of it."""

from pathlib import Path

import pytest
from deliveries import CHECKS, approve, confirm, deliver, incident, page
from django.db import IntegrityError, transaction
from django.urls import reverse
from house import AT, House
from test_none_statements import HEADER, OCTOBER, OUTAGES

from afstemt.core.evidence.name_places import tables_with
from afstemt.core.month import VOCABULARY, run
from afstemt.core.units.fault import Fault
from afstemt.files.reading.terms import read_contract
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.models import Alias
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence.aliases import decide_alias, propose_alias
from afstemt.web.lifecycle.basis import Basis, basis_of, basis_of_version
from afstemt.web.lifecycle.calculation import make_report
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.overview.task_texts import in_words
from afstemt.web.overview.tasks import roles_of, tasks_in
from afstemt.web.refusals import NotAllowed, WrongState

ROW = b"SAG WEB;2026-10-07T08:00:00+02:00;2026-10-07T18:00:00+02:00\n"
LEVEL = "SM 1"


@pytest.fixture
def ready(house: House) -> House:
    """Let the terms be in force, and an outage of a service be delivered that they write otherwise."""
    approve(house)
    confirm(house, deliver(house, HEADER + incident(1, "A")))
    confirm(house, deliver(house, OUTAGES + ROW, "outages.csv"))
    return house


def now(house: House) -> Basis:
    return basis_of(house.contract, terms_in_force(house.contract), OCTOBER)


def state(house: House) -> str:
    month = run(terms_in_force(house.contract), OCTOBER, now(house).evidence, as_of=AT.date())
    return next(one.state for one in month.outcomes if one.level == LEVEL)


def asked(house: House) -> list[Fault]:
    month = run(terms_in_force(house.contract), OCTOBER, now(house).evidence, as_of=AT.date())
    return [one for one in month.evidence.faults if one.code == "unknown-name"]


def propose(
    house: House, who: str, name: str = "SAG WEB", means: str = "sag-web", of: str = "service"
) -> Alias:
    return propose_alias(
        actor=house.people[who], contract=house.contract, of=of, name=name, means=means, reason="", at=AT
    )


def decide(house: House, who: str, alias: Alias, kind: str) -> Alias:
    return decide_alias(actor=house.people[who], contract=house.contract, alias=alias, kind=kind, at=AT)


def waits_for(house: House, who: str) -> list[str]:
    return [
        one.text
        for one in in_words(tasks_in(roles_of(house.people[who]), AT.date()))
        if one.obligation.what == "alias"
    ]


def test_alias_is_used_when_the_party_it_is_against_has_confirmed_it(ready: House) -> None:
    assert state(ready) == "reserved"
    (fault,) = asked(ready)
    assert fault.unknown is not None
    assert (fault.unknown.of, fault.unknown.name, fault.unknown.near) == ("service", "SAG WEB", "sag-web")
    made = propose(ready, "authority_manager")
    assert made.tables == ["outages"]
    assert state(ready) == "reserved"
    assert "før leverandøren har bekræftet" in asked(ready)[0].message
    assert waits_for(ready, "supplier_manager") == ["Svar på, hvad »SAG WEB« i data betyder"]
    assert waits_for(ready, "authority_manager") == []
    before = now(ready).inputs
    decide(ready, "supplier_manager", made, "confirm")
    assert state(ready) == "missed"
    assert asked(ready) == []
    assert waits_for(ready, "supplier_manager") == []
    assert now(ready).inputs != before
    assert list(AuditRow.objects.filter(verb__startswith="alias").values_list("verb", "about")) == [
        ("alias_propose", "»SAG WEB« = »sag-web«"),
        ("alias_confirm", "»SAG WEB« = »sag-web«"),
    ]


def test_proposal_of_the_party_it_is_against_needs_nobody_else(ready: House) -> None:
    propose(ready, "supplier_manager")
    assert state(ready) == "missed"


def test_proposal_of_one_who_cannot_answer_for_the_party_waits_for_one_who_can(ready: House) -> None:
    made = propose(ready, "contributor")
    assert alias_terms.lacking(made) == {"supplier"}
    with pytest.raises(NotAllowed):
        decide(ready, "contributor", made, "confirm")
    with pytest.raises(NotAllowed, match="leverandøren, der skal"):
        decide(ready, "authority_manager", made, "confirm")
    decide(ready, "supplier_manager", made, "confirm")
    assert state(ready) == "missed"


def test_another_name_is_confirmed_by_both(ready: House) -> None:
    row = ROW.replace(b"SAG WEB", b"det store system")
    confirm(ready, deliver(ready, OUTAGES + row, "outages.csv"))
    made = propose(ready, "authority_manager", "det store system")
    assert alias_terms.needed(made) == {"authority", "supplier"}
    assert alias_terms.lacking(made) == {"supplier"}


def test_name_that_comes_to_stand_in_checks_must_be_confirmed_by_the_authority_too(ready: House) -> None:
    made = propose(ready, "supplier_manager")
    assert alias_terms.lacking(made) == set()
    confirm(ready, deliver(ready, CHECKS + b"SAG WEB;2026-10-07T08:00:00+02:00;true;1\n", "checks.csv"))
    make_report(actor=ready.people["supplier_manager"], contract=ready.contract, period=OCTOBER, at=AT)
    made.refresh_from_db()
    assert made.tables == ["checks", "outages"]
    assert waits_for(ready, "authority_manager") == ["Svar på, hvad »SAG WEB« i data betyder"]


def test_confirming_is_of_the_tables_that_the_name_stands_in_by_then(ready: House) -> None:
    made = propose(ready, "authority_manager")
    confirm(ready, deliver(ready, CHECKS + b"SAG WEB;2026-10-07T08:00:00+02:00;true;1\n", "checks.csv"))
    assert decide(ready, "supplier_manager", made, "confirm").tables == ["checks", "outages"]


@pytest.mark.parametrize(
    ("of", "name", "means", "said"),
    [
        ("service", "SAG WEB", "sag-wep", "Mente du »sag-web«"),
        ("service", "sag-web", "sag-web", "selv et navn"),
        ("service", "en helt anden", "sag-web", "ikke i noget"),
        ("host", "SAG WEB", "sag-web", "Vælg et navn"),
        ("service", "", "sag-web", "Vælg et navn"),
    ],
)
def test_what_does_not_hold_is_refused(ready: House, of: str, name: str, means: str, said: str) -> None:
    with pytest.raises(WrongState, match=said):
        propose(ready, "authority_manager", name, means, of)
    assert not Alias.objects.filter(ended_at__isnull=True).exists()


def test_a_name_has_one_standing_alias(ready: House) -> None:
    made = propose(ready, "authority_manager")
    with pytest.raises(WrongState, match="allerede et svar"):
        propose(ready, "supplier_manager")
    with pytest.raises(NotAllowed):
        decide(ready, "supplier_manager", made, "withdraw")
    decide(ready, "supplier_manager", made, "reject")
    with pytest.raises(WrongState, match="allerede"):
        decide(ready, "supplier_manager", made, "confirm")
    assert state(ready) == "reserved"
    again = propose(ready, "authority_manager", means="")
    assert alias_terms.lacking(again) == set(), "a name of nothing is confirmed by the authority"
    assert asked(ready) == []


def test_what_is_used_ends_when_the_party_that_loses_by_it_agrees(ready: House) -> None:
    made = decide(ready, "supplier_manager", propose(ready, "authority_manager"), "confirm")
    decide(ready, "supplier_manager", made, "end")
    assert state(ready) == "missed", "it is used until the authority agrees"
    assert waits_for(ready, "authority_manager") == ["Svar på, hvad »SAG WEB« i data betyder"]
    with pytest.raises(WrongState):
        decide(ready, "supplier_manager", made, "end")
    made.refresh_from_db()
    decide(ready, "authority_manager", made, "keep")
    assert waits_for(ready, "authority_manager") == []
    made.refresh_from_db()
    decide(ready, "authority_manager", made, "end")
    assert state(ready) == "reserved", "the authority loses by it, and may end it alone"


def test_a_version_keeps_the_aliases_it_had(ready: House) -> None:
    made = decide(ready, "supplier_manager", propose(ready, "authority_manager"), "confirm")
    version = make_report(
        actor=ready.people["supplier_manager"], contract=ready.contract, period=OCTOBER, at=AT
    )
    assert version.stands_on["aliases"] == [alias_terms.plain(made)]
    decide(ready, "authority_manager", made, "end")
    assert now(ready).inputs != version.inputs
    stood = basis_of_version(version)
    assert stood.inputs == version.inputs
    terms = alias_terms.beside(terms_in_force(ready.contract), version.stands_on["aliases"])
    month = run(terms, OCTOBER, stood.evidence, as_of=AT.date())
    assert next(one.state for one in month.outcomes if one.level == LEVEL) == "missed"


def test_aliases_of_the_package_are_read_beside_the_terms(ready: House, tmp_path: Path) -> None:
    made = propose(ready, "supplier_manager")
    Alias.objects.filter(pk=made.pk).update(reason='Skrevet "stort" \U000e0001')
    made.refresh_from_db()
    version = ready.contract.versions.get()
    (tmp_path / "2026-01-01.toml").write_text(version.text, encoding="utf-8")
    text = alias_terms.document([alias_terms.plain(made)])
    (tmp_path / "aliases.toml").write_text(text, encoding="utf-8")
    contract = read_contract(tmp_path, VOCABULARY)
    assert contract.aliases == (alias_terms.read(made),)
    assert contract.aliases_hash == terms_in_force(ready.contract).aliases_hash, "the report's is the file's"


def test_where_a_name_stands(ready: House) -> None:
    evidence = now(ready).evidence
    assert tables_with(evidence, "service", "SAG WEB") == {"outages": 1}
    assert tables_with(evidence, "system", "SAG WEB") == {}


def test_database_holds_one_alias_and_whole_answers(ready: House) -> None:
    made = propose(ready, "authority_manager")
    for change in (
        {"supplier_confirmed_at": AT},
        {"ended_at": AT},
        {"end_asked_for": "supplier"},
        {"name": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alias.objects.filter(pk=made.pk).update(**change)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_page_asks_takes_the_answer_and_shows_who_must_confirm(ready: House) -> None:
    address = reverse("aliases", args=(ready.contract.pk,))
    client = ready.client("authority_manager")
    shown = client.get(f"{address}?periode=2026-10").content.decode()
    assert "1 navn i data for oktober 2026" in shown
    assert "Er det »sag-web«?" in shown
    assert "Svar på, hvad de betyder" in page(ready, "period_data", "2026-10")
    said = client.post(address, {"of": "service", "name": "SAG WEB", "means": ""}, follow=True)
    assert "Vælg, hvad navnet betyder" in said.content.decode()
    given = {"of": "service", "name": "SAG WEB", "means": "id:sag-web"}
    said = client.post(address, given, follow=True).content.decode()
    assert "bruges ikke, før leverandøren har bekræftet det" in said
    made = Alias.objects.get(ended_at__isnull=True)
    where = reverse("decide_alias", args=(ready.contract.pk, made.pk))
    said = ready.client("supplier_manager").post(where, {"kind": "confirm"}, follow=True).content.decode()
    assert "bruges, bekræftet af myndigheden og leverandøren" in said
    assert "Er det »sag-web«?" not in client.get(f"{address}?periode=2026-10").content.decode()


def test_those_who_must_answer_hear_of_it_by_mail_once(ready: House) -> None:
    proposed = propose(ready, "service_manager")
    mails = OutgoingMail.objects.filter(key__startswith="alias-")
    assert [one.to for one in mails] == [ready.people["supplier_manager"].email]
    assert mails[0].subject.startswith("Svar på, hvad »SAG WEB« i data betyder")
    assert "betyder »sag-web«" in mails[0].text
    assert reverse("aliases", args=(ready.contract.pk,)) in mails[0].text
    decide(ready, "supplier_manager", proposed, "confirm")
    assert mails.count() == 1
    decide(ready, "supplier_manager", proposed, "end")
    assert [one.to for one in mails.order_by("pk")][1:] == [ready.people["authority_manager"].email]


def test_one_who_answers_by_proposing_is_not_told(ready: House) -> None:
    propose(ready, "supplier_manager")
    assert not OutgoingMail.objects.filter(key__startswith="alias-").exists()


def test_the_page_says_how_many_rows_have_the_name(ready: House) -> None:
    where = reverse("aliases", args=(ready.contract.pk,))
    shown = ready.client("service_manager").get(where, {"periode": "2026-10"}).content.decode()
    assert "Står i 1 række som navn på" in shown

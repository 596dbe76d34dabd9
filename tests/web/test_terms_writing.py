"""The terms written on the web: in forms, as a document, by two people at once; and where a contract begins."""

import html
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from house import AT, TERMS, House
from hypothesis import given, settings
from hypothesis import strategies as st

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.lines import comments
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.terms.reading.toml import read_toml
from afstemt.core.terms.wording.sections import SECTIONS
from afstemt.core.units.fault import Refused
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import versions
from afstemt.web.contracts.editor.boxes import Box, Group
from afstemt.web.contracts.editor.document import Drop, Put, rewritten
from afstemt.web.contracts.editor.form import form_of
from afstemt.web.contracts.editor.posted import posted
from afstemt.web.contracts.editor.values import Unreadable, number, shown
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.refusals import NotAllowed, WrongState

LATER = AT + timedelta(hours=1)
NAMED = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]*)"')


def draft(house: House, text: str = TERMS) -> TermsVersion:
    version = house.contract.versions.get()
    if text != TERMS:
        versions.replace_draft(
            actor=house.people["authority_manager"],
            version=version,
            text=text,
            edited=version.sha256,
            at=LATER,
        )
        version.refresh_from_db()
    return version


def where(version: TermsVersion, key: str, number: int | None = None) -> str:
    address = reverse("edit_draft", args=(version.contract_id, version.pk, key))
    return address if number is None else f"{address}?nr={number}"


def answers(page: str) -> dict[str, str]:
    """Return what a browser would send of a page's form if nobody touched it."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'\bname="([^"]*)"', tag)
        value = re.search(r'\bvalue="([^"]*)"', tag)
        if name and ("radio" not in tag or " checked" in tag):
            found[html.unescape(name[1])] = html.unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<textarea[^>]*\bname="([^"]*)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        found[html.unescape(name)] = html.unescape(inside)
    for name, inside in re.findall(r'<select[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[html.unescape(name)] = html.unescape(chosen[1]) if chosen else ""
    return found


def sent(client: Client, address: str, page: str, do: str = "save", **changes: str):  # type: ignore[no-untyped-def]
    """Send a page's form with some answers changed; ``place`` names hold ``.`` and ``[``, so they come in a dict."""
    return client.post(address, answers(page) | {"do": do} | changes)


def current(version: TermsVersion) -> Terms:
    version.refresh_from_db()
    return parse_terms(version.text, "", VOCABULARY)


@pytest.mark.parametrize("key", [section.key for section in SECTIONS])
def test_a_form_sent_untouched_changes_nothing(house: House, key: str) -> None:
    version, client = draft(house), house.client("authority_manager")
    page = client.get(where(version, key)).content.decode()
    assert sent(client, where(version, key), page).status_code == 302
    version.refresh_from_db()
    assert version.text == TERMS
    assert not AuditRow.objects.filter(verb="replace_draft").exists()


def test_every_level_s_form_sent_untouched_changes_nothing(house: House) -> None:
    version, client = draft(house), house.client("supplier_manager")
    for index in range(4):
        address = where(version, "servicemaal", index)
        assert sent(client, address, client.get(address).content.decode()).status_code == 302
    version.refresh_from_db()
    assert version.text == TERMS


def test_a_target_is_changed_and_every_comment_stays(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    address = where(version, "servicemaal", 0)
    page = client.get(address).content.decode()
    given = {"service_levels[0].populations[0].target": "99,70", "service_levels[0].title": "Oppetid"}
    made = client.post(address, answers(page) | given | {"do": "save"})
    assert made.status_code == 302
    terms = current(version)
    assert terms.service_levels[0].populations[0].target == Decimal("99.70")
    assert terms.service_levels[0].title == "Oppetid"
    assert comments(version.text) == comments(TERMS)
    changed = [line for line in version.text.splitlines() if line not in TERMS.splitlines()]
    assert changed == ['title = "Oppetid"', "populations = [{ target = 99.70 }]"]
    row = AuditRow.objects.get(verb="replace_draft")
    assert row.details["sha256"] == version.sha256


def test_faults_stand_in_a_list_and_beside_their_field_and_what_was_written_stays(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    address = where(version, "servicemaal", 0)
    page = client.get(address).content.decode()
    place = "service_levels[0].populations[0].target"
    made = client.post(
        address, answers(page) | {place: "99.7", "service_levels[0].title": "Oppetid", "do": "save"}
    )
    shown = made.content.decode()
    assert made.status_code == 422
    assert shown.count("Skriv tallet med komma") == 2
    assert f'href="#{place}"' in shown
    assert f'id="{place}-fault"' in shown
    assert 'value="99.7"' in shown
    assert 'value="Oppetid"' in shown
    made = client.post(
        address,
        answers(page) | {"service_levels[0].calendar": "nat", "service_levels[0].id": "", "do": "save"},
    )
    shown = made.content.decode()
    assert made.status_code == 422
    assert shown.count("Kalenderen »nat« findes ikke") == 2
    assert shown.count("»id« mangler") == 2
    version.refresh_from_db()
    assert version.text == TERMS


def test_an_open_point_stands_beside_its_field_with_choices_and_is_settled_with_a_reason(
    house: House,
) -> None:
    version = draft(
        house,
        TERMS.replace('same_cause = "stack" ', "").replace("           # én årsag på flere mål", "# én"),
    )
    assert parse_terms(version.text, "", VOCABULARY).settlement.same_cause is None
    client, address = house.client("supplier_manager"), where(version, "bod")
    page = client.get(address).content.decode()
    assert "Hvad gælder, når én årsag rammer flere servicemål?" in html.unescape(page)
    assert re.search(r'type="radio"[^>]*name="settlement.same_cause" value="highest"', page)
    assert "kun den højeste bod tæller" in page
    given = {"settlement.same_cause": "highest", "settlement.reasons.same_cause": "Aftalt 3. marts"}
    assert client.post(address, answers(page) | given | {"do": "save"}).status_code == 302
    terms = current(version)
    assert terms.settlement.same_cause == "highest"
    assert terms.settlement.reasons["same_cause"] == "Aftalt 3. marts"
    assert "radio" not in client.get(address).content.decode()


def test_a_level_is_added_filled_in_and_taken_out(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    address = where(version, "servicemaal")
    page = client.get(address).content.decode()
    added = client.post(address, answers(page) | {"do": "add service_levels"}).content.decode()
    place = "service_levels[4]"
    assert f'name="{place}.kind"' in added
    version.refresh_from_db()
    assert version.text == TERMS, "adding saves nothing by itself"
    address = where(version, "servicemaal", 4)
    given = {f"{place}.id": "SM 5", f"{place}.title": "Antal sager", f"{place}.kind": "count_limit"}
    refreshed = client.post(address, answers(added) | given | {"do": "refresh"}).content.decode()
    assert f'name="{place}.parameters.count"' in refreshed
    given = {f"{place}.parameters.count": "incidents", f"{place}.populations[0].target": "3"}
    made = client.post(address, answers(refreshed) | given | {"do": "save"})
    assert made.status_code == 302, re.findall("<li>.*?</li>", made.content.decode())
    assert current(version).level("SM 5").parameters.count == "incidents"
    page = client.get(address).content.decode()
    gone = client.post(
        where(version, "servicemaal"), answers(page) | {"do": f"remove {place}"}
    ).content.decode()
    assert client.post(where(version, "servicemaal"), answers(gone) | {"do": "save"}).status_code == 302
    assert [level.id for level in current(version).service_levels] == ["SM 1", "SM 2", "SM 3", "SM 4"]


def test_another_kind_takes_the_former_one_s_fields_with_it(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    address = where(version, "servicemaal", 0)
    page = client.get(address).content.decode()
    shown = client.post(address, answers(page) | {"service_levels[0].kind": "stated_value", "do": "refresh"})
    page = shown.content.decode()
    assert 'name="service_levels[0].parameters.better"' in page
    assert client.post(address, answers(page) | {"do": "save"}).status_code == 302
    assert current(version).service_levels[0].kind == "stated_value"


def test_comments_that_go_with_what_is_taken_out_are_named(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    address = where(version, "servicemaal", 1)
    page = client.get(address).content.decode()
    gone = client.post(
        address, answers(page) | {"do": "remove service_levels[1].penalties[0]"}
    ).content.decode()
    assert "# højst så mange point for denne regel i perioden" in html.unescape(gone)
    assert client.post(address, answers(gone) | {"do": "save"}).status_code == 302
    assert current(version).service_levels[1].penalties == ()


def test_calendars_are_added_by_id(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    address = where(version, "tider")
    page = client.get(address).content.decode()
    refused = client.post(address, answers(page) | {"do": "add calendars", "name calendars": "drift"})
    assert refused.status_code == 422
    added = client.post(
        address, answers(page) | {"do": "add calendars", "name calendars": "nat"}
    ).content.decode()
    given = {
        "calendars.nat.monday": "00:00-06:00",
        "calendars.nat.special_days": "12-23 = 08:00-09:00, 10:00-11:00",
    }
    assert client.post(address, answers(added) | given | {"do": "save"}).status_code == 302
    calendar = current(version).calendars["nat"]
    assert calendar.monday == ("00:00-06:00",)
    assert calendar.special_days == {"12-23": ("08:00-09:00", "10:00-11:00")}


def test_the_second_of_two_is_told_and_shown_both(house: House) -> None:
    version = draft(house)
    first, second = house.client("authority_manager"), house.client("supplier_manager")
    address = where(version, "bod")
    pages = [client.get(address).content.decode() for client in (first, second)]
    first.post(address, answers(pages[0]) | {"settlement.cap_percent_period": "12", "do": "save"})
    told = second.post(address, answers(pages[1]) | {"settlement.repeat_multiplier": "3", "do": "save"})
    shown = html.unescape(told.content.decode())
    assert told.status_code == 409
    assert "repeat_multiplier = 3" in shown
    assert "cap_percent_period = 12" in shown
    assert "loftet pr. periode ændres fra 12\u00a0pct. af grundlaget til 15\u00a0pct. af grundlaget" in shown
    assert current(version).settlement.cap_percent_period == 12
    raw = reverse("edit_document", args=(house.contract.pk, version.pk))
    mine = answers(told.content.decode())
    mine["document"] = mine["document"].replace("cap_percent_period = 15", "cap_percent_period = 12")
    assert second.post(raw, mine).status_code == 302
    terms = current(version)
    assert (terms.settlement.cap_percent_period, terms.settlement.repeat_multiplier) == (12, 3)


def test_the_document_itself_can_be_written_and_its_faults_name_their_line(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    raw = reverse("edit_document", args=(house.contract.pk, version.pk))
    page = client.get(raw).content.decode()
    broken = answers(page)
    broken["document"] = (
        broken["document"].replace('kind = "availability"', 'kind = "oppetid"').replace("\n", "\r\n")
    )
    made = client.post(raw, broken)
    assert made.status_code == 422
    assert "linje" in made.content.decode()
    assert "oppetid" in made.content.decode()
    made = client.post(raw, answers(page) | {"document": TERMS.replace("\n", "\r\n") + "# ny\r\n"})
    assert made.status_code == 302
    version.refresh_from_db()
    assert version.text == TERMS + "# ny\n"
    page = client.get(raw).content.decode()
    assert client.post(raw, answers(page) | {"document": "x = = 3"}).status_code == 422


def test_a_version_that_a_party_has_approved_is_neither_changed_nor_withdrawn(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    page = client.get(where(version, "bod")).content.decode()
    versions.approve_version(actor=house.people["supplier_manager"], version=version, at=LATER)
    made = client.post(
        where(version, "bod"), answers(page) | {"settlement.cap_percent_period": "12"}, follow=True
    )
    assert "godkendt af mindst én part" in made.content.decode()
    with pytest.raises(WrongState, match="godkendt af mindst én part"):
        versions.withdraw_draft(actor=house.people["authority_manager"], version=version, at=LATER)
    with pytest.raises(WrongState, match="godkendt af mindst én part"):
        versions.replace_draft(
            actor=house.people["authority_manager"],
            version=version,
            text=TERMS + "#",
            edited=version.sha256,
            at=LATER,
        )
    version.refresh_from_db()
    assert version.text == TERMS


def test_what_was_read_is_what_is_approved(house: House) -> None:
    version = draft(house)
    page = house.client("supplier_manager").get(reverse("version", args=(house.contract.pk, version.pk)))
    read = answers(page.content.decode())["read"]
    draft(house, TERMS + "# rettet imens\n")
    made = house.client("supplier_manager").post(
        reverse("approve_version", args=(house.contract.pk, version.pk)), {"read": read}, follow=True
    )
    assert "ændret, siden du læste det" in made.content.decode()
    version.refresh_from_db()
    assert version.supplier_approved_at is None


def test_a_draft_is_made_from_a_version_and_withdrawn_but_never_the_last(house: House) -> None:
    version, client = draft(house), house.client("authority_manager")
    client.post(
        reverse("copy_version", args=(house.contract.pk, version.pk)), {"in_force_from": "2027-02-15"}
    )
    copy = house.contract.versions.get(in_force_from=date(2027, 2, 15))
    assert comments(copy.text) == comments(TERMS)
    client.post(reverse("withdraw_draft", args=(house.contract.pk, copy.pk)))
    assert house.contract.versions.get() == version
    assert AuditRow.objects.get(verb="withdraw_draft").details == {"sha256": copy.sha256}
    with pytest.raises(WrongState, match="eneste version"):
        versions.withdraw_draft(actor=house.people["authority_manager"], version=version, at=LATER)


def test_only_managers_write(house: House) -> None:
    version = draft(house)
    with pytest.raises(NotAllowed):
        versions.replace_draft(
            actor=house.people["finance"], version=version, text=TERMS + "#", edited=version.sha256, at=LATER
        )
    with pytest.raises(NotAllowed):
        versions.withdraw_draft(actor=house.people["service_manager"], version=version, at=LATER)


def test_a_version_in_a_locked_period_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    version = draft(house)
    monkeypatch.setattr(versions, "locked_until", lambda _contract: date(2026, 9, 30))
    with pytest.raises(WrongState, match="låst"):
        versions.approve_version(actor=house.people["supplier_manager"], version=version, at=LATER)
    with pytest.raises(WrongState, match=r"30\.\s*september 2026 er låst"):
        versions.add_version(
            actor=house.people["supplier_manager"],
            contract=house.contract,
            text=TERMS.replace("in_force_from = 2026-01-01", "in_force_from = 2026-09-30"),
            at=LATER,
        )
    versions.add_version(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        text=TERMS.replace("in_force_from = 2026-01-01", "in_force_from = 2026-10-01"),
        at=LATER,
    )


def test_a_version_is_read_in_words_beside_what_differs(house: House) -> None:
    version = draft(house)
    copy = versions.add_version(
        actor=house.people["authority_manager"],
        contract=house.contract,
        text=TERMS.replace("target = 99.5", "target = 99.7").replace(
            "in_force_from = 2026-01-01", "in_force_from = 2027-01-01"
        ),
        at=LATER,
    )
    page = house.client("auditor").get(reverse("version", args=(house.contract.pk, copy.pk))).content.decode()
    said = html.unescape(page).replace("\u00a0", " ")
    assert "Servicemål »Tilgængelighed« (Bilag 6, pkt. 1): målet ændres fra 99,5 pct. til 99,7 pct." in said
    assert "Aftalt driftstid uden aftalt vedligehold" in said
    assert "kun tiden inden for servicetiden tæller" in said
    assert "Skriv i udkastet" not in said
    first = house.client("auditor").get(
        reverse("version", args=(house.contract.pk, version.pk)) + f"?mod={copy.pk}"
    )
    assert "fra 99,7 pct. til 99,5 pct." in html.unescape(first.content.decode()).replace("\u00a0", " ")


def test_a_contract_begins_with_the_standard_contract_or_with_nothing(house: House) -> None:
    client, where = house.client("authority_manager"), reverse("create_contract")
    given = {
        "how": "standard",
        "title": "Ny drift",
        "other_party": house.supplier.cvr,
        "in_force_from": "2026-06-01",
    }
    assert client.post(where, given).status_code == 302
    made = Contract.objects.get(title="Ny drift").versions.get()
    terms = parse_terms(made.text, "", VOCABULARY)
    assert [party.name for party in terms.parties] == ["Styrelsen", "Drift A/S"]
    assert (terms.id, terms.in_force_from) == ("ny-drift", date(2026, 6, 1))
    assert set(comments(TERMS)) == set(comments(made.text))
    assert client.post(where, {"how": "scratch", "other_party": house.supplier.cvr}).status_code == 422
    assert client.post(where, given | {"how": "scratch", "title": "Bar"}).status_code == 302
    bare = Contract.objects.get(title="Bar").versions.get()
    assert (
        client.get(reverse("edit_draft", args=(bare.contract_id, bare.pk, "servicemaal"))).status_code == 200
    )
    assert client.post(where, {"how": "file", "other_party": house.supplier.cvr}).status_code == 422


def test_the_form_holds_every_value_of_the_document() -> None:
    """What the document says stands in some box: change it there and it is another."""
    plain = read_toml(TERMS, "")
    for section in SECTIONS:
        form = form_of(section, plain, 0 if section.one_at_a_time else None)
        given = {box.name: box.value for box in form.boxes()}
        assert posted(TERMS, form, given).text == TERMS


def other(box: Box) -> str:
    """Return another answer than the one that stands in a box."""
    if box.options:
        return next(value for value, _meaning in box.options if value and value != box.value)
    match box.field.shape:
        case "number" | "whole":
            return "7" if box.value != "7" else "8"
        case "day":
            return "2031-01-02"
        case "pairs" | "steps":
            return "12-23 = 08:00-09:00" if box.field.inner is tuple else "1 = 2"
    return box.value + "ny"


BOXES = [
    (form, box)
    for section in SECTIONS
    for number in (range(4) if section.one_at_a_time else (None,))
    for form in [form_of(section, read_toml(TERMS, ""), number)]
    for box in form.boxes()
]


@settings(max_examples=60)
@given(st.sampled_from(BOXES))
def test_one_answer_changes_one_value_and_no_comment(chosen: tuple[Group, Box]) -> None:
    form, box = chosen
    given = {one.name: one.value for one in form.boxes()} | {box.name: other(box)}
    made = posted(TERMS, form, given)
    plain, was = read_toml(made.text, ""), read_toml(TERMS, "")
    assert made.faults == ()
    if box.path[-1] not in ("kind", "rule"):  # those take the former one's own fields with them
        assert comments(made.text) == comments(TERMS)
        assert _replaced(was, box.path, plain) == plain
    assert shown(box.field, _at(plain, box.path)) == other(box)


def _at(document: object, path: tuple[str | int, ...]) -> object:
    for part in path:
        document = document[part]  # type: ignore[index]
    return document


def _replaced(document: dict[str, object], path: tuple[str | int, ...], new: dict[str, object]) -> object:
    """Return the document with what the new one has at the path."""
    owner: object = document
    for index, part in enumerate(path[:-1]):
        if isinstance(owner, dict):
            owner = owner.setdefault(str(part), {} if isinstance(path[index + 1], str) else [])
        else:
            owner = owner[part]  # type: ignore[index]
    owner[path[-1]] = _at(new, path)  # type: ignore[index]
    return document


def test_a_level_s_page_asks_what_concerns_that_level_and_says_where_the_rest_is(house: House) -> None:
    version = draft(house, TERMS.replace('priority = "authority"', "", 1))
    client = house.client("authority_manager")
    question = "Hvilken prioritet gælder, når en sags prioritet er ændret undervejs?"
    own = html.unescape(client.get(where(version, "servicemaal", 1)).content.decode())
    assert own.index(question) < own.index("service_levels[1].minimum_cases")
    another = client.get(where(version, "servicemaal", 0))
    assert [one.number for one in another.context["page"].elsewhere if one.what.text == question] == [1]
    assert f'href="{where(version, "servicemaal", 1)}"' in another.content.decode()


def test_what_blocks_figures_does_not_stop_approval_but_is_said(house: House) -> None:
    version = draft(house, TERMS.replace('priority = "authority"', "", 1))
    page = house.client("finance").get(reverse("version", args=(house.contract.pk, version.pk)))
    assert "regnes efter versionen: 1." in html.unescape(page.content.decode())
    assert "giver ingen tal" in html.unescape(page.content.decode())
    for who in ("authority_manager", "supplier_manager"):
        versions.approve_version(actor=house.people[who], version=version, at=LATER)
    version.refresh_from_db()
    assert version.in_force


def test_a_version_of_another_contract_is_refused_beside_one_in_force(house: House) -> None:
    """Versions of one contract have one id, the same parties, one time zone and one currency."""
    version, manager = draft(house), house.people["authority_manager"]
    text = TERMS.replace("in_force_from = 2026-01-01", "in_force_from = 2027-01-01")
    euros = versions.add_version(
        actor=manager, contract=house.contract, text=text.replace('"DKK"', '"EUR"'), at=LATER
    )
    for who in ("authority_manager", "supplier_manager"):
        versions.approve_version(actor=house.people[who], version=version, at=LATER)
    with pytest.raises(WrongState, match="Valutaen er »EUR«"):
        versions.approve_version(actor=manager, version=euros, at=LATER)
    with pytest.raises(Refused, match="Kontraktens id"):
        versions.add_version(
            actor=manager, contract=house.contract, text=text.replace('id = "standard', 'id = "x-'), at=LATER
        )
    client = house.client("authority_manager")
    page = client.get(where(euros, "parter")).content.decode()
    made = client.post(where(euros, "parter"), answers(page) | {"currency": "SEK", "do": "save"})
    assert made.status_code == 422
    assert "Valutaen er »SEK«" in made.content.decode()


def test_queries_do_not_grow_with_versions(house: House) -> None:
    version, client = draft(house), house.client("auditor")
    pages = [
        reverse("terms", args=(house.contract.pk,)),
        reverse("version", args=(house.contract.pk, version.pk)),
    ]

    def counted() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            found.append(len(queries))
        return found

    before = counted()
    for month in range(2, 7):
        text = rewritten(TERMS, [Put(("in_force_from",), date(2026, month, 1))]).text
        copy = versions.add_version(
            actor=house.people["supplier_manager"], contract=house.contract, text=text, at=LATER
        )
        versions.approve_version(actor=house.people["supplier_manager"], version=copy, at=LATER)
    assert counted() == before


def test_who_reads_english_writes_english_numbers(house: House) -> None:
    version, person = draft(house), house.people["supplier_manager"]
    person.language = "en"
    person.save()
    client, address = house.client("supplier_manager"), where(version, "servicemaal", 0)
    page = client.get(address).content.decode()
    place = "service_levels[0].populations[0].target"
    assert answers(page)[place] == "99.5"
    assert "Save the draft" in page
    assert client.post(address, answers(page) | {place: "99,7", "do": "save"}).status_code == 422
    assert client.post(address, answers(page) | {place: "99.7", "do": "save"}).status_code == 302
    assert current(version).service_levels[0].populations[0].target == Decimal("99.7")


def test_numbers_are_read_in_the_language_s_way_only() -> None:
    assert number("99,70") == Decimal("99.70")
    assert number("1 234") == 1234
    for text in ("1.234", "1.234,5", "1e3", "NaN", "ni"):
        with pytest.raises(Unreadable):
            number(text)


def test_a_document_that_the_library_gets_wrong_is_written_anew_and_the_comments_named() -> None:
    text = "a.b = 1 # to\n[c]\nd = [ # tre\n  1,\n]\n"
    made = rewritten(
        text, [Put(("c", "d", 1), 2), Drop(("a", "b")), Put(("e", "f"), [{"g": Decimal("1.50")}])]
    )
    assert read_toml(made.text, "") == {"a": {}, "c": {"d": [1, 2]}, "e": {"f": [{"g": Decimal("1.50")}]}}
    assert "# to" in made.lost

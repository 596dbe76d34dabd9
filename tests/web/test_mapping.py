"""A file that nothing recognises: its party says what its columns are, and so later files of its own are read."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from deliveries import AT, HEADER, approve, confirm, incident
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from house import House
from jobs import run_jobs

from afstemt.core.units.fault import Refused
from afstemt.files.reading.evidence import read_evidence
from afstemt.web.audit.models import AuditRow
from afstemt.web.evidence import delivering, profiles, queries, receiving, uploads, withdrawing
from afstemt.web.evidence.holding import HELD_FOR, Held
from afstemt.web.evidence.models import ContractProfile, Delivery, Upload
from afstemt.web.evidence.store import evidence_of
from afstemt.web.refusals import NotAllowed, WrongState

UNKNOWN = (
    b"Vorgang X;Hastighed;Kom ind;Blev klar;Skyld\n"
    b"V-1;A;13-10-2026 09:00;13-10-2026 10:00;os\n"
    b"V-2;B;05-10-2026 09:00;05-10-2026 12:00;jer\n"
)
SAID = {"jer": "authority", "os": "supplier"}
FIELDS = {
    "fil": "udtraek.csv",
    "tabel": "incidents",
    "navn": "vores-sager",
    "format": "iso",
    "raekkefoelge": "day",
    "kolonne-id": "Vorgang X",
    "kolonne-priority": "Hastighed",
    "kolonne-opened_at": "Kom ind",
    "kolonne-resolved_at": "Blev klar",
    "kolonne-responsible": "Skyld",
    "vist-responsible": "Skyld",
    "vaerdi-responsible-0": SAID["jer"],
    "vaerdi-responsible-1": SAID["os"],
}


@pytest.fixture(autouse=True)
def _none_from_before(house: House) -> None:
    house.contract.uploads.all().delete()
    house.contract.profiles.all().delete()
    approve(house)


def send(
    house: House, content: bytes = UNKNOWN, name: str = "udtraek.csv", who: str = "service_manager"
) -> Client:
    client = house.client(who)
    answer = client.post(
        reverse("deliveries", args=(house.contract.pk,)), {"files": SimpleUploadedFile(name, content)}
    )
    client.answer = answer  # type: ignore[attr-defined]
    return client


def address(house: House, name: str = "map_columns") -> str:
    return reverse(name, args=(house.contract.pk, house.contract.uploads.get().pk))


def waiting() -> list[Path]:
    return list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{uploads.WAITING}*"))


def mapped(house: House, **changes: str) -> Delivery:
    """Return what the unknown file became when its columns had been said."""
    client = send(house)
    answer = client.post(address(house), FIELDS | changes)
    assert answer.status_code == 302, answer.content.decode()
    assert run_jobs() == 1
    upload = Upload.objects.get(contract=house.contract)
    assert upload.delivery is not None, upload.faults
    return upload.delivery


def deliver(house: House, content: bytes, name: str = "nyt.csv", who: str = "service_manager") -> Delivery:
    return delivering.deliver(
        actor=house.people[who],
        contract=house.contract,
        files=[SimpleUploadedFile(name, content)],
        at=AT,
    )


def test_a_file_that_nothing_recognises_waits_for_its_columns(house: House) -> None:
    client = send(house)
    text = client.answer.content.decode()  # type: ignore[attr-defined]
    assert client.answer.status_code == 422  # type: ignore[attr-defined]
    assert f"{address(house)}?fil=udtraek.csv" in text
    assert "kommandolinjen" not in text
    assert "--as" not in text
    upload = house.contract.uploads.get()
    assert upload.held_until is not None
    assert timedelta(hours=24) == HELD_FOR
    assert (uploads.waiting_folder(upload.key) / "files" / "udtraek.csv").read_bytes() == UNKNOWN
    form = client.get(address(house)).content.decode()
    assert "Hvad er kolonnerne i udtraek.csv?" in form
    for heading in ("Vorgang X", "Hastighed", "Kom ind"):
        assert f'<option value="{heading}"' in form


def test_what_is_said_reads_the_file_and_later_ones(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    made = mapped(house)
    assert (made.rows_read, made.rows_used) == (2, 2)
    assert waiting(), "what was read wrongly can be read again"
    (profile,) = made.read_by.all()
    assert (profile.name, profile.number, made.files.get().profile) == ("vores-sager", 1, "vores-sager")
    with django_capture_on_commit_callbacks(execute=True):
        confirm(house, made)
    assert not waiting()
    rows = evidence_of(queries.confirmed(house.contract)).table("incidents").collect()
    found = dict(rows.select("id", "responsible").rows())
    assert found == {"V-1": SAID["os"], "V-2": SAID["jer"]}
    later = deliver(house, UNKNOWN.replace(b"V-", b"W-"))
    assert (later.rows_used, later.files.get().profile) == (2, "vores-sager")
    assert [
        row.verb
        for row in AuditRow.objects.order_by("-id")[:20]
        if "profile" in row.verb or "map" in row.verb
    ]


def test_the_other_party_s_files_are_not_read_by_it(house: House) -> None:
    mapped(house)
    with pytest.raises(Refused):
        deliver(house, UNKNOWN.replace(b"V-", b"W-"), who="authority_manager")


def test_the_other_party_sees_the_profile_and_cannot_change_it(house: House) -> None:
    mapped(house)
    profile = house.contract.profiles.get()
    client = house.client("authority_manager")
    text = client.get(reverse("contract_profiles", args=(house.contract.pk,))).content.decode()
    assert "vores-sager" in text
    assert "Gem som ny udgave" not in text
    with pytest.raises(NotAllowed, match="Kun den part"):
        profiles.end_profile(actor=house.people["authority_manager"], profile=profile, at=AT)
    assert client.get(address(house)).status_code == 404
    made = profiles.keep_profile(
        actor=house.people["authority_manager"], contract=house.contract, text=profile.text, at=AT
    )
    assert (made.number, made.organisation) == (1, house.authority), (
        "its own of that name, beside the other's"
    )


def test_a_new_version_does_not_change_what_is_confirmed(house: House) -> None:
    first = confirm(house, mapped(house))
    before = evidence_of([first]).table("incidents").collect()
    profile = house.contract.profiles.get()
    text = profile.text.replace('from = "Hastighed"', 'constant = "C"')
    made = profiles.keep_profile(
        actor=house.people["supplier_manager"], contract=house.contract, text=text, at=AT
    )
    assert made.number == 2
    profile.refresh_from_db()
    assert profile.ended_by == house.people["supplier_manager"]
    assert evidence_of([first]).table("incidents").collect().equals(before)
    assert [one.number for one in first.read_by.all()] == [1]
    later = deliver(house, UNKNOWN.replace(b"V-", b"W-"))
    assert set(evidence_of([later]).table("incidents").collect()["priority"]) == {"C"}
    assert [one.number for one in later.read_by.all()] == [2]


def test_an_ended_profile_reads_nothing_more(house: House) -> None:
    mapped(house)
    profile = house.contract.profiles.get()
    profiles.end_profile(actor=house.people["service_manager"], profile=profile, at=AT)
    with pytest.raises(Held):
        deliver(house, UNKNOWN.replace(b"V-", b"W-"))
    with pytest.raises(WrongState, match="allerede"):
        profiles.end_profile(actor=house.people["service_manager"], profile=profile, at=AT)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kolonne-id": ""}, "Hver række skal have den"),
        ({"kolonne-id": "Findes ikke"}, "Filen har ikke den kolonne"),
        ({"fast-priority": "A"}, "ikke begge dele"),
        ({"navn": "Å/Ø"}, "Skriv et navn"),
        ({"navn": "glpi"}, "bruges af en profil, der følger med"),
        ({"format": "x"}, "Vælg, hvordan tidspunkterne"),
        ({"alene": "25:00"}, "Skriv et klokkeslæt"),
        ({"raekkefoelge": "x"}, "dagen eller måneden"),
        ({"vaerdi-responsible-0": "hverken"}, "Vælg, hvad hver værdi betyder"),
        ({"vist-responsible": ""}, "Vælg, hvad hver værdi betyder"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(house: House, change: dict[str, str], said: str) -> None:
    client = send(house)
    answer = client.post(address(house), FIELDS | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not house.contract.profiles.exists()


def test_a_mapping_that_reads_no_row_is_told_of_and_said_again(house: House) -> None:
    wrong = mapped(house, **{"kolonne-opened_at": "Skyld", "kolonne-responsible": "", "vist-responsible": ""})
    assert (wrong.rows_used, wrong.rows_set_aside) == (0, 2)
    client = house.client("supplier_manager")
    text = client.get(reverse("delivery", args=(house.contract.pk, wrong.pk))).content.decode()
    assert "Ret, hvad kolonnerne er" in text
    assert "Læs filerne igen" in text
    form = client.get(address(house)).content.decode()
    assert 'value="vores-sager"' in form, "what was said before is filled in"
    assert client.post(address(house), FIELDS).status_code == 302
    run_jobs()
    wrong.refresh_from_db()
    assert wrong.state == Delivery.State.WITHDRAWN
    made = house.contract.uploads.get().delivery
    assert made is not None
    assert (made.rows_used, made.read_by.get().number) == (2, 2)
    confirm(house, made)
    assert (
        "Ret, hvad kolonnerne er"
        not in client.get(reverse("delivery", args=(house.contract.pk, made.pk))).content.decode()
    )
    with pytest.raises(WrongState, match="ligger ikke længere"):
        receiving.read_again(
            actor=house.people["service_manager"], upload=house.contract.uploads.get(), at=timezone.now()
        )


def test_a_profile_changed_as_text_reads_the_unconfirmed_delivery_again(house: House) -> None:
    first = mapped(house)
    profile = house.contract.profiles.get()
    text = profile.text.replace('from = "Hastighed"', 'constant = "C"')
    profiles.keep_profile(actor=house.people["service_manager"], contract=house.contract, text=text, at=AT)
    client = house.client("service_manager")
    other = house.client("authority_manager")
    other.post(address(house, "read_files_again"))
    assert not run_jobs()
    client.post(address(house, "read_files_again"))
    run_jobs()
    first.refresh_from_db()
    assert first.state == Delivery.State.WITHDRAWN
    made = house.contract.uploads.get().delivery
    assert made is not None
    assert set(evidence_of([made]).table("incidents").collect()["priority"]) == {"C"}


def test_withdrawing_what_was_read_removes_the_files(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    made = mapped(house)
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw(
            actor=house.people["service_manager"], delivery=made, reason="Forkert fil", at=AT
        )
    assert not waiting()


def test_a_name_in_use_for_other_columns_is_refused(house: House) -> None:
    mapped(house)
    house.contract.uploads.all().delete()
    other = b"Ref;Hvor slemt;Set\n1;A;13-10-2026 09:00\n"
    client = send(house, other, "andet.csv")
    answer = client.post(
        address(house),
        {
            "fil": "andet.csv",
            "tabel": "incidents",
            "navn": "vores-sager",
            "format": "iso",
            "kolonne-id": "Ref",
            "kolonne-priority": "Hvor slemt",
            "kolonne-opened_at": "Set",
        },
    )
    assert answer.status_code == 422
    assert "filer med andre kolonner" in answer.content.decode()


def test_the_files_are_gone_after_a_day(house: House) -> None:
    client = send(house)
    upload = house.contract.uploads.get()
    receiving.tidied(timezone.now() + timedelta(hours=23))
    assert uploads.waiting_folder(upload.key).is_dir()
    receiving.tidied(timezone.now() + timedelta(hours=25))
    assert not uploads.waiting_folder(upload.key).exists()
    assert client.get(address(house)).headers["Location"] == address(house, "upload")
    with pytest.raises(WrongState, match="ligger ikke længere"):
        receiving.map_columns(actor=house.people["service_manager"], upload=upload, text="", at=AT)


def test_a_large_file_waits_as_well(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    client = send(house)
    run_jobs()
    assert "Sig, hvad kolonnerne i udtraek.csv er" in client.get(address(house, "upload")).content.decode()
    client.post(address(house), FIELDS)
    run_jobs()
    assert Upload.objects.get().delivery is not None


def test_what_a_system_sends_is_not_kept(house: House) -> None:
    with pytest.raises(Refused) as refused:
        delivering.deliver(
            actor=house.people["service_manager"],
            contract=house.contract,
            files=[SimpleUploadedFile("udtraek.csv", UNKNOWN)],
            at=AT,
            through="Overvågning",
        )
    assert not isinstance(refused.value, Held)
    assert not house.contract.uploads.exists()


def test_an_own_table_without_a_column_is_mapped_too(house: House) -> None:
    send(house, b"id;hastighed;opened_at\nV-1;A;2026-10-13T09:00:00+02:00\n", "incidents.csv")
    client = house.client("service_manager")
    client.post(
        address(house),
        {
            "fil": "incidents.csv",
            "tabel": "incidents",
            "navn": "vores",
            "format": "iso",
            "kolonne-id": "id",
            "kolonne-priority": "hastighed",
            "kolonne-opened_at": "opened_at",
        },
    )
    run_jobs()
    delivery = Upload.objects.get().delivery
    assert delivery is not None
    assert delivery.files.get().profile == "vores"


def test_files_that_are_known_stand_as_before(house: House) -> None:
    mapped(house)
    assert deliver(house, HEADER + incident(1), "incidents.csv").files.get().profile == "afstemt"


def test_a_profile_of_the_page_is_one_of_the_command_line(house: House, tmp_path: Path) -> None:
    delivery = mapped(house)
    client = house.client("auditor")
    profile = ContractProfile.objects.get()
    given = client.get(reverse("contract_profile_file", args=(house.contract.pk, profile.pk)))
    assert "vores-sager.profil.toml" in given.headers["Content-Disposition"]
    (tmp_path / "vores-sager.profil.toml").write_bytes(given.content)
    (tmp_path / "udtraek.csv").write_bytes(UNKNOWN)
    columns = ("id", "priority", "opened_s", "resolved_s", "responsible")
    alone = read_evidence(tmp_path, zone=house.contract.zone).table("incidents").select(columns).collect()
    assert alone.equals(evidence_of([delivery]).table("incidents").select(columns).collect())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("navn = ", "kan ikke bruges"),
        ('name = "x"\ntable = "sager"', "sager"),
        ('name = "Stort navn"\ntable = "incidents"\nrecognise = [["a"]]', "små bogstaver"),
        ('name = "glpi"\ntable = "incidents"\nrecognise = [["a"]]', "følger med"),
        ('name = "x"\ntable = "incidents"', "kendes på"),
        ('name = "x"\nignore = ["*"]', "hvilken tabel"),
        ("x" * 100_001, "for lang"),
    ],
)
def test_a_text_that_is_no_profile_is_refused_where_it_was_written(
    house: House, text: str, said: str
) -> None:
    answer = house.client("service_manager").post(
        reverse("contract_profiles", args=(house.contract.pk,)), {"text": text}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not house.contract.profiles.exists()


def test_an_empty_file_of_each_table_is_there(house: House) -> None:
    client = house.client("auditor")
    text = client.get(reverse("empty_tables", args=(house.contract.pk,))).content.decode()
    for name in ("incidents.csv", "outages.xlsx"):
        assert name in text
        given = client.get(reverse("empty_tables", args=(house.contract.pk,)) + name)
        assert given.status_code == 200
    assert client.get(reverse("empty_tables", args=(house.contract.pk,)) + "sager.csv").status_code == 404

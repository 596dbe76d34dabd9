"""A lock freezes the compiled calendars: kept beside the report, in its package, and what a copy of it stands on."""

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from house import AT, House, in_force
from jobs import run_jobs

from afstemt.core.terms.model import hours
from afstemt.core.units.period import parse_period
from afstemt.files.calendars import packed, unpacked
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence import confirming, delivering
from afstemt.web.lifecycle import background, basis, calculation, decisions
from afstemt.web.lifecycle.basis import basis_of, basis_of_version
from afstemt.web.lifecycle.package import copy_is_made, make_copy, package
from afstemt.web.periods.integrity import gone_or_changed, newest_locked
from afstemt.web.periods.models import Asking, ReportVersion, Submission
from afstemt.web.periods.rendering import CALENDARS, folder_of
from afstemt.web.refusals import WrongState
from afstemt.web.reports import actions as reports
from afstemt.web.site import doctor

OCTOBER, NOVEMBER = parse_period("2026-10"), parse_period("2026-11")
INCIDENTS = b"""id;priority;opened_at;responded_at;resolved_at
INC-1;A;2026-10-05T08:00:00+02:00;2026-10-05T08:05:00+02:00;2026-10-06T15:00:00+02:00
"""
"""Fifteen hours of the service desk's; seven, when that Monday is a holiday. Eight are agreed."""


def every_monday(_country: str, year: int) -> Mapping[date, str]:
    """Return holidays that are not today's."""
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    return {day: "Ny helligdag" for day in days if day.weekday() == 0}


@pytest.fixture
def ready(house: House) -> House:
    """The contract's terms are in force, a delivery is confirmed, and the supplier has marked a trade secret."""
    house.contract.periods.all().delete()
    ReportVersion.objects.all().delete()
    in_force(house)
    who = house.people["service_manager"]
    files = [SimpleUploadedFile("incidents.csv", INCIDENTS)]
    confirming.confirm(
        actor=who,
        delivery=delivering.deliver(actor=who, contract=house.contract, files=files, at=AT),
        at=AT,
    )
    reports.mark_secret(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        period=OCTOBER,
        section="remuneration",
        reason="Enhedspriser",
        at=AT,
    )
    return house


def calculated(house: House) -> ReportVersion:
    return calculation.make_report(
        actor=house.people["service_manager"], contract=house.contract, period=OCTOBER, at=AT
    )


def locked(house: House) -> Submission:
    decisions.submit(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        period=OCTOBER,
        number=calculated(house).number,
        at=AT,
    )
    return decisions.approve_report(
        actor=house.people["authority_manager"],
        contract=house.contract,
        code="2026-10",
        number=1,
        reservations="",
        at=AT,
    )


def from_before(held: Submission) -> Submission:
    """Make the version one from before calendars were kept."""
    version = held.version
    (folder_of(version.key) / CALENDARS).unlink()
    version.stands_on = {
        key: value for key, value in version.stands_on.items() if key not in ("calendars", "calendar_sources")
    }
    version.save(update_fields=("stands_on",))
    return held


def test_a_version_keeps_the_calendars_that_it_stands_on(ready: House) -> None:
    version = calculated(ready)
    kept = (folder_of(version.key) / CALENDARS).read_bytes()
    content = unpacked(kept, CALENDARS)
    assert hashlib.sha256(content).hexdigest() == version.stands_on["calendars"]
    assert b"2026-01-01,0,servicedesk,2021-01-01,2028-12-31,day," in content
    assert set(version.stands_on["calendar_sources"]) == {"holidays", "tzdata"}
    assert CALENDARS not in version.files  # what people fetch is the report


def test_a_draft_is_outdated_when_its_calendars_sources_are(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is compiled to find that out: the libraries' versions are among the inputs, the calendars are not."""
    version = calculated(ready)
    terms = terms_in_force(ready.contract)
    assert basis_of(ready.contract, terms, OCTOBER).inputs == version.inputs
    monkeypatch.setattr(basis, "version_of", lambda name: "2099.1" if name == "holidays" else "1")
    assert basis_of(ready.contract, terms, OCTOBER).inputs != version.inputs
    with pytest.raises(WrongState, match="Beregn igen"):
        decisions.submit(
            actor=ready.people["supplier_manager"],
            contract=ready.contract,
            period=OCTOBER,
            number=version.number,
            at=AT,
        )
    assert basis_of_version(version).inputs == version.inputs


def levels_in(page: Path) -> str:
    """Return the rows of the table of all service levels; its number is another where the first page is left out."""
    found = re.search(r"Garanteret og faktisk niveau.*?</table>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[0].split("</caption>")[1]


def test_the_copy_has_the_approved_figures_when_holidays_have_changed(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = locked(ready)
    monkeypatch.setattr(hours, "_national", every_monday)
    make_copy(held)
    folder = folder_of(held.version.key)
    approved, copy = folder / "driftsrapport.html", next(folder.glob("uden-*")) / "driftsrapport.html"
    assert levels_in(copy) == levels_in(approved)
    assert "Løsningstid" in levels_in(copy)


def test_a_copy_with_other_figures_is_refused_and_nothing_written(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version from before calendars were kept is compiled anew, and held against what it left to history."""
    held = from_before(locked(ready))
    inside = set(folder_of(held.version.key).parent.iterdir())
    monkeypatch.setattr(hours, "_national", every_monday)
    with pytest.raises(WrongState, match="andre tal end dem, der er godkendt"):
        make_copy(held)
    assert not copy_is_made(held)
    assert set(folder_of(held.version.key).parent.iterdir()) == inside


def test_a_version_from_before_calendars_were_kept_goes_on_working(ready: House) -> None:
    held = locked(ready)
    with package(held, without_secrets=False) as file, zipfile.ZipFile(file) as made:
        assert "kalendere/kalendere.csv" in made.namelist()
    old = from_before(held)
    make_copy(old)
    assert copy_is_made(old)
    with package(old, without_secrets=False) as file, zipfile.ZipFile(file) as made:
        assert not [name for name in made.namelist() if name.startswith("kalendere")]
        assert "calendars_sha256" not in json.loads(made.read("metadata.json"))
    assert list(gone_or_changed(old.version)) == []


def test_the_hash_of_a_version_from_before_can_be_found_again(ready: House) -> None:
    """Its inputs were over fewer things; what has come since is not put into them."""
    version = calculated(ready)
    stood = dict(version.stands_on)
    del stood["calendars"], stood["calendar_sources"], stood["as_of"]
    text = json.dumps(stood, sort_keys=True, ensure_ascii=False)
    version.stands_on, version.inputs = stood, hashlib.sha256(text.encode()).hexdigest()
    assert basis_of_version(version).inputs == version.inputs


def test_the_package_holds_the_calendars_as_their_hash_says(ready: House) -> None:
    held = locked(ready)
    make_copy(held)
    for without_secrets in (False, True):
        with package(held, without_secrets=without_secrets) as file, zipfile.ZipFile(file) as made:
            said = json.loads(made.read("metadata.json"))
            content = made.read("kalendere/kalendere.csv")
            assert hashlib.sha256(content).hexdigest() == said["calendars_sha256"]
            assert said["calendars_sha256"] == held.version.stands_on["calendars"]


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_calendars_that_are_not_as_they_were_kept_are_refused_in_words(ready: House, damage: str) -> None:
    held = locked(ready)
    path = folder_of(held.version.key) / CALENDARS
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-20])
    else:
        content = unpacked(path.read_bytes(), CALENDARS)
        path.write_bytes(packed(content.replace(b"servicedesk", b"servicedisk")))
    client = ready.client("authority_manager")
    place = (ready.contract.pk, "2026-10")
    page = client.get(reverse("archive", args=place), follow=True).content.decode()
    assert "mangler eller er ændret (kalendere.csv.gz)" in page
    asking = background.ask_for_copy(
        actor=ready.people["authority_manager"], contract=ready.contract, code="2026-10", at=AT
    )
    run_jobs()
    asking.refresh_from_db()
    assert asking.outcome == Asking.REFUSED
    assert "skal hentes fra en sikkerhedskopi" in client.get(reverse("period", args=place)).content.decode()
    assert not copy_is_made(held)
    assert list(gone_or_changed(held.version)) == [path]


def found(word: str) -> doctor.Finding:
    (one,) = [one for one in doctor.examine(settings.ENVIRONMENT, AT) if word in one.said]
    return one


def test_the_doctor_holds_the_newest_locked_files_against_their_hashes(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afstemt.web.site.database.state", lambda: "ready")
    monkeypatch.setattr("afstemt.web.site.doctor._is_there", lambda _environment: True)
    assert found("låste perioder").said.endswith("(kontrakter: 0).")
    calculated(ready)  # a draft is not locked
    assert found("låste perioder").said.endswith("(kontrakter: 0).")
    held = locked(ready)
    sound = found("låste perioder")
    assert sound.sound
    assert sound.said.endswith("(kontrakter: 1).")
    folder = folder_of(held.version.key)
    (folder / "driftsrapport.xlsx").write_bytes(b"PK")
    (folder / CALENDARS).unlink()
    spoiled = found("låste perioder")
    assert not spoiled.sound
    where = Path("reports") / held.version.key
    assert spoiled.said == (
        "Filer af låste perioder mangler eller er ændret (2): "
        f"{where / 'driftsrapport.xlsx'}, {where / 'kalendere.csv.gz'}"
    )
    assert "sikkerhedskopi" in spoiled.todo


def test_the_newest_locked_versions_are_asked_for_in_one_query(ready: House) -> None:
    held = locked(ready)
    later = ReportVersion.objects.create(
        contract=ready.contract,
        period="2026-11",
        number=1,
        key="s",
        made_at=AT,
        made_by=held.submitted_by,
        verdict="November 2026",
        program="0",
    )
    row = ready.contract.periods.create(
        code="2026-11", first_day=NOVEMBER.first, last_day=NOVEMBER.last, latest=later
    )
    waits = row.submissions.create(number=1, version=later, submitted_at=AT, submitted_by=held.submitted_by)
    with CaptureQueriesContext(connection) as queries:
        assert list(newest_locked()) == [held.version]
    assert len(queries) == 1
    Submission.objects.filter(pk=waits.pk).update(approved_at=AT, approved_by=held.approved_by)
    assert list(newest_locked()) == [later]

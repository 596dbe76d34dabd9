"""A small installation for the tests: two authorities, three suppliers, and contracts between them. All made up."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from afstemt.web.api import keys
from afstemt.web.api.models import AccessKey
from afstemt.web.contracts import actions, versions
from afstemt.web.contracts.models import Access, Alias, Contract, StandIn
from afstemt.web.evidence.models import ContractProfile, Delivery, RowAnswer, SupplierReport, Upload
from afstemt.web.evidence.supplier_report import path_of
from afstemt.web.invitations.invitation import digest
from afstemt.web.overview.models import CalendarEntry, DoneEntry, Summary
from afstemt.web.parties.models import Invitation, Organisation, Person
from afstemt.web.penalties.models import Correction
from afstemt.web.periods.models import ContractPeriod, ReportVersion, Submission
from afstemt.web.periods.rendering import PARTS, folder_of
from afstemt.web.reports.models import Comment, NoneStatement, Thread

INCIDENTS = (
    b"id;priority;opened_at;responded_at;resolved_at\n"
    b"INC-1;1;2026-10-05T09:00:00+02:00;2026-10-05T09:05:00+02:00;2026-10-05T11:00:00+02:00\n"
    b"INC-2;2;2026-10-06T09:00:00+02:00;2026-10-06T09:05:00+02:00;2026-10-07T11:00:00+02:00\n"
    b"INC-3;3;2026-10-32T09:00:00+02:00;;\n"
)
PROFILE = """\
name = "husets-sager"
table = "incidents"
recognise = [["Husets nr", "Hast", "Modtaget her"]]

[times]
zone = "contract"

[columns]
id = "Husets nr"
priority = "Hast"
opened_at = "Modtaget her"
"""
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KEY = "afst_synthetic-key-of-the-tests"
OPTION = "Option på forlængelse"
"""An entry of the contract's calendar, the authority's own, that its manager has said is done."""
PASSWORD = "en lang syntetisk kode"
SHOWN = {
    "title": "Driftsrapport for oktober 2026",
    "drafts": {},
    "parts": [
        {"id": "service_levels", "number": "1", "level": 1, "title": "Servicemål", "html": "<p>Tal</p>"}
    ],
    "levels": [{"id": "KPI 1", "title": "Oppetid", "clause": "", "state": "met", "html": "<p>Tal</p>"}],
}
TERMS = (Path(__file__).parents[2] / "examples" / "standardkontrakt.toml").read_text(encoding="utf-8")


def person(name: str, organisation: Organisation, **rest: object) -> Person:
    """Return a made-up person who acts for the organisation."""
    return Person.objects.create_user(
        f"{name}@{organisation.cvr}.example",
        PASSWORD,
        name=name,
        organisation=organisation,
        created_at=AT,
        **rest,
    )


@dataclass
class House:
    """The people and contracts of the tests.

    ``people`` has one in each role of ``contract``, by role, and the others by what they are: ``administrator``,
    ``other_supplier`` (manager of another contract with the same authority), ``other_authority``, ``ended``
    (had a role, has none), ``nobody`` (signed in, no role anywhere).
    ``invitations`` are open for long: ``contract`` to the contract, ``organisation`` to one; the token is that word.
    ``stand_in``: the supplier's service manager for its contributor, in 2020.
    """

    authority: Organisation
    supplier: Organisation
    contract: Contract
    other_contract: Contract
    people: dict[str, Person]
    delivery: Delivery
    report: ReportVersion
    thread: Thread
    invitations: dict[str, Invitation]
    stand_in: StandIn
    supplier_report: SupplierReport

    def client(self, who: str | None) -> Client:
        """Return a browser that the person has signed in with; None for signed out."""
        client = Client()
        if who is not None:
            client.force_login(self.people[who])
        return client


def built() -> House:
    """Make the installation in the database."""
    authority = Organisation.objects.create(
        name="Styrelsen", kind="authority", cvr="11111111", synthetic=True
    )
    second = Organisation.objects.create(name="Nævnet", kind="authority", cvr="11111112", synthetic=True)
    supplier = Organisation.objects.create(name="Drift A/S", kind="supplier", cvr="22222221", synthetic=True)
    rival = Organisation.objects.create(name="Rival A/S", kind="supplier", cvr="22222222", synthetic=True)
    manager = person("authority_manager", authority)
    contract = actions.create_contract(
        actor=manager, title="Kontrakten", authority=authority, supplier=supplier, text=TERMS, at=AT
    )
    other = actions.create_contract(
        actor=manager, title="Den anden", authority=authority, supplier=rival, text=TERMS, at=AT
    )
    people = {"authority_manager": manager}
    sides = {
        **dict.fromkeys(("service_owner", "finance", "business", "auditor", "guest"), authority),
        **dict.fromkeys(("supplier_manager", "service_manager", "contributor"), supplier),
    }
    for role, organisation in sides.items():
        people[role] = person(role, organisation)
        Access.objects.create(contract=contract, person=people[role], role=role, given_at=AT)
    people["other_supplier"] = person("other_supplier", rival)
    Access.objects.create(
        contract=other, person=people["other_supplier"], role="supplier_manager", given_at=AT
    )
    people["other_authority"] = person("other_authority", second)
    people["administrator"] = person("administrator", authority, administrator=True)
    people["nobody"] = person("nobody", supplier)
    people["ended"] = person("ended", supplier)
    Access.objects.create(
        contract=contract,
        person=people["ended"],
        role="contributor",
        given_at=AT,
        ended_at=AT,
        ended_by=manager,
        end_reason="Skiftet stilling",
    )
    delivery = Delivery.objects.create(
        contract=contract,
        party="authority",
        key="k",
        made_at=AT,
        made_by=manager,
        rows_read=1,
        rows_used=1,
        rows_set_aside=0,
    )
    Upload.objects.create(
        contract=contract,
        key="u",
        count=1,
        size=20_000_000,
        sent_at=AT,
        sent_by=people["service_manager"],
        ended_at=AT,
        outcome="refused",
        said="Filen er tom.",
    )
    ContractProfile.objects.create(
        contract=contract,
        organisation=supplier,
        name="husets-sager",
        number=1,
        text=PROFILE,
        made_at=AT,
        made_by=people["service_manager"],
    )
    report = ReportVersion.objects.create(
        contract=contract,
        period="2026-10",
        number=1,
        key="r",
        made_at=AT,
        made_by=manager,
        verdict="Oktober 2026",
        program="0",
        files={"driftsrapport.json": {"sha256": "", "size": 2}},
    )
    folder = folder_of(report.key)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "driftsrapport.json").write_text("{}", encoding="utf-8")
    (folder / PARTS).write_text(json.dumps(SHOWN), encoding="utf-8")
    period = ContractPeriod.objects.create(
        contract=contract,
        code="2026-10",
        first_day=date(2026, 10, 1),
        last_day=date(2026, 10, 31),
        latest=report,
    )
    Correction.objects.create(
        period=period,
        number=1,
        what="penalty",
        amount=-1250,
        currency="DKK",
        reason="Udetiden skyldtes myndighedens netværk",
        proposed_for="supplier",
        proposed_at=AT,
        proposed_by=people["supplier_manager"],
        withdrawn_at=AT,
        withdrawn_by=people["supplier_manager"],
    )
    Alias.objects.create(
        contract=contract,
        of="service",
        name="Et gammelt navn",
        tables=["outages"],
        proposed_for="supplier",
        proposed_at=AT,
        proposed_by=people["contributor"],
        ended_at=AT,
        ended_by=people["contributor"],
    )
    RowAnswer.objects.create(
        contract=contract,
        table="hours",
        name="2026-09-01 · K1 · drift",
        said="lapsed",
        given_for="supplier",
        given_at=AT,
        given_by=people["service_manager"],
        ended_at=AT,
        ended_by=people["service_manager"],
    )
    NoneStatement.objects.create(
        period=period,
        topic="changes",
        stated_for="supplier",
        stated_at=AT,
        stated_by=people["contributor"],
        withdrawn_at=AT,
        withdrawn_by=people["contributor"],
    )
    thread = Thread.objects.create(period=period, about="service_levels", audience="shared", opened_at=AT)
    Comment.objects.create(thread=thread, text="Hvorfor?", written_at=AT, written_by=manager)
    invitations = {
        token: Invitation.objects.create(
            email=f"{token}@new.example",
            organisation=supplier,
            contract=to,
            role="contributor" if to else "",
            token_sha256=digest(token),
            made_at=AT,
            made_by=people["supplier_manager" if to else "administrator"],
            expires_at=AT + timedelta(days=36_500),
        )
        for token, to in (("contract", contract), ("organisation", None))
    }
    stand_in = StandIn.objects.create(
        access=contract.access.get(person=people["contributor"]),
        person=people["service_manager"],
        from_at=datetime(2020, 1, 1, tzinfo=UTC),
        to_at=datetime(2020, 2, 1, tzinfo=UTC),
        made_at=AT,
        made_by=people["contributor"],
    )
    own = SupplierReport.objects.create(
        contract=contract,
        period="2026-10",
        name="rapport.pdf",
        format="pdf",
        sha256="0" * 64,
        size=5,
        made_at=AT,
        made_by=people["supplier_manager"],
    )
    AccessKey.objects.create(
        contract=contract,
        name="Drift A/S' overvågning",
        digest=keys.digest(KEY),
        beginning=KEY[:9],
        may_read=True,
        may_deliver=True,
        may_confirm=True,
        made_at=AT,
        made_by=people["supplier_manager"],
        expires_at=datetime(2100, 1, 1, tzinfo=UTC),
    )
    option = date(2030, 6, 30)
    Summary.objects.create(contract=contract)
    CalendarEntry.objects.create(
        contract=contract,
        title=OPTION,
        day=option,
        act_by=option - timedelta(days=90),
        notice_days=90,
        owner="authority",
        clause="Kontrakten, pkt. 3.2",
    )
    DoneEntry.objects.create(
        contract=contract, title=OPTION, day=option, done_on=AT.date(), marked_at=AT, marked_by=manager
    )
    path_of(own).parent.mkdir(parents=True, exist_ok=True)
    path_of(own).write_bytes(b"%PDF-")
    return House(
        authority, supplier, contract, other, people, delivery, report, thread, invitations, stand_in, own
    )


def gone_through(house: House, *decided: str, at: datetime = AT) -> None:
    """Let October's report have been submitted, once for each of ``decided``: submitted, returned or approved.

    What a real report needs to be submitted is not there.
    """
    row, manager = house.contract.periods.get(), house.people["authority_manager"]
    for number, what in enumerate(decided, 1):
        done = {} if what == "submitted" else {f"{what}_at": at, f"{what}_by": manager}
        Submission.objects.create(
            period=row,
            number=number,
            version=house.report,
            submitted_at=at,
            submitted_by=house.people["supplier_manager"],
            return_reason="Ret det" if what == "returned" else "",
            **done,
        )
        row.state, row.first_submitted_on = what, at.date()
        row.save()


def in_force(house: House) -> None:
    """Approve the contract's terms for both parties."""
    version = house.contract.versions.get()
    for who in ("authority_manager", "supplier_manager"):
        versions.approve_version(actor=house.people[who], version=version, at=AT)


@contextmanager
def one_connection() -> Iterator[None]:
    """Leave the test's connection open while the application itself is called, as Django's client leaves it.

    A request that begins or ends closes a connection that is in a transaction; the test's is, and holds what it made.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)

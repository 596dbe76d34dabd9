"""A trial with something in every state that changes a page. All made up; run in a process of the installation."""

import shutil
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from house import INCIDENTS, TERMS

from afstemt.core.evidence.evidence import collect
from afstemt.core.units.period import parse_period
from afstemt.web.api.models import AccessKey
from afstemt.web.contracts import actions as contracts
from afstemt.web.contracts import versions
from afstemt.web.contracts.editor.document import Put, rewritten
from afstemt.web.contracts.models import Access, Alias, Contract, StandIn
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import delivering, withdrawing
from afstemt.web.evidence.figure_lines import Stated, lines_of
from afstemt.web.evidence.holding import Held
from afstemt.web.evidence.key_figures import key_in
from afstemt.web.evidence.missing import missing_rows
from afstemt.web.evidence.models import Delivery, SupplierReport, Upload
from afstemt.web.evidence.needs import must_be_said
from afstemt.web.evidence.profiles import keep_profile
from afstemt.web.evidence.row_answers import answer_rows
from afstemt.web.evidence.store import evidence_of
from afstemt.web.evidence.supplier_report import path_of
from afstemt.web.invitations.invitation import digest
from afstemt.web.lifecycle import calculation, decisions
from afstemt.web.overview import marking
from afstemt.web.parties.models import Invitation, Person
from afstemt.web.penalties.corrections.actions import decide_correction, propose_correction
from afstemt.web.periods.models import ReportVersion, Submission
from afstemt.web.periods.opening import the_row
from afstemt.web.periods.rendering import folder_of
from afstemt.web.reports import actions as reports
from afstemt.web.reports.models import NoneStatement

RETURNED, APPROVED, SUBMITTED, OPEN = "2026-10", "2026-08", "2026-07", "2026-09"
"""Months of the trial's contract, by where they stand."""


def seeded() -> dict[str, Any]:
    """Make it, in the trial's one contract and a new one beside it.

    Returns:
        ``sessions``: a session's key for each person, by what the person is; the other numbers and words are parts
        of addresses.
    """
    contract = Contract.objects.get()
    people = {one.role: one.person for one in contract.access.all()}
    at = timezone.now()
    made = _periods(contract, people, at) | _deliveries(contract, people, at) | _terms(contract, people, at)
    _corrections(contract, people, at)
    return made | _people(contract, people, at) | {"contract": contract.pk}


def _periods(contract: Contract, people: dict[str, Person], at: datetime) -> dict[str, Any]:
    authority, supplier = people["authority_manager"], people["supplier_manager"]
    period = parse_period(RETURNED, contract.zone)

    def written(section: str, text: str, base: int) -> None:
        reports.write_words(
            actor=supplier, contract=contract, period=period, section=section, text=text, base=base, at=at
        )

    written("incidents", "To sager gav afbrydelser.", 0)
    calculated = calculation.make_report(actor=supplier, contract=contract, period=period, at=at)
    for code in (APPROVED, SUBMITTED):
        _as_calculated(calculated, code)
    for code in (RETURNED, APPROVED, SUBMITTED):
        _submitted(contract, supplier, code, at)
    decisions.return_report(
        actor=authority, contract=contract, code=RETURNED, number=1, reason="Skriv årsagen.", at=at
    )
    decisions.approve_report(
        actor=authority, contract=contract, code=APPROVED, number=1, reservations="Bod drøftes.", at=at
    )
    decisions.set_journal_number(actor=authority, contract=contract, code=APPROVED, number="2026-1234", at=at)
    written("incidents", "To sager gav afbrydelser: disken var fuld.", 1)
    reports.mark_secret(
        actor=supplier, contract=contract, period=period, section="incidents", reason="Opbygningen", at=at
    )
    for about, text, internal in (
        ("incidents", "Hvad var årsagen?", False),
        ("service_levels", "Kun til os selv.", True),
        ("level:KPI 1", "Er tallet rigtigt?", False),
    ):
        reports.comment(
            actor=authority,
            contract=contract,
            period=period,
            about=about,
            text=text,
            internal=internal,
            at=at,
        )
    ended = reports.comment(
        actor=supplier,
        contract=contract,
        period=period,
        about="incidents",
        text="Løst.",
        internal=False,
        at=at,
    )
    reports.resolve(actor=supplier, contract=contract, thread=ended.thread, at=at)
    entry = contract.calendar_entries.exclude(owner="supplier").first()
    assert entry is not None
    marking.mark_done(
        actor=authority,
        contract=contract,
        title=entry.title,
        day=entry.day,
        done_on=at.date(),
        note="Meddelt ved brev.",
        at=at,
    )
    return {"level": calculated.level_results.first().level}


def _corrections(contract: Contract, people: dict[str, Person], at: datetime) -> None:
    """One of the approved month in each state; the one that was settled is so by hand."""
    parties = {"authority": people["authority_manager"], "supplier": people["supplier_manager"]}
    every = (
        ("supplier", "authority", "penalty", ""),
        ("authority", "supplier", "penalty", ""),
        ("supplier", "authority", "bonus", "dispute"),
        ("supplier", "supplier", "fee", "withdraw"),
        ("authority", "supplier", "fee", "agree"),
        ("supplier", "authority", "bonus", "agree"),
    )
    for number, (proposer, answerer, what, kind) in enumerate(every, 1):
        made = propose_correction(
            actor=parties[proposer],
            contract=contract,
            code=APPROVED,
            what=what,
            direction="raised" if proposer == "authority" else "reduced",
            amount="1.250,00",
            level="",
            reason=f"Udtrækket manglede tre sager ({number})",
            at=at,
        )
        if kind:
            made = decide_correction(
                actor=parties[answerer], contract=contract, correction=made, kind=kind, reason="Nej", at=at
            )
    made.settled_in = Submission.objects.get(period__contract=contract, period__code=APPROVED)
    made.save(update_fields=("settled_in",))


def _as_calculated(calculated: ReportVersion, code: str) -> None:
    """Let another month have the same report: calculating is what takes time."""
    version = ReportVersion.objects.get(pk=calculated.pk)
    version.pk, version.key, version.period = None, str(uuid.uuid4()), code
    version.penalty, version.corrections = 12_000, -400
    shutil.copytree(folder_of(calculated.key), folder_of(version.key))
    version.save()
    contract = calculated.contract
    terms = in_force(contract)
    assert terms is not None
    with transaction.atomic():
        row = the_row(contract, terms, parse_period(code, contract.zone))
        row.latest = version
        row.save(update_fields=("latest",))


def _submitted(contract: Contract, supplier: Person, code: str, at: datetime) -> None:
    row = contract.periods.get(code=code)
    assert row.latest is not None
    row.submissions.create(number=1, version=row.latest, submitted_at=at, submitted_by=supplier)
    row.state, row.first_submitted_on = "submitted", at.date()
    row.save()


def _deliveries(contract: Contract, people: dict[str, Person], at: datetime) -> dict[str, Any]:
    supplier = people["supplier_manager"]
    confirmed = contract.deliveries.get(party="supplier")

    def read(content: bytes) -> Delivery:
        return delivering.deliver(
            actor=supplier, contract=contract, files=[SimpleUploadedFile("incidents.csv", content)], at=at
        )

    withdrawn = read(INCIDENTS)
    withdrawing.withdraw(actor=supplier, delivery=withdrawn, reason="Forkert måned", at=at)
    waiting = read(INCIDENTS.replace(b"INC-", b"NY-"))
    period = parse_period(RETURNED, contract.zone)
    terms = in_force(contract)
    assert terms is not None
    _none_stated(contract, supplier, at)
    _aliases(contract, people, at)
    line = lines_of(terms, period)[0]
    keyed = key_in(
        actor=supplier,
        contract=contract,
        period=period,
        stated={(line.level, line.population): Stated("99,5", basis="Rapporten")},
        reason="Kan ikke trækkes ud",
        at=at,
    )
    attached = SupplierReport.objects.create(
        contract=contract,
        period=RETURNED,
        name="rapport.pdf",
        format="pdf",
        sha256="0" * 64,
        size=5,
        made_at=at,
        made_by=supplier,
    )
    path_of(attached).parent.mkdir(parents=True, exist_ok=True)
    path_of(attached).write_bytes(b"%PDF-")
    for name, revoked in (("Overvågning", None), ("Den gamle", at)):
        AccessKey.objects.create(
            contract=contract,
            name=name,
            digest=digest(name),
            beginning="afst_synt",
            may_read=True,
            may_deliver=True,
            may_confirm=False,
            made_at=at,
            made_by=supplier,
            expires_at=at + timedelta(90),
            revoked_at=revoked,
            revoked_by=supplier if revoked else None,
        )
    refused = Upload.objects.create(
        contract=contract,
        key=str(uuid.uuid4()),
        count=2,
        size=12_000_000,
        sent_at=at,
        sent_by=supplier,
        ended_at=at,
        outcome=Upload.REFUSED,
        said="Syntetisk: filerne kan ikke læses.",
    )
    return {
        "unknown_upload": _unknown(contract, supplier),
        "refused_upload": refused.pk,
        "confirmed": confirmed.pk,
        "withdrawn": withdrawn.pk,
        "waiting": waiting.pk,
        "lacking": _lacking(contract, confirmed, supplier, at).pk,
        "keyed": keyed.pk,
    }


def _unknown(contract: Contract, supplier: Person) -> int:
    """A profile of the supplier's in two versions, and a file that nothing recognises, which waits to be mapped."""
    text = 'name = "own-desk"\ntable = "incidents"\nrecognise = [["A", "B", "C"]]\n[columns]\nid = "A"\n'
    for priority in ("B", "C"):
        written = f'{text}priority = "{priority}"\nopened_at = "C"\n'
        keep_profile(actor=supplier, contract=contract, text=written, at=timezone.now())
    content = b"Key X;Severity X;Came X;By X\nX-1;A;13-10-2026 09:00;us\nX-2;A;14-10-2026 09:00;you\n"
    try:
        delivering.deliver(
            actor=supplier,
            contract=contract,
            files=[SimpleUploadedFile("export.csv", content)],
            at=timezone.now(),
        )
    except Held as held:
        return held.upload.pk
    raise AssertionError("the file was read")


def _lacking(contract: Contract, confirmed: Delivery, supplier: Person, at: datetime) -> Delivery:
    """Deliver the outages without two of them: of one it has been answered, of the other nobody has said a word."""
    rows = collect(
        evidence_of([confirmed]).table("outages").sort("from_s").select("id", "service", "from_s", "to_s")
    ).rows()
    when = "%Y-%m-%dT%H:%M:%SZ"
    kept = "".join(
        f"{name},{service},{datetime.fromtimestamp(begin, UTC):{when}},{datetime.fromtimestamp(end, UTC):{when}}\n"
        for number, (name, service, begin, end) in enumerate(rows)
        if number not in (1, 2)
    )
    made = delivering.deliver(
        actor=supplier,
        contract=contract,
        files=[SimpleUploadedFile("outages.csv", f"id,service,from_at,to_at\n{kept}".encode())],
        at=at,
    )
    answer_rows(
        actor=supplier,
        contract=contract,
        keys=[missing_rows(contract, made)[0].key],
        said="lapsed",
        reason="Oprettet ved en fejl",
        at=at,
        waiting=made,
    )
    return made


def _aliases(contract: Contract, people: dict[str, Person], at: datetime) -> None:
    """One in each state, each of a name of its own."""
    authority, supplier = people["authority_manager"], people["supplier_manager"]
    states: tuple[dict[str, Any], ...] = (
        {},
        {"authority_confirmed_at": at, "authority_confirmed_by": authority},
        {
            "authority_confirmed_at": at,
            "authority_confirmed_by": authority,
            "end_asked_for": "authority",
            "end_asked_at": at,
            "end_asked_by": authority,
        },
        {"ended_at": at, "ended_by": supplier},
    )
    for number, stands in enumerate(states, 1):
        Alias.objects.create(
            contract=contract,
            of="service",
            name=f"NED-{number} (overvågning)",
            means="",
            reason="Sådan hedder den i overvågningen",
            tables=["outages"],
            proposed_for="authority",
            proposed_at=at,
            proposed_by=authority,
            **stands,
        )


def _none_stated(contract: Contract, supplier: Person, at: datetime) -> None:
    """Of September that there were none, also where there may have been some; all else of it is asked."""
    period, terms = parse_period(OPEN, contract.zone), in_force(contract)
    assert terms is not None
    with transaction.atomic():
        row = the_row(contract, terms, period)
    for topic in list(must_be_said(terms, period))[:1]:
        NoneStatement.objects.create(
            period=row, topic=topic.name, stated_for="supplier", stated_at=at, stated_by=supplier
        )


def _terms(contract: Contract, people: dict[str, Person], at: datetime) -> dict[str, Any]:
    manager = people["authority_manager"]
    approved = contract.versions.filter(
        authority_approved_at__isnull=False, supplier_approved_at__isnull=False
    ).latest("in_force_from")
    text = rewritten(approved.text, [Put(("in_force_from",), date(2027, 1, 1))]).text
    draft = versions.add_version(actor=manager, contract=contract, text=text, at=at)
    new = contracts.create_contract(
        actor=manager,
        title="En ny kontrakt (syntetisk)",
        authority=contract.authority,
        supplier=contract.supplier,
        text=TERMS,
        at=at,
        synthetic=True,
    )
    return {
        "approved_version": approved.pk,
        "draft": draft.pk,
        "new": new.pk,
        "new_version": new.versions.get().pk,
        "new_text": new.versions.get().sha256,
    }


def _people(contract: Contract, people: dict[str, Person], at: datetime) -> dict[str, Any]:
    manager, supplier = people["authority_manager"], people["supplier_manager"]

    def person(name: str, **rest: Any) -> Person:
        return Person.objects.create_user(
            f"{name}@prove.example",
            "en lang syntetisk kode",
            name=f"{name.capitalize()} (syntetisk)",
            organisation=contract.authority,
            created_at=at,
            **rest,
        )

    more = {
        "administrator": person("administrator", administrator=True),
        "nobody": person("ingen"),
        "ended": person("tidligere"),
        "without_password": person("uden-kode"),
        "two_steps": person("to-trin"),
        "guest": person("gaest"),
        "auditor": person("revisor"),
    }
    more["without_password"].set_unusable_password()
    more["without_password"].save()
    TOTP.activate(more["two_steps"], generate_totp_secret())
    RecoveryCodes.activate(more["two_steps"])
    for role in ("guest", "auditor"):
        Access.objects.create(contract=contract, person=more[role], role=role, given_at=at, given_by=manager)
    Access.objects.create(
        contract=contract,
        person=more["ended"],
        role="business",
        given_at=at,
        ended_at=at,
        ended_by=manager,
        end_reason="Skiftet stilling",
    )
    held = contract.access.get(person=people["finance"])
    StandIn.objects.create(
        access=contract.access.get(person=manager),
        person=people["finance"],
        from_at=at,
        to_at=at + timedelta(30),
        made_at=at,
        made_by=manager,
    )
    for token, email, to, expires, revoked in (
        ("aaben", "ny@prove.example", contract, at + timedelta(14), None),
        ("kendt", "ingen@prove.example", contract, at + timedelta(14), None),
        ("udloebet", "sen@prove.example", contract, at - timedelta(1), None),
        ("trukket", "fortrudt@prove.example", contract, at + timedelta(14), at),
        ("foerste", "foerste@prove.example", None, at + timedelta(14), None),
    ):
        Invitation.objects.create(
            email=email,
            organisation=contract.authority,
            contract=to,
            role="service_owner" if to else "",
            token_sha256=digest(token),
            made_at=at - timedelta(20),
            made_by=manager,
            expires_at=expires,
            revoked_at=revoked,
            revoked_by=manager if revoked else None,
        )
    finance = people["finance"]
    reset = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(finance), "key": default_token_generator.make_token(finance)},
    )
    return {
        "access": held.pk,
        "organisation": contract.authority.pk,
        "reset": reset,
        "sessions": {role: _session(one) for role, one in {**people, **more}.items()},
        "supplier_name": supplier.name,
    }


def _session(person: Person) -> str:
    """Return the key of a session that the person has signed in with, now."""
    kept = SessionStore()
    kept["_auth_user_id"] = str(person.pk)
    kept["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    kept["_auth_user_hash"] = person.get_session_auth_hash()
    kept["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3600}]
    kept.create()
    return str(kept.session_key)

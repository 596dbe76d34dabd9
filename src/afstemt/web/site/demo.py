"""A trial's made-up people and contracts: everything synthetic, and said so wherever it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from afstemt.core.units.period import Period, parse_period
from afstemt.files.demo.generate import DemoPaths, generate
from afstemt.files.reading.intake.folder import AUTHORITY_FOLDER
from afstemt.web.contracts import actions, versions
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.evidence import confirming, delivering
from afstemt.web.lifecycle.calculation import make_report
from afstemt.web.lifecycle.decisions import approve_report, submit
from afstemt.web.overview.upkeep import bring_up_to_date
from afstemt.web.parties.models import Organisation, Person

PASSWORD = "kun til afprøvning"
AUTHORITY, SUPPLIER = "Styrelsen for Eksempler (syntetisk)", "Eksempeldrift A/S (syntetisk)"
"""As the generated terms call the parties."""
AUTHORITIES = {
    AUTHORITY: ("11111111", "myndighed.example"),
    "Nævnet for Eksempler (syntetisk)": ("11111112", "naevn.example"),
}
SUPPLIERS = {
    SUPPLIER: ("22222222", "leverandor.example"),
    "Prøvehosting A/S (syntetisk)": ("22222223", "hosting.example"),
    "Skyeksempel ApS (syntetisk)": ("22222224", "sky.example"),
}
CONTRACTS = (
    (AUTHORITY, SUPPLIER, "Drift af tre eksempelsystemer (syntetisk)"),
    (AUTHORITY, "Prøvehosting A/S (syntetisk)", "Hosting af hjemmesider (syntetisk)"),
    ("Nævnet for Eksempler (syntetisk)", SUPPLIER, "Drift af nævnets sagssystem (syntetisk)"),
    (
        "Nævnet for Eksempler (syntetisk)",
        "Skyeksempel ApS (syntetisk)",
        "Arbejdspladser i skyen (syntetisk)",
    ),
    (AUTHORITY, "Skyeksempel ApS (syntetisk)", "Arkiv i skyen (syntetisk)"),
)
"""Authority, supplier and title; the first is the whole of a small trial."""
ROLES = {
    "authority_manager": ("kontrakt", "Kontraktansvarlig"),
    "finance": ("okonomi", "Økonomi"),
    "supplier_manager": ("kontrakt", "Kontraktansvarlig"),
    "service_manager": ("drift", "Service manager"),
}


@dataclass(frozen=True)
class SignIn:
    """Who can sign in to the trial, and as what."""

    email: str
    role: str


def seed(folder: Path, contracts: int = 1, step: Callable[[str], None] = print) -> tuple[SignIn, ...]:
    """Make the trial's contracts when nobody is there yet; return who can sign in.

    Both parties have approved the terms. In a small trial the last month's exports are delivered and confirmed; with
    more than one contract each has 13 months, all but the last calculated, submitted and approved.

    Args:
        folder: Where the synthetic terms and exports are written.
        contracts: How many of ``CONTRACTS``.
        step: Told what is being made; it takes some minutes with all.
    """
    chosen = CONTRACTS[:contracts]
    organisations = {name: _organisation(name) for pair in chosen for name in pair[:2]}
    new = not Person.objects.exists()
    people = {
        (name, role): _person(organisation, role)
        for name, organisation in organisations.items()
        for role in ROLES
        if (role in ("authority_manager", "finance")) == (name in AUTHORITIES)
    }
    if new:
        for number, (authority, supplier, title) in enumerate(chosen):
            if contracts > 1:
                step(f"{number + 1}/{contracts}: {title}")
            made = generate(folder / str(number + 1), seed=2026 + number)
            team = {
                role: people[authority if role in ("authority_manager", "finance") else supplier, role]
                for role in ROLES
            }
            _contract(made, team, authority, supplier, title, whole=contracts > 1)
    return tuple(SignIn(person.email, role) for (_name, role), person in people.items())


def _organisation(name: str) -> Organisation:
    cvr, _host = {**AUTHORITIES, **SUPPLIERS}[name]
    kind = "authority" if name in AUTHORITIES else "supplier"
    found: Organisation = Organisation.objects.get_or_create(
        cvr=cvr, kind=kind, defaults={"name": name, "synthetic": True}
    )[0]
    return found


def _person(organisation: Organisation, role: str) -> Person:
    local, title = ROLES[role]
    _cvr, host = {**AUTHORITIES, **SUPPLIERS}[organisation.name]
    email = f"{local}@{host}"
    found = Person.objects.filter(email=email).first()
    return found or Person.objects.create_user(
        email,
        PASSWORD,
        name=f"{title} (syntetisk)",
        organisation=organisation,
        created_at=datetime(2025, 9, 1, tzinfo=UTC),
    )


def _contract(
    made: DemoPaths, team: dict[str, Person], authority: str, supplier: str, title: str, *, whole: bool
) -> None:
    """Make one contract with its months."""

    def own(path: Path) -> str:
        text = path.read_text(encoding="utf-8")
        for before, after in (
            (CONTRACTS[0][2], title),
            (AUTHORITY, authority),
            (SUPPLIER, supplier),
        ):
            text = text.replace(before, after)
        return text

    months = made.evidence if whole else made.evidence[-1:]
    begins = _morning(parse_period(months[0][0]), 0)
    managers = team["authority_manager"], team["supplier_manager"]
    documents = sorted(made.terms.glob("*.toml"))
    contract = actions.create_contract(
        actor=managers[0],
        title=title,
        authority=managers[0].organisation,
        supplier=managers[1].organisation,
        text=own(documents[0]),
        at=begins,
    )
    for role, person in team.items():
        if role != "authority_manager":
            Access.objects.create(contract=contract, person=person, role=role, given_at=begins)
    for path in documents[1:]:
        versions.add_version(actor=managers[0], contract=contract, text=own(path), at=begins)
    for version in contract.versions.all():
        for manager in managers:
            versions.approve_version(actor=manager, version=version, at=begins)
    bring_up_to_date(contract, parse_period(months[-1][0]).end)
    for code, folder in months:
        _deliver(contract, team["authority_manager"], folder / AUTHORITY_FOLDER, code)
        _deliver(contract, team["service_manager"], folder, code)
        if code != months[-1][0]:
            _approve(contract, team, parse_period(code))


def _deliver(contract: Contract, person: Person, folder: Path, code: str) -> None:
    """Deliver a party's exports of a month on the third day after it, but history: the workplace has its own."""
    at = _morning(parse_period(code), 3)
    files = [
        SimpleUploadedFile(path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != "history.csv"
    ]
    delivery = delivering.deliver(actor=person, contract=contract, files=files, at=at)
    confirming.confirm(actor=person, delivery=delivery, at=at)


def _approve(contract: Contract, team: dict[str, Person], period: Period) -> None:
    version = make_report(
        actor=team["service_manager"], contract=contract, period=period, at=_morning(period, 6)
    )
    submit(
        actor=team["supplier_manager"],
        contract=contract,
        period=period,
        number=version.number,
        at=_morning(period, 7),
    )
    approve_report(
        actor=team["authority_manager"],
        contract=contract,
        code=period.code,
        number=1,
        reservations="",
        at=_morning(period, 12),
    )


def _morning(period: Period, days: int) -> datetime:
    """Return nine o'clock, so many days after the period's last; 0 is the first day after it."""
    return datetime.combine(period.end + timedelta(days=days), time(8), UTC)

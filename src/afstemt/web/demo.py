"""A trial's made-up people and contract: everything synthetic, and said so wherever it shows."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from afstemt.files.demo.generate import generate
from afstemt.web.contracts import actions, versions
from afstemt.web.contracts.models import Access
from afstemt.web.evidence import actions as evidence
from afstemt.web.parties.models import Organisation, Person

PASSWORD = "kun til afprøvning"


@dataclass(frozen=True)
class SignIn:
    """Who can sign in to the trial, and as what."""

    email: str
    role: str


PEOPLE = (
    ("kontrakt@myndighed.example", "Kontraktansvarlig hos myndigheden (syntetisk)", "authority_manager"),
    ("okonomi@myndighed.example", "Økonomi hos myndigheden (syntetisk)", "finance"),
    ("kontrakt@leverandor.example", "Kontraktansvarlig hos leverandøren (syntetisk)", "supplier_manager"),
    ("drift@leverandor.example", "Service manager hos leverandøren (syntetisk)", "service_manager"),
)


def seed(folder: Path) -> tuple[SignIn, ...]:
    """Make the trial's contract when nobody is there yet; return who can sign in.

    Both parties have approved the terms, and the last month's exports are delivered and confirmed.

    Args:
        folder: Where the synthetic terms and exports are written.
    """
    found = tuple(SignIn(email, role) for email, _name, role in PEOPLE)
    if Person.objects.exists():
        return found
    made = generate(folder)
    at = datetime.combine(made.meeting, time(9), UTC)
    parties = {
        "authority": Organisation.objects.create(
            name="Styrelsen for Eksempler (syntetisk)", kind="authority", cvr="11111111", synthetic=True
        ),
        "supplier": Organisation.objects.create(
            name="Eksempeldrift A/S (syntetisk)", kind="supplier", cvr="22222222", synthetic=True
        ),
    }
    people = {
        role: Person.objects.create_user(
            email,
            PASSWORD,
            name=name,
            organisation=parties["authority" if "myndighed" in email else "supplier"],
            created_at=at,
        )
        for email, name, role in PEOPLE
    }
    documents = sorted(made.terms.glob("*.toml"))
    managers = people["authority_manager"], people["supplier_manager"]
    contract = actions.create_contract(
        actor=managers[0],
        title="",
        authority=parties["authority"],
        supplier=parties["supplier"],
        text=documents[0].read_text(encoding="utf-8"),
        at=at,
    )
    for role, person in people.items():
        if role != "authority_manager":
            Access.objects.create(contract=contract, person=person, role=role, given_at=at)
    for path in documents[1:]:
        versions.add_version(
            actor=managers[0], contract=contract, text=path.read_text(encoding="utf-8"), at=at
        )
    for version in contract.versions.all():
        for manager in managers:
            versions.approve_version(actor=manager, version=version, at=at)
    _code, last = made.last
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(last.iterdir())]
    delivery = evidence.deliver(actor=people["service_manager"], contract=contract, files=files, at=at)
    evidence.confirm(actor=people["service_manager"], delivery=delivery, at=at)
    return found

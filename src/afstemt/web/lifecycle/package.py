"""One package for the authority's records system: files, terms, what was decided. ``docs/archive.md`` describes it."""

import hashlib
import json
import shutil
import uuid
import zipfile
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from afstemt.core.month import run
from afstemt.core.report.build import build_report
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.writing.folder import write_all
from afstemt.web.contracts.alias_terms import beside, document
from afstemt.web.contracts.models import TermsVersion
from afstemt.web.contracts.terms import of_versions
from afstemt.web.evidence.models import ContractProfile
from afstemt.web.lifecycle import askings
from afstemt.web.lifecycle.basis import basis_of_version
from afstemt.web.periods.calendars import calendars_of, content_of
from afstemt.web.periods.history import history_of
from afstemt.web.periods.models import Asking, Submission
from afstemt.web.periods.rendering import REPORT, folder_of
from afstemt.web.refusals import WrongState

FORMAT = "afstemt-archive"
VERSION = "1.0"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file inside, so that the same period gives the same package."""
READABLE = ("pdf", "docx", "html")
"""What a copy without trade secrets is given as: the data files hold the figures of every section."""


def package(submission: Submission, *, without_secrets: bool) -> IO[bytes]:
    """Return the zip file of an approved report, at its beginning; it lies on disk and goes when it is closed.

    Args:
        submission: Approved.
        without_secrets: Leave out the sections that the supplier marked, by the copy that ``make_copy`` made.

    Raises:
        WrongState: That copy has not been made since a section was last marked, or the calendars that the report
            stands on are not as they were kept.
    """
    secrets = list(submission.period.secrets.select_related("marked_by")) if without_secrets else []
    folder = folder_of(submission.version.key)
    files = [folder / file for file in submission.version.files]
    if secrets:
        copy = _copy_of(submission, {mark.section for mark in secrets})
        if not copy.is_dir():
            raise WrongState(_("Udgaven uden forretningshemmeligheder skal laves, før den kan hentes."))
        files = [copy / f"{REPORT}.{suffix}" for suffix in READABLE]
    calendars = content_of(submission.version)
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    with zipfile.ZipFile(out, "w") as made:
        _put(made, "metadata.json", _metadata(submission, files, secrets).encode())
        for path in files:
            entry = zipfile.ZipInfo(f"filer/{path.name}", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, made.open(entry, "w") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)
        for version in terms_of(submission):
            _put(made, f"vilkaar/{version.in_force_from:%Y-%m-%d}.toml", version.text.encode())
        if aliases := submission.version.stands_on.get("aliases"):
            _put(made, "vilkaar/aliases.toml", document(aliases).encode())
        for profile in profiles_of(submission):
            _put(made, place_of(profile), profile.text.encode())
        if calendars is not None:
            _put(made, "kalendere/kalendere.csv", calendars)
    out.seek(0)
    return out


def terms_of(submission: Submission) -> list[TermsVersion]:
    """Return the versions of the terms that the report stands on, oldest first."""
    contract = submission.period.contract
    return list(contract.versions.filter(sha256__in=submission.version.terms).order_by("in_force_from"))


def profiles_of(submission: Submission) -> list[ContractProfile]:
    """Return the contract's own profiles, as they were, that the files under the report were read with."""
    used = ContractProfile.objects.filter(deliveries__in=submission.version.deliveries.all())
    return list(used.select_related("contract").distinct().order_by("name", "organisation", "number"))


def place_of(profile: ContractProfile) -> str:
    """Return where a profile lies in the package: by the party whose files it reads, its version and its name."""
    own = profile.organisation_id == profile.contract.authority_id
    return f"profiler/{'myndigheden' if own else 'leverandoeren'}/{profile.number}-{profile.file_name}"


def copy_is_made(submission: Submission) -> bool:
    """Return whether the copy without what is marked now lies there; also when nothing is marked."""
    sections = set(submission.period.secrets.values_list("section", flat=True))
    return not sections or _copy_of(submission, sections).is_dir()


def make_copy(submission: Submission, *, asking: Asking | None = None) -> None:
    """Write the report without the sections that the supplier marked, calculated anew from the same inputs.

    It stands on the calendars that the lock froze, and comes to the approved figures or is not written.

    Args:
        submission: Approved.
        asking: What it answers, so that what a killed attempt left is removed.

    Raises:
        Superseded: The asking has been answered already.
        WrongState: The figures are others than the approved ones, or the calendars are not as they were kept.
        Refused: The program asks for a calendar that was not kept.
    """
    if copy_is_made(submission):
        return
    sections = set(submission.period.secrets.values_list("section", flat=True))
    key = str(uuid.uuid4())
    if asking is not None:
        askings.begin(asking, key)
    month = _as_approved(submission)
    try:
        with speaking("da", catalogue("da")):
            write_all({REPORT: build_report(month, frozenset(sections))}, folder_of(key), READABLE)
        folder_of(key).rename(_copy_of(submission, sections))
    finally:
        shutil.rmtree(folder_of(key), ignore_errors=True)


def _as_approved(submission: Submission) -> Month:
    """Return the month calculated anew, with the figures that were approved."""
    version = submission.version
    terms: Terms = beside(of_versions(terms_of(submission)), version.stands_on.get("aliases", []))
    # The month as it was asked for: what names it is in, also where the contract's days cut it short.
    period = parse_period(version.period, version.contract.zone)
    calendars = calendars_of(version)
    with speaking("da", catalogue("da")):
        evidence = basis_of_version(version).evidence
        kept = version.stands_on.get("as_of")
        # Versions from before it was kept are of the day in UTC.
        as_of = version.made_at.date() if kept is None else date.fromisoformat(kept)
        month = run(terms, period, evidence, as_of=as_of, calendars=calendars)
    if history_of(past_rows(month)) != version.history:
        raise WrongState(
            _(
                "Udgaven kan ikke laves: programmet kommer nu til andre tal end dem, der er godkendt. Der er ikke "
                "skrevet noget. Sig det til den, der driver Afstemt."
            )
        )
    return month


def _copy_of(submission: Submission, sections: set[str]) -> Path:
    """Return where the copy without the sections lies: in the report's own folder, named by what is left out."""
    named = hashlib.sha256("\n".join(sorted(sections)).encode()).hexdigest()[:16]
    return folder_of(submission.version.key) / f"uden-{named}"


def _put(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    made.writestr(entry, content)


def _metadata(submission: Submission, files: list[Path], secrets: list[Any]) -> str:
    row, version = submission.period, submission.version
    contract, calendars = row.contract, version.stands_on.get("calendars")
    profiles = [
        {"name": place_of(one), "sha256": hashlib.sha256(one.text.encode()).hexdigest()}
        for one in profiles_of(submission)
    ]
    said = {
        "format": FORMAT,
        "version": VERSION,
        "journal_number": row.journal_number,
        "title": f"Driftsrapport {row.code}",
        "contract": contract.title,
        "synthetic": contract.synthetic,
        "authority": {"name": contract.authority.name, "cvr": contract.authority.cvr},
        "supplier": {"name": contract.supplier.name, "cvr": contract.supplier.cvr},
        "period": {"code": row.code, "first": row.first_day.isoformat(), "last": row.last_day.isoformat()},
        "submitted": {"at": _utc(submission.submitted_at), "by": submission.submitted_by.name},
        "approved": {
            "at": _utc(submission.approved_at),
            "by": submission.approved_by.name if submission.approved_by else "",
            "reservations": submission.reservations,
        },
        "program": f"Afstemt {version.program}",
        "inputs_sha256": version.inputs,
        "terms_sha256": version.terms,
        **({"calendars_sha256": calendars} if calendars else {}),
        **({"profiles": profiles} if profiles else {}),
        "files": [
            {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in files
        ],
        "left_out": [{"section": mark.section, "reason": mark.reason} for mark in secrets],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _utc(at: datetime | None) -> str:
    return "" if at is None else at.isoformat(timespec="seconds")

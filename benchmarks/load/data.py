"""Fill a trial's installation: its one contract becomes many, each with its months, and people who see them all.

    python -m benchmarks.load.data fill FOLDER --people 50     once, on a new trial
    python -m benchmarks.load.data lost FOLDER                 after the load: prints what was to be kept and is not

Rows are copies of what the workplace itself has made: the trial's contract is calculated once, and everything else has
the same terms, figures and files (links to the same bytes).
"""

import argparse
import json
import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from afstemt.core.units.period import add_months, month, parse_period

CONTRACTS, MONTHS = 300, 36
PEOPLE, WRITTEN = "people.json", "written.jsonl"
LAST = "2026-10"


def copies(rows: Iterable[Any], **change: Any) -> list[Any]:
    """Return the rows as new ones with other values."""
    made = []
    for row in rows:
        kept = {
            one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if not one.primary_key
        }
        made.append(type(row)(**(kept | change)))
    return made


def fill(folder: Path, people: int) -> None:
    """Make the contracts and the people, and write who they are and what they open into ``folder``."""
    from django.utils import timezone

    from afstemt.web.contracts.models import Contract
    from afstemt.web.lifecycle.calculation import make_report

    first = Contract.objects.get()
    manager = first.access.get(role="supplier_manager").person
    version = make_report(
        actor=manager, contract=first, period=parse_period(LAST, first.zone), at=timezone.now()
    )
    contracts = [first, *Contract.objects.bulk_create(_contracts(first))]
    _terms(first, contracts[1:])
    _months(version, contracts)
    team = _people(first, contracts, people)
    (folder / PEOPLE).write_text(json.dumps(team), encoding="utf-8")


def _contracts(first: Any) -> list[Any]:
    return [copies([first], title=f"{first.title} {number}")[0] for number in range(2, CONTRACTS + 1)]


def _terms(first: Any, others: list[Any]) -> None:
    from afstemt.web.contracts.models import Access, TermsVersion
    from afstemt.web.overview.models import CalendarEntry, Summary

    for model, rows in (
        (TermsVersion, first.versions.all()),
        (Access, first.access.all()),
        (Summary, Summary.objects.filter(contract=first)),
        (CalendarEntry, first.calendar_entries.all()),
    ):
        kept = list(rows)
        model.objects.bulk_create(
            [one for contract in others for one in copies(kept, contract_id=contract.pk)], batch_size=2000
        )


DUE = ("report_due", "answer_due", "meeting_due", "claim_due")
"""Deadlines of a period: they move with the month, so of those long past nobody owes anything any more."""


def _months(made: Any, contracts: list[Any]) -> None:
    """Give each contract its months: all but the last submitted and approved, with the results of the one made."""
    from afstemt.web.levels.models import LevelResult
    from afstemt.web.periods.models import ContractPeriod, ReportVersion, Submission
    from afstemt.web.periods.rendering import folder_of

    last = ContractPeriod.objects.get(contract=contracts[0], code=LAST)
    results = list(made.level_results.all())
    ContractPeriod.objects.exclude(pk=last.pk).delete()
    firsts = [add_months(last.first_day, -back) for back in range(MONTHS)]
    for contract in contracts:
        versions = []
        for day in firsts:
            code = month(day, contract.zone).code
            if contract is contracts[0] and code == LAST:
                continue
            key = f"load-{contract.pk}-{code}"
            versions += copies([made], contract_id=contract.pk, period=code, key=key)
            folder_of(key).mkdir()
            for path in folder_of(made.key).iterdir():
                os.link(path, folder_of(key) / path.name)
        versions = ReportVersion.objects.bulk_create(versions)
        LevelResult.objects.bulk_create(
            [
                one
                for version in versions
                for one in copies(
                    results, version_id=version.pk, period=version.period, from_day=f"{version.period}-01"
                )
            ]
        )
        periods = ContractPeriod.objects.bulk_create(
            copies(
                [last],
                contract_id=contract.pk,
                code=version.period,
                first_day=(day := date.fromisoformat(f"{version.period}-01")),
                last_day=add_months(day, 1) - timedelta(days=1),
                latest_id=version.pk,
                **{name: due - (last.first_day - day) for name in DUE if (due := getattr(last, name))},
                **(
                    {}
                    if version.period == LAST
                    else {"state": "approved", "first_submitted_on": made.made_at.date()}
                ),
            )[0]
            for version in versions
        )
        Submission.objects.bulk_create(
            Submission(
                period=period,
                number=1,
                version_id=period.latest_id,
                submitted_at=made.made_at,
                submitted_by_id=made.made_by_id,
                approved_at=made.made_at,
                approved_by_id=made.made_by_id,
            )
            for period in periods
            if period.code != LAST
        )


def _people(first: Any, contracts: list[Any], count: int) -> list[dict[str, Any]]:
    """Make people who each see every contract, and a session for each; return what they open and write to."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from afstemt.web.contracts.models import Access
    from afstemt.web.parties.models import Person

    now, team = timezone.now(), []
    for number in range(count):
        supplier = number % 2 == 1
        person = Person.objects.create(
            email=f"load-{number}@prove.example",
            name=f"Prøve {number} (syntetisk)",
            organisation=first.supplier if supplier else first.authority,
            password="!",
            created_at=now,
        )
        role = "service_manager" if supplier else "service_owner"
        Access.objects.bulk_create(
            Access(contract=contract, person=person, role=role, given_at=now) for contract in contracts
        )
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        team.append(
            {
                "session": session.session_key,
                "contract": contracts[number].pk,
                "contracts": [contract.pk for contract in contracts],
                "code": LAST,
                "supplier": supplier,
            }
        )
    return team


def lost(folder: Path) -> list[str]:
    """Return the writes that were answered as kept and are not in the database."""
    from afstemt.web.reports.models import Comment, Words

    kept = set(Words.objects.values_list("text", flat=True)) | set(
        Comment.objects.values_list("text", flat=True)
    )
    path = folder / WRITTEN
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [text for text in written if text not in kept]


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("fill", "lost"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=50)
    chosen = parser.parse_args()
    import django

    django.setup()
    if chosen.what == "fill":
        fill(chosen.folder, chosen.people)
    else:
        print(json.dumps(lost(chosen.folder)))


if __name__ == "__main__":
    main()

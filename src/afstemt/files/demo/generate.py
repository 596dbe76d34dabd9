"""``generate``: the synthetic contract and its months of exports, written to a folder."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

from afstemt.core.month import VOCABULARY
from afstemt.core.units.period import Period
from afstemt.files.demo import follow_up, frames, operation
from afstemt.files.demo.history import as_seen, history_rows
from afstemt.files.demo.story import Chapter, Story, at, story, working_days
from afstemt.files.demo.tables import Export, Row, cell, columns_of, write
from afstemt.files.demo.tickets import Tickets, cut, tickets
from afstemt.files.reading.intake.folder import AUTHORITY_FOLDER
from afstemt.files.reading.terms import read_contract

OF_THE_AUTHORITY = frozenset({"business_activities", "decisions", "feedback"})
"""Tables that the authority delivers: each party's files stand apart."""

README = """Syntetiske data

Alt i denne mappe er opdigtet af Afstemt til afprøvning (afstemt demo).
Parter, systemer, sager og beløb findes ikke.

kontrakt/         kontraktens vilkår, en fil pr. version, navngivet efter den dag den træder i kraft
data/<måned>/     en måneds udtræk, en fil pr. tabel: leverandørens
data/<måned>/myndigheden/   det, som myndigheden selv har leveret eller besluttet

Den sidste måned indeholder med vilje enkelte fejlbehæftede rækker,
så rapporten viser, hvordan de sættes til side.
"""


@dataclass(frozen=True)
class DemoPaths:
    """Where the example was written.

    Attributes:
        folder: The folder given.
        terms: The folder of the contract's versions.
        data: The folder with one evidence folder a month.
        evidence: Each period's code with its evidence folder, oldest first.
        meeting: A day for the status meeting on the last month.
    """

    folder: Path
    terms: Path
    data: Path
    evidence: tuple[tuple[str, Path], ...]
    meeting: date

    @property
    def last(self) -> tuple[str, Path]:
        """The last period's code and evidence folder."""
        return self.evidence[-1]


def generate(folder: Path, *, seed: int = 2026, months: int = 13, last: str = "2026-10") -> DemoPaths:
    """Write a synthetic contract and its exports; the same arguments give the same bytes.

    Args:
        folder: Created when missing; files of the same name are replaced.
        seed: Of all chance in the rows.
        months: Number of calendar months, at least 2; the last but one is troubled, those before it calm.
        last: The last month, ``YYYY-MM``.

    Returns:
        Where everything stands.
    """
    if months < 2:
        raise ValueError("the story needs at least two months")
    tale = story(seed, months, date.fromisoformat(f"{last}-01"))
    terms, data = folder / "kontrakt", folder / "data"
    terms.mkdir(parents=True, exist_ok=True)
    (folder / "LÆS MIG - syntetiske data.txt").write_bytes(README.encode())
    _write_terms(terms, tale)
    desk = tickets(tale)
    planned = [operation.changes(tale, chapter) for chapter in tale.chapters]
    _blame(tale, desk, planned)
    contract = read_contract(terms, VOCABULARY)
    evidence = []
    history: list[Row] = []
    for number, chapter in enumerate(tale.chapters):
        target = data / chapter.period.code
        target.mkdir(parents=True, exist_ok=True)
        exports = _exports(tale, chapter, desk, planned[number])
        exports.append(Export("history", as_seen(history, chapter.period)))
        checks = operation.checks(tale, chapter, operation.outages(tale, chapter))
        if chapter is tale.last:
            _plant_faults({export.table: export for export in exports}, chapter)
        else:
            history += history_rows(contract, chapter.period, frames.evidence(exports, checks))
        for export in exports:
            if export.rows or export.raw:
                place = target / AUTHORITY_FOLDER if export.table in OF_THE_AUTHORITY else target
                place.mkdir(exist_ok=True)
                write(export, place / f"{export.table}.csv")
        checks.write_csv(target / "checks.csv", separator=";")
        evidence.append((chapter.period.code, target))
    return DemoPaths(folder, terms, data, tuple(evidence), _meeting(tale.last.period))


def _meeting(period: Period) -> date:
    """Return the twelfth working day after the period, when the status meeting is held."""
    after = Period(period.end, period.end + timedelta(days=31), period.zone)
    return working_days(after)[11]


def _write_terms(target: Path, tale: Story) -> None:
    template = Template((files("afstemt.files.demo") / "terms.toml").read_text(encoding="utf-8"))
    end = date(tale.first.year + 4, tale.first.month, 1) - timedelta(days=1)
    common = {
        "first": tale.first.isoformat(),
        "expiry": end.isoformat(),
        "turning_day": tale.turning_day.isoformat(),
        "running_in_end": (tale.first + timedelta(days=30)).isoformat(),
        "running_in_after": (tale.first + timedelta(days=31)).isoformat(),
        "option_day": (tale.last.period.end + timedelta(days=90)).isoformat(),
        "audit_day": (tale.last.period.end + timedelta(days=75)).isoformat(),
        "test_day": (tale.last.period.end + timedelta(days=24)).isoformat(),
        "index_day": date(tale.first.year + 1, tale.first.month, 1).isoformat(),
    }
    versions = (
        (tale.first, {"fee": "398000.00", "target": "99.5", "note": "Oprindelig kontrakt."}),
        (
            tale.turning_day,
            {
                "fee": "412000.00",
                "target": "99.7",
                "note": "Tillæg 1: højere tilgængelighed og nyt grundvederlag.",
            },
        ),
    )
    for day, own in versions:
        text = template.substitute(common, in_force_from=day.isoformat(), **own)
        (target / f"{day.isoformat()}.toml").write_bytes(text.encode())


def _blame(tale: Story, desk: Tickets, planned: list[list[Row]]) -> None:
    """Let each change that went wrong be the cause of the first incidents after it."""
    for chapter, rows in zip(tale.chapters, planned, strict=True):
        end = at(chapter.period.end, 0)
        for row in rows:
            begins = row["planned_start_at"]
            if row.get("outcome") not in ("failed", "rolled_back") or not isinstance(begins, datetime):
                continue
            hit = 0
            for incident in desk.incidents:
                opened = incident["opened_at"]
                if isinstance(opened, datetime) and begins <= opened < end and hit < 2:
                    incident["caused_by_change"] = row["id"]
                    hit += 1


def _exports(tale: Story, chapter: Chapter, desk: Tickets, planned: list[Row]) -> list[Export]:
    return [
        *cut(desk, chapter.period),
        Export("changes", planned),
        Export("outages", operation.outages(tale, chapter)),
        Export("maintenance", operation.maintenance(chapter)),
        Export("security_updates", operation.security_updates(tale, chapter)),
        operation.usage(tale, chapter),
        follow_up.deliverables(tale, chapter, desk),
        follow_up.stated_values(chapter),
        follow_up.hours(tale, chapter),
        follow_up.quantities(tale, chapter),
        follow_up.feedback(chapter),
        follow_up.business_activities(chapter),
        follow_up.decisions(tale, chapter),
        follow_up.matters(chapter),
        follow_up.actions(tale, chapter),
        follow_up.improvements(chapter),
        follow_up.statements(chapter),
    ]


def _plant_faults(exports: dict[str, Export], chapter: Chapter) -> None:
    """Add rows that a reader must set aside by name, as real exports have them."""
    incidents, code = exports["incidents"], chapter.period.code
    columns = columns_of("incidents", incidents.rows)

    def line(**values: str) -> str:
        return ";".join(values.get(name, "") for name in columns)

    backwards = {
        "opened_at": cell(at(chapter.period.first, 200_000)),
        "resolved_at": cell(at(chapter.period.first, 180_000)),
    }
    incidents.raw += [
        line(id="SYN-INC-90001", priority="3", title="Slut før start", **backwards),
        line(
            id="SYN-INC-90002",
            priority="4",
            title="Dato der ikke findes",
            opened_at=f"{code}-32T09:00:00+01:00",
        ),
        line(id="SYN-INC-90003", title="Uden prioritet", opened_at=cell(at(chapter.period.first, 130_000))),
        ";".join(["SYN-INC-90004", "2"]),
    ]
    exports["pauses"].rows.append(
        {
            "ticket_id": "SYN-INC-99999",
            "from_at": at(chapter.period.first, 120_000),
            "to_at": at(chapter.period.first, 130_000),
            "reason": "Pause på en sag, der ikke findes",
        }
    )

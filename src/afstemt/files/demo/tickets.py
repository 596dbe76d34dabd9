"""Synthetic incidents with pauses and changed priorities, problems and service requests."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from afstemt.core.units.period import Period
from afstemt.files.demo.story import (
    CLOSE,
    OPEN,
    SERVICES,
    Chapter,
    Story,
    after_open_time,
    at,
    working_days,
)
from afstemt.files.demo.tables import Cell, Export, Row

LIMITS = {"1": 4 * 3600, "2": 8 * 3600, "3": 3 * 28800, "4": 10 * 28800}
"""Desk seconds to resolve each priority in, as the synthetic contract has them."""
REACTION = {"1": 1800, "2": 1800, "3": 4 * 3600, "4": 4 * 3600}

TITLES = (
    ("Login fejler for enkelte brugere", "login", "Udløbet certifikat", "Certifikatet er fornyet"),
    ("Søgning giver ingen resultater", "søgning", "Indeks var ikke opdateret", "Indekset er genopbygget"),
    ("Vedhæftet fil kan ikke åbnes", "dokumenter", "Fejl i konvertering", "Rettelse er lagt i drift"),
    ("Langsomme svartider", "ydelse", "For få forbindelser til databasen", "Antallet er øget"),
    ("Kvitteringsmail udebliver", "mail", "Kø var stoppet", "Køen er genstartet og overvåges"),
    ("Forkert vejledningstekst", "indhold", "Fejl i opdatering", "Teksten er rettet"),
    ("Dataudtræk er ufuldstændigt", "data", "Natligt job afbrudt", "Jobbet er kørt igen"),
)
REQUESTS = ("Ny bruger", "Ændret rettighed", "Genskabelse af fil", "Udtræk til analyse", "Nyt testmiljø")


@dataclass
class Tickets:
    """Everything from the service desk over all months; ``cut`` gives one month's export."""

    incidents: list[dict[str, Cell]] = field(default_factory=list)
    pauses: list[dict[str, Cell]] = field(default_factory=list)
    priority_changes: list[dict[str, Cell]] = field(default_factory=list)
    requests: list[dict[str, Cell]] = field(default_factory=list)
    problems: list[dict[str, Cell]] = field(default_factory=list)


def _opening(chance: Random, period: Period, days: list[date]) -> datetime:
    if chance.random() < 0.88:
        seconds = int(chance.betavariate(2.0, 2.6) * (CLOSE - OPEN)) + OPEN
        return at(chance.choice(days), seconds)
    return at(period.first + timedelta(days=chance.randrange(period.days)), chance.randrange(86400))


def _spent(chance: Random, limit: int, late: bool) -> int:
    """Return the desk seconds used: late cases up to twice the limit, others mostly well inside it."""
    if late:
        return int(limit * (1.02 + chance.random() ** 2 * 0.9))
    return max(300, int(limit * chance.betavariate(1.4, 3.2)))


def tickets(story: Story) -> Tickets:
    """Return all tickets of the story."""
    made = Tickets()
    number = 0
    for chapter in story.chapters:
        chance = story.chance(f"incidents {chapter.period.code}")
        days = working_days(chapter.period)
        for opened in sorted(_opening(chance, chapter.period, days) for _n in range(chapter.incidents)):
            number += 1
            _incident(made, chance, chapter, f"SYN-INC-{number:05}", opened)
        _requests(made, story, chapter, days)
        _problem(made, story, chapter)
    return made


def _incident(made: Tickets, chance: Random, chapter: Chapter, name: str, opened: datetime) -> None:
    weights = {"calm": (3, 80, 490, 427), "troubled": (30, 120, 450, 400), "mending": (8, 90, 480, 422)}[
        chapter.mood
    ]
    priority = chance.choices("1234", weights)[0]
    title, category, cause, remedy = chance.choice(TITLES)
    service = chance.choice(tuple(SERVICES))
    reaction = _spent(chance, REACTION[priority], chance.random() < chapter.late_share * 0.8)
    responded = after_open_time(opened, reaction)
    care = 0.4 if priority in "12" and chapter.mood == "calm" else 1.0
    spent = _spent(chance, LIMITS[priority], chance.random() < chapter.late_share * care)
    resolved = after_open_time(opened, max(spent, reaction + 300))
    if priority in "34" and chance.random() < 0.12:
        begins = after_open_time(responded, 1800)
        ends = after_open_time(begins, chance.randrange(1, 17) * 1800)
        if begins < resolved:
            resolved = after_open_time(
                resolved,
                max(0, int((ends - begins).total_seconds()) if ends.date() == begins.date() else 14400),
            )
            made.pauses.append(
                {"ticket_id": name, "from_at": begins, "to_at": ends, "reason": "Afventer myndigheden"}
            )
    elif priority in "23" and chance.random() < 0.15:
        _raise(made, name, responded, str(int(priority) - 1), (reaction, spent))
    severe = priority == "1"
    made.incidents.append(
        {
            "id": name,
            "priority": priority,
            "opened_at": opened,
            "responded_at": responded,
            "resolved_at": resolved,
            "closed_at": after_open_time(resolved, 2 * 28800),
            "title": title,
            "category": category,
            "responsible": "third_party" if chance.random() < 0.015 else "supplier",
            "cause": cause,
            "remedy": remedy,
            "significant": severe or (priority == "2" and chance.random() < 0.05 and chapter.mood != "calm"),
            "affected_users": chance.randrange(40, 900) if severe else chance.randrange(1, 40),
            "escalated_at": after_open_time(responded, 1800) if severe and chance.random() < 0.4 else None,
            "service": service,
            "system": SERVICES[service],
        }
    )


def _raise(made: Tickets, name: str, responded: datetime, priority: str, used: tuple[int, int]) -> None:
    """Let the authority raise the priority, of a case that is inside the higher priority's limits too."""
    reaction, spent = used
    if reaction < REACTION[priority] and spent < LIMITS[priority] // 2:
        made.priority_changes.append(
            {
                "ticket_id": name,
                "at": after_open_time(responded, 900),
                "priority": priority,
                "by": "authority",
                "reason": "Flere brugere berørt end først antaget",
            }
        )


def _requests(made: Tickets, story: Story, chapter: Chapter, days: list[date]) -> None:
    chance = story.chance(f"requests {chapter.period.code}")
    count = 120 + chance.randrange(25)
    for opened in sorted(_opening(chance, chapter.period, days) for _n in range(count)):
        kind = chance.choice(REQUESTS)
        service = chance.choice(tuple(SERVICES))
        spent = _spent(chance, 5 * 28800, chance.random() < chapter.late_share * 0.7)
        made.requests.append(
            {
                "id": f"SYN-REQ-{len(made.requests) + 1:05}",
                "opened_at": opened,
                "initiator": "authority" if chance.random() < 0.8 else "supplier",
                "resolved_at": after_open_time(opened, spent),
                "type": kind,
                "title": f"{kind} (syntetisk)",
                "service": service,
                "system": SERVICES[service],
            }
        )


def _problem(made: Tickets, story: Story, chapter: Chapter) -> None:
    chance = story.chance(f"problems {chapter.period.code}")
    own = [row for row in made.incidents if row["opened_at"] >= at(chapter.period.first, 0)]  # type: ignore[operator]
    for _n in range(3 if chapter.mood == "troubled" else 1):
        title, _category, cause, _remedy = chance.choice(TITLES)
        alike = [row for row in own if row["title"] == title and row.get("problem_id") is None][:6]
        name = f"SYN-PRB-{len(made.problems) + 1:03}"
        for row in alike:
            row["problem_id"] = name
        opened = at(chapter.period.first + timedelta(days=chance.randrange(3, 20)), 36000)
        slow = chapter.mood != "calm"
        made.problems.append(
            {
                "id": name,
                "opened_at": opened,
                "resolved_at": opened
                + timedelta(days=chance.randrange(30, 55) if slow else chance.randrange(5, 18)),
                "title": f"Gentagne tilfælde: {title[0].lower()}{title[1:]}",
                "root_cause": cause,
                "known_error": chance.random() < 0.5,
                "incidents": ",".join(str(row["id"]) for row in alike),
            }
        )


def _as_known(row: Row, period: Period) -> Row | None:
    """Return the row as an export at the period's end has it, or None when it is not in it."""
    begins, ends = at(period.first, 0), at(period.end, 0)
    opened, resolved = row["opened_at"], row["resolved_at"]
    assert isinstance(opened, datetime)
    assert isinstance(resolved, datetime)
    if opened >= ends or resolved < begins:
        return None
    known: dict[str, Cell] = {
        name: None if isinstance(value, datetime) and value >= ends else value for name, value in row.items()
    }
    known["status"] = "Løst" if known["resolved_at"] else "Åben"
    return known


def cut(made: Tickets, period: Period) -> list[Export]:
    """Return the service desk's exports for one month: what was open or opened in it, as known at its end."""
    exports = [
        Export("incidents", [known for row in made.incidents if (known := _as_known(row, period))]),
        Export("service_requests", [known for row in made.requests if (known := _as_known(row, period))]),
        Export("problems", [known for row in made.problems if (known := _as_known(row, period))]),
    ]
    shown = {row["id"] for row in exports[0].rows}
    ends = at(period.end, 0)
    for table, rows, column in (
        ("pauses", made.pauses, "from_at"),
        ("priority_changes", made.priority_changes, "at"),
    ):
        kept: list[Row] = []
        for row in rows:
            begins, until = row[column], row.get("to_at")
            if row["ticket_id"] in shown and isinstance(begins, datetime) and begins < ends:
                late = isinstance(until, datetime) and until >= ends
                kept.append({**row, "to_at": None} if late else row)
        exports.append(Export(table, kept))
    return exports


def satisfaction(chapter: Chapter) -> Decimal:
    """Return the stated user satisfaction, one decimal, on a scale to 5."""
    return {"calm": Decimal("4.3"), "troubled": Decimal("3.4"), "mending": Decimal("3.9")}[chapter.mood]

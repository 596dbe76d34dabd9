"""Synthetic operation: outages, maintenance, changes, security updates, usage and checks."""

import math
from datetime import UTC, date, datetime, timedelta

import polars as pl

from afstemt.core.units.period import Period, add_months
from afstemt.files.demo.story import SERVICES, ZONE, Chapter, Story, after_working_days, at, working_days
from afstemt.files.demo.tables import Cell, Export, Row

CHECKED = ("sag-web", "selv-web", "selv-login")
"""The services that a monitor calls every five minutes."""

UPDATES = (("critical", 3), ("high", 7), ("high", 7), ("medium", 20), ("medium", 20), ("low", 40))
"""Severity of a month's updates, with the working days allowed to install them."""

CAUSES = ("Genstart efter fejlet opdatering", "Fuld disk på databaseserver", "Netværksfejl i driftscenter")
CHANGES = (
    "Opdatering af database",
    "Ny version af Sagsportalen",
    "Udskiftning af certifikat",
    "Udvidelse af diskplads",
    "Ændring af firewallregel",
    "Ny version af Selvbetjening",
)


def outages(story: Story, chapter: Chapter) -> list[Row]:
    """Return the month's outages: short ones when calm; a long one, and one within another, when troubled."""
    chance = story.chance(f"outages {chapter.period.code}")
    days = working_days(chapter.period)
    found: list[dict[str, Cell]] = []

    def down(service: str, day: date, clock: int, minutes: int, **more: Cell) -> None:
        begins = at(day, clock)
        found.append(
            {
                "id": f"SYN-NED-{chapter.period.code}-{len(found) + 1:02}",
                "service": service,
                "system": SERVICES[service],
                "from_at": begins,
                "to_at": begins + timedelta(minutes=minutes),
                "notified_at": begins + timedelta(minutes=chance.randrange(1, 6)),
                "severity": "A" if minutes > 60 else "B",
                "affected_users": chance.randrange(50, 1200),
                "cause": chance.choice(CAUSES),
                "responsible": "supplier",
                **more,
            }
        )

    for _n in range(chance.randrange(1, 4)):
        service = chance.choice(tuple(SERVICES))
        down(service, chance.choice(days), chance.randrange(7, 20) * 3600, chance.randrange(4, 15))
    if chapter.mood == "troubled":
        down("sag-web", days[6], 9 * 3600 + 720, 318, cause="Fejlet opgradering af database, tilbageført")
        down("sag-api", days[6], 9 * 3600 + 1500, 200, cause="Fejlet opgradering af database, tilbageført")
        down("selv-login", days[11], 13 * 3600, 96)
        down("selv-web", days[15], 22 * 3600, 187)
        down("arkiv-soeg", days[17], 10 * 3600, 45)
    if chapter.mood == "mending":
        down("sag-web", days[8], 10 * 3600 + 900, 58, cause="Fuld disk på databaseserver")
        down("arkiv-soeg", days[12], 14 * 3600, 130, cause="Strømafbrydelse", responsible="third_party")
        down(
            "selv-login",
            days[14],
            11 * 3600,
            35,
            cause="Spærring i myndighedens netværk",
            responsible="authority",
        )
    return sorted(found, key=lambda row: str(row["from_at"]))


def maintenance(chapter: Chapter) -> list[Row]:
    """Return agreed maintenance on the second Sunday night, and one that was announced late when troubled."""
    sundays = [day for day in _days(chapter.period) if day.weekday() == 6]
    rows: list[Row] = []
    for service in ("sag-web", "sag-api", "arkiv-soeg"):
        begins = at(sundays[1], 20 * 3600)
        rows.append(_window(service, begins, 150, begins - timedelta(days=10), True))
    if chapter.mood == "troubled":
        begins = at(sundays[2], 21 * 3600)
        rows.append(_window("selv-web", begins, 120, begins - timedelta(days=1), False))
    return rows


def _window(service: str, begins: datetime, minutes: int, announced: datetime, agreed: bool) -> Row:
    return {
        "service": service,
        "system": SERVICES[service],
        "from_at": begins,
        "to_at": begins + timedelta(minutes=minutes),
        "announced_at": announced,
        "agreed": agreed,
    }


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=offset) for offset in range(period.days)]


def changes(story: Story, chapter: Chapter) -> list[Row]:
    """Return the month's changes with their outcomes, and those planned for the next six weeks."""
    chance = story.chance(f"changes {chapter.period.code}")
    days = working_days(chapter.period)
    rows: list[Row] = []
    moods = {"calm": 26, "troubled": 31, "mending": 28}
    for number in range(moods[chapter.mood]):
        urgent = chance.random() < (0.16 if chapter.mood == "troubled" else 0.05)
        kind = "emergency" if urgent else chance.choice(("standard", "standard", "normal"))
        begins = at(chance.choice(days), chance.choice((7, 16, 18, 20)) * 3600)
        failed = chance.random() < chapter.failed_changes
        service = chance.choice(tuple(SERVICES))
        rows.append(
            {
                "id": f"SYN-CHG-{chapter.period.code}-{number + 1:02}",
                "planned_start_at": begins,
                "planned_end_at": begins + timedelta(hours=2),
                "started_at": begins,
                "ended_at": begins + timedelta(minutes=chance.randrange(20, 150)),
                "initiator": "authority" if chance.random() < 0.4 else "supplier",
                "type": kind,
                "risk": chance.choice(("lav", "lav", "middel", "høj")),
                "status": "Afsluttet",
                "outcome": chance.choice(("failed", "rolled_back")) if failed else "successful",
                "affects": service,
                "title": chance.choice(CHANGES),
                "service": service,
                "system": SERVICES[service],
            }
        )
    return sorted(rows, key=lambda row: str(row["planned_start_at"])) + _ahead(story, chapter)


def _ahead(story: Story, chapter: Chapter) -> list[Row]:
    chance = story.chance(f"planned {chapter.period.code}")
    rows: list[Row] = []
    for number, offset in enumerate((9, 17, 23, 38)):
        service = ("sag-web", "selv-web", "selv-login", "arkiv-soeg")[number]
        begins = at(chapter.period.end + timedelta(days=offset), chance.choice((18, 20)) * 3600)
        rows.append(
            {
                "id": f"SYN-CHG-{chapter.period.code}-P{number + 1}",
                "planned_start_at": begins,
                "planned_end_at": begins + timedelta(hours=3),
                "initiator": "supplier",
                "type": "normal",
                "risk": ("høj", "middel", "lav", "middel")[number],
                "status": "Planlagt",
                "affects": service,
                "title": CHANGES[number],
                "service": service,
                "system": SERVICES[service],
            }
        )
    return rows


def security_updates(story: Story, chapter: Chapter) -> list[Row]:
    """Return the security updates that a month's export holds: released in the last months, as known at its end."""
    ends = at(chapter.period.end, 0)
    since = add_months(chapter.period.first, -2)
    rows: list[Row] = []
    for one in story.chapters:
        if since <= one.period.first <= chapter.period.first:
            for row in _released(story, one):
                installed = row["installed_at"]
                late = isinstance(installed, datetime) and installed >= ends
                rows.append({**row, "installed_at": None} if late else row)
    return rows


def _released(story: Story, chapter: Chapter) -> list[Row]:
    """Return the updates released in the month; two are late when troubled, one is postponed when mending."""
    chance = story.chance(f"security {chapter.period.code}")
    days = working_days(chapter.period)
    rows: list[Row] = []
    for number, (severity, allowed) in enumerate(UPDATES):
        released = at(days[2 + 2 * number], 10 * 3600)
        used = chance.randrange(1, max(2, allowed - 1))
        if chapter.mood == "troubled" and number in (0, 1):
            used = allowed + 3
        postponed = chapter.mood == "mending" and number == 2
        rows.append(
            {
                "id": f"SYN-SEC-{chapter.period.code}-{number + 1}",
                "severity": severity,
                "released_at": released,
                "planned_at": at(after_working_days(released.date(), allowed - 1), 20 * 3600),
                "installed_at": None
                if postponed
                else at(after_working_days(released.date(), used), 20 * 3600),
                "postponed_reason": "Afventer leverandørens test mod Sagsportalen" if postponed else None,
                "systems": ",".join(sorted(set(SERVICES.values()))[: 1 + number % 3]),
                "title": f"Sikkerhedsopdatering {number + 1} til servere (syntetisk)",
                "window": "Søndag kl. 20-23",
            }
        )
    return rows


def usage(story: Story, chapter: Chapter) -> Export:
    """Return users and transactions per hour and group: high in office hours, a peak early in a month."""
    chance = story.chance(f"usage {chapter.period.code}")
    growth = 1 + 0.01 * ((chapter.period.first.year - 2025) * 12 + chapter.period.first.month - 10)
    system_of = {"borgere": "selvbetjening", "sagsbehandlere": "sagsbehandling"}
    size = {"borgere": 5200, "sagsbehandlere": 1900}
    rows: list[Row] = []
    for day in _days(chapter.period):
        weekday = 1.0 if day.weekday() < 5 else 0.18
        peak = 1.5 if day.day <= 5 else 1.0
        for hour in range(24):
            shape = math.exp(-(((hour - 11) / 3.6) ** 2)) + 0.02
            for group, users in size.items():
                load = users * shape * weekday * peak * growth * (0.9 + 0.2 * chance.random())
                moment = at(day, hour * 3600)
                common: dict[str, Cell] = {"at": moment, "group": group, "system": system_of[group]}
                rows.append({**common, "metric": "transactions", "value": int(load)})
                if 7 <= hour < 18:
                    rows.append({**common, "metric": "users", "value": int(load / 9) + 1})
    return Export("usage", rows)


def checks(story: Story, chapter: Chapter, down: list[Row]) -> pl.DataFrame:
    """Return one check of each watched service every five minutes; a check inside an outage fails."""
    chance = story.chance(f"checks {chapter.period.code}")
    begins, ends = chapter.period.from_s, chapter.period.to_s
    count = (ends - begins + 299) // 300
    frames = []
    for service in CHECKED:
        response = [
            int(180 + 900 * chance.random() ** 3) if chance.random() > chapter.slow_share else 2600
            for _n in range(count)
        ]
        frame = pl.DataFrame({"at": range(begins, begins + 300 * count, 300), "response_ms": response})
        failed = pl.lit(False)
        for row in down:
            if row["service"] == service and row["responsible"] == "supplier":
                failed |= pl.col("at").is_between(
                    _second(row["from_at"]), _second(row["to_at"]), closed="left"
                )
        ok = ~failed
        frames.append(
            frame.select(
                pl.lit(service).alias("service"),
                pl.from_epoch(pl.col("at"), "s")
                .dt.replace_time_zone("UTC")
                .dt.convert_time_zone(ZONE)
                .dt.strftime("%Y-%m-%dT%H:%M:%S%:z")
                .alias("at"),
                ok.alias("ok"),
                pl.when(ok).then(pl.col("response_ms")).alias("response_ms"),
            )
        )
    return pl.concat(frames)


def _second(value: Cell) -> int:
    assert isinstance(value, datetime)
    return int(value.astimezone(UTC).timestamp())

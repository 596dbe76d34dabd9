"""Synthetic follow-up: what was delivered, stated, worked, said, decided and agreed."""

from datetime import datetime, timedelta
from decimal import Decimal

from afstemt.core.units.period import add_months
from afstemt.files.demo.story import Chapter, Story, after_working_days, at, working_days
from afstemt.files.demo.tables import Cell, Export, Row
from afstemt.files.demo.tickets import Tickets, satisfaction


def deliverables(story: Story, chapter: Chapter, made: Tickets) -> Export:
    """Return the report on the month before, and root cause analyses of the month's priority 1 incidents."""
    code, period = chapter.period.code, chapter.period
    days_used = {"calm": 8, "troubled": 10, "mending": 12}[chapter.mood]
    rows: list[Row] = [
        {
            "id": f"SYN-RAP-{code}",
            "kind": "report",
            "requested_at": at(period.first, 0),
            "due_at": at(after_working_days(period.first - timedelta(days=1), 10), 16 * 3600),
            "delivered_at": at(after_working_days(period.first - timedelta(days=1), days_used), 14 * 3600),
            "title": f"Driftsrapport for {add_months(period.first, -1):%Y-%m}",
        }
    ]
    chance = story.chance(f"analyses {code}")
    limit = at(period.first + timedelta(days=18), 0)
    for row in made.incidents:
        opened = row["opened_at"]
        assert isinstance(opened, datetime)
        if row["priority"] == "1" and at(period.first, 0) <= opened < limit:
            asked = at(after_working_days(opened.date(), 1), 9 * 3600)
            used = 13 if chapter.mood == "troubled" and chance.random() < 0.4 else chance.randrange(4, 10)
            delivered = at(after_working_days(asked.date(), used), 15 * 3600)
            rows.append(
                {
                    "id": str(row["id"]).replace("INC", "RCA"),
                    "kind": "root_cause_analysis",
                    "requested_at": asked,
                    "due_at": at(after_working_days(asked.date(), 10), 16 * 3600),
                    "delivered_at": delivered if delivered < at(period.end, 0) else None,
                    "title": f"Årsagsanalyse af {row['id']}",
                    "incident_id": row["id"],
                }
            )
    return Export("deliverables", rows)


def stated_values(chapter: Chapter) -> Export:
    """Return the supplier's stated user satisfaction."""
    row: Row = {
        "level": "KPI 12",
        "value": satisfaction(chapter),
        "basis": "Månedlig stikprøve blandt brugere (syntetisk)",
        "numerator": int(satisfaction(chapter) * 200),
        "denominator": 200,
        "period": chapter.period.code,
    }
    return Export("stated_values", [row])


def hours(story: Story, chapter: Chapter) -> Export:
    """Return timesheets by role: more work when troubled; the last days of the last month await approval."""
    chance = story.chance(f"hours {chapter.period.code}")
    days = working_days(chapter.period)
    rows: list[Row] = []
    for number in range(22 if chapter.mood == "troubled" else 14):
        day = days[number % len(days)]
        role, code = chance.choice(
            (("Konsulent A", "SENIOR"), ("Konsulent B", "SENIOR"), ("Konsulent C", "STANDARD"))
        )
        rows.append(
            {
                "date": day,
                "consultant": f"{role} (syntetisk)",
                "activity": chance.choice(("Tilpasning af udtræk", "Rådgivning", "Test af ny version")),
                "hours": Decimal(chance.randrange(4, 31)) / 4,
                "rate_code": code,
                "order": "ORDRE-7",
                "approved": not (chapter.mood == "mending" and number >= 12),
                "note": None,
            }
        )
    return Export("hours", rows, encoding="cp1252")


def quantities(story: Story, chapter: Chapter) -> Export:
    """Return the quantities behind the variable fee."""
    chance = story.chance(f"quantities {chapter.period.code}")
    index = (chapter.period.first.year - 2025) * 12 + chapter.period.first.month
    period: Row = {"from_at": at(chapter.period.first, 0), "to_at": at(chapter.period.end, 0)}
    return Export(
        "quantities",
        [
            {"item": "lager", "quantity": Decimal(4200 + 35 * index), "reason": "Vækst i arkivet", **period},
            {
                "item": "brugere",
                "quantity": Decimal(1850 + chance.randrange(60)),
                "reason": "Aktive brugere ved månedens udgang",
                **period,
            },
        ],
    )


def feedback(chapter: Chapter) -> Export:
    """Return praise, complaints and wishes."""
    days = working_days(chapter.period)
    said = {
        "calm": (("praise", "Ros for hurtig hjælp ved genskabelse af filer."),),
        "troubled": (
            ("complaint", "Flere afdelinger mangler besked, mens Sagsportalen er nede."),
            ("complaint", "Søgningen er langsom om formiddagen."),
            ("praise", "God dialog med vagten under nedbruddet."),
        ),
        "mending": (
            ("praise", "Driftsmeddelelser kommer nu hurtigt og er lette at forstå."),
            ("wish", "Ønske om mulighed for at se planlagte ændringer i en kalender."),
        ),
    }[chapter.mood]
    rows: list[Row] = [
        {
            "at": at(days[3 + 4 * number], 10 * 3600),
            "from_whom": "Sagsbehandlingsafdelingen",
            "text": text,
            "kind": kind,
        }
        for number, (kind, text) in enumerate(said)
    ]
    return Export("feedback", rows)


def business_activities(chapter: Chapter) -> Export:
    """Return what the business plans in the two months ahead: a peak, a freeze, a launch."""
    end = chapter.period.end

    def activity(title: str, kind: str, offset: int, days: int, affects: str) -> Row:
        begins = end + timedelta(days=offset)
        return {
            "title": title,
            "from_at": at(begins, 0),
            "to_at": at(begins + timedelta(days=days), 0),
            "kind": kind,
            "affects": affects,
        }

    return Export(
        "business_activities",
        [
            activity("Ansøgningsfrist for tilskud", "peak", 15, 5, "selvbetjening"),
            activity("Frys af ændringer omkring månedsafslutning", "freeze", 22, 5, ""),
            activity("Ny digital blanket tages i brug", "launch", 40, 1, "selvbetjening"),
        ],
    )


def decisions(story: Story, chapter: Chapter) -> Export:
    """Return what the parties decided about the month: claims of earlier penalties, one incident held out."""
    rows: list[Row] = []
    if chapter.mood == "mending" and len(story.chapters) > 1:
        before = story.chapters[-2].period
        rows.append(
            {
                "at": at(after_working_days(before.last, 12), 10 * 3600),
                "by": "authority",
                "kind": "claim",
                "period": before.code,
                "reason": "Bod for måneden gøres gældende",
            }
        )
    rows.append(
        {
            "at": at(working_days(chapter.period)[-1], 11 * 3600),
            "by": "authority",
            "kind": "hold_out",
            "table": "outages",
            "row_id": f"SYN-NED-{chapter.period.code}-01",
            "reason": "Skete under myndighedens egen afprøvning; parterne er enige",
        }
    )
    return Export("decisions", rows)


def matters(chapter: Chapter) -> Export:
    """Return matters at the three levels of cooperation."""
    first = at(chapter.period.first, 9 * 3600)
    rows: list[Row] = [
        _matter("SYN-SAG-01", "Adgang til testmiljø for nye medarbejdere", first, "daily", "supplier"),
        _matter("SYN-SAG-02", "Varsling af brugere ved driftsforstyrrelser", first, "monthly", "both"),
    ]
    if chapter.mood != "calm":
        rows.append(
            _matter("SYN-SAG-03", "Gentagne databasefejl i Sagsportalen", first, "monthly", "supplier")
        )
    if chapter.mood == "mending":
        rows.append(
            _matter("SYN-SAG-04", "Plan for genopretning efter nedbruddet", first, "contractual", "supplier")
        )
    return Export("matters", rows)


def _matter(name: str, title: str, opened: datetime, level: str, owner: str) -> Row:
    return {"id": name, "title": title, "opened_at": opened, "level": level, "owner": owner, "status": "Åben"}


def actions(story: Story, chapter: Chapter) -> Export:
    """Return actions from earlier meetings: those of the month, and what came of what was open the month before.

    The supplier's monitoring is one action from the month in which it was agreed; it is overdue in the month after.
    """
    place = story.chapters.index(chapter)
    rows = _settled(story.chapters[place - 1]) if place else []
    rows += [
        _action(chapter, 1, "Fremsende plan for test af genskabelse", "supplier", -4, "Planen er godkendt")
    ]
    rows += _opened(chapter)
    troubled = [one for one in story.chapters[: place + 1] if one.mood != "calm"]
    if troubled:
        due = chapter.period.end - timedelta(days=2)
        own = _action(troubled[0], 3, "Indføre overvågning af diskplads", "supplier", -2)
        rows.append({**own, "due": due})
    return Export("actions", rows)


def _opened(chapter: Chapter) -> list[Row]:
    """Return the authority's action of a month."""
    title = "Afklare behov for længere åbningstid op til næste ansøgningsfrist"
    return [_action(chapter, 2, title, "authority", 20)]


def _settled(before: Chapter) -> list[Row]:
    """Return what was open for the authority the month before, as done."""
    return [{**row, "status": "Udført", "effect": "Behovet er afklaret"} for row in _opened(before)]


def _action(chapter: Chapter, number: int, title: str, owner: str, due: int, effect: str = "") -> Row:
    """Return an action of a month's meeting, due so many days after the month."""
    met = after_working_days(chapter.period.first, 12)
    return {
        "id": f"SYN-AKT-{chapter.period.code}-{number}",
        "title": title,
        "opened_at": at(met, 11 * 3600),
        "level": "monthly",
        "owner": owner,
        "due": chapter.period.end + timedelta(days=due),
        "status": "Udført" if effect else "Åben",
        "effect": effect or None,
        "from_meeting": met,
    }


def improvements(chapter: Chapter) -> Export:
    """Return improvements of the cooperation and of the operation."""
    first = at(chapter.period.first, 9 * 3600)
    rows: list[Row] = [
        {
            "id": "SYN-FOR-01",
            "title": "Selvbetjent nulstilling af adgangskode",
            "opened_at": first,
            "owner": "supplier",
            "due": chapter.period.end + timedelta(days=60),
            "status": "I gang",
            "effect": "Færre henvendelser til servicedesken",
        }
    ]
    return Export("improvements", rows)


_SUMMARIES = {
    "calm": "Driften har været stabil, og servicemålene er i hovedsagen opfyldt. Vi har brugt måneden på "
    "planlagte opdateringer.",
    "troubled": "Måneden var præget af et længere nedbrud i Sagsportalen efter en fejlet opgradering. "
    "Vi beklager generne, har rullet opgraderingen tilbage og er i gang med en plan for genopretning.",
    "mending": "Driften er på vej tilbage til det normale. Et kortere nedbrud skyldtes en fuld disk; "
    "overvågning af diskplads er under indførelse. Driftsmeddelelser udsendes nu inden for 15 minutter.",
}


def statements(chapter: Chapter) -> Export:
    """Return the supplier's own words to the report."""
    rows: list[dict[str, Cell]] = [
        {
            "section": "summary",
            "text": _SUMMARIES[chapter.mood],
            "author": "Leverandørens servicechef (syntetisk)",
            "period": chapter.period.code,
        },
        {
            "section": "other",
            "text": "Der er ikke sket ændringer i underleverandører i måneden.",
            "author": "Leverandørens servicechef (syntetisk)",
            "period": chapter.period.code,
        },
    ]
    return Export("statements", list(rows))

"""The fact tables. Names, units, meanings and Danish headings of columns stand here and nowhere else.

Readers, kinds and the report read them from here; ``make docs`` makes the tables of ``docs/evidence.md`` of them.
"""

from afstemt.core.evidence.column import (
    Column,
    Table,
    at,
    choice,
    count,
    name,
    need,
    need_at,
    need_name,
    number,
    yes_no,
)
from afstemt.core.evidence.ticket_columns import CLOSED, OPENED, RESOLVED, STATE

# Columns that several tables have.
_ID = need("id", "Id", "What the row is known by in its source system.")
_TITLE = Column("title", "Titel", "What it is about, in a line.")
_STATUS = Column("status", "Status", "Its state in the source system's words.")
_SYSTEM = name("system", "System", "The system's id in the terms.", "system")
_SERVICE = name("service", "Tjeneste", "The service's id in the terms.", "service")
_REASON = Column("reason", "Begrundelse", "Why, in words.")
_CAUSE = Column("cause", "Årsag", "What caused it, in words.")
_USERS = count("affected_users", "Berørte brugere", "How many users it affected.", "users")
_TICKET = need("ticket_id", "Sag", "The ticket's id.")
_FROM = need_at("from_at", "Fra", "When it began.")
_TO = need_at("to_at", "Til", "When it ended; this second no longer belongs to it.")
_AT = need_at("at", "Tidspunkt", "When it was.")
_OF_SERVICE = need_name("service", "Tjeneste", "The service's id in the terms.", "service")
_RESPONSIBLE = choice(
    *("responsible", "Ansvarlig", "Who answers for it.", "supplier", "authority", "third_party"),
    default="supplier",
)
_INITIATOR = choice(
    *("initiator", "Initiativtager", "Who asked for it.", "authority", "supplier"), required=True
)

HOURS_BY_CONSULTANT, HOURS_BY_ACTIVITY = HOURS_STATED = ("hours_by_consultant", "hours_by_activity")
"""Levels of ``stated_values`` in which the supplier may state its own totals of hours."""

INVOICED = "invoiced"
"""The item that states what was invoiced for the period: a base for penalties, not a quantity with a price."""

TABLES: tuple[Table, ...] = (
    Table(
        "incidents",
        "incidents",
        (
            _ID,
            need_name("priority", "Prioritet", "The priority, as the terms name it.", "priority"),
            OPENED,
            name(
                *("authority_priority", "Myndighedens prioritet"),
                *("Priority set by the authority; wins where the terms say so.", "priority"),
            ),
            at("responded_at", "Reageret", "When the supplier first reacted."),
            RESOLVED,
            CLOSED,
            _TITLE,
            Column("category", "Kategori", "Its category in the source system's words."),
            _STATUS,
            at("escalated_at", "Eskaleret", "When it was escalated."),
            Column("caused_by_change", "Forårsaget af ændring", "The id of the change that caused it."),
            Column("problem_id", "Problem", "The id of the problem behind it."),
            _RESPONSIBLE,
            _CAUSE,
            Column("remedy", "Afhjælpning", "What was done about it, in words."),
            yes_no("significant", "Væsentlig", "Whether the report tells of it by itself."),
            _USERS,
            _SYSTEM,
            _SERVICE,
            *STATE,
        ),
        key=("id",),
        intervals=(("opened_at", "resolved_at"), ("opened_at", "responded_at"), ("opened_at", "closed_at")),
    ),
    Table(
        "pauses",
        "pauser",
        (
            _TICKET,
            _FROM,
            at("to_at", "Til", "When it ended; empty while it lasts."),
            _REASON,
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "problems",
        "problemer",
        (
            _ID,
            OPENED,
            RESOLVED,
            _TITLE,
            _STATUS,
            Column("root_cause", "Rodårsag", "The root cause, in words."),
            yes_no("known_error", "Kendt fejl", "Whether it is a known error."),
            Column("incidents", "Incidents", "The ids of its incidents."),
            _SYSTEM,
            _SERVICE,
            CLOSED,
        ),
        key=("id",),
        intervals=(("opened_at", "resolved_at"), ("opened_at", "closed_at")),
    ),
    Table(
        "service_requests",
        "serviceanmodninger",
        (
            _ID,
            OPENED,
            _INITIATOR,
            RESOLVED,
            name("type", "Type", "What is requested, as the terms name it.", "priority", others=True),
            _STATUS,
            _TITLE,
            _SYSTEM,
            _SERVICE,
            CLOSED,
            *STATE,
        ),
        key=("id",),
        intervals=(("opened_at", "resolved_at"), ("opened_at", "closed_at")),
    ),
    Table(
        "changes",
        "ændringer",
        (
            _ID,
            need_at("planned_start_at", "Planlagt start", "When it was planned to start."),
            _INITIATOR,
            at("planned_end_at", "Planlagt slut", "When it was planned to end."),
            at("started_at", "Startet", "When it started."),
            at("ended_at", "Afsluttet", "When it ended."),
            choice("type", "Type", "What kind of change it is.", "standard", "normal", "emergency"),
            Column("risk", "Risiko", "Its risk in the source system's words."),
            _STATUS,
            choice("outcome", "Resultat", "How it went.", "successful", "failed", "rolled_back", "cancelled"),
            Column("affects", "Berører", "What it affects: services by id, or words."),
            _TITLE,
            _SYSTEM,
            _SERVICE,
        ),
        key=("id",),
        intervals=(("planned_start_at", "planned_end_at"), ("started_at", "ended_at")),
    ),
    Table(
        "priority_changes",
        "ændrede prioriteter",
        (
            _TICKET,
            _AT,
            need_name("priority", "Prioritet", "The priority from then on, as in the terms.", "priority"),
            choice("by", "Af", "Who changed it.", "supplier", "authority"),
            _REASON,
        ),
    ),
    Table(
        "outages",
        "afbrydelser",
        (
            _OF_SERVICE,
            _FROM,
            at("to_at", "Til", "When it ended; empty while the service is still down."),
            at("notified_at", "Meldt", "When the authority was told."),
            name(
                "severity",
                "Alvor",
                "How severe it was, as the terms or its system name it.",
                "priority",
                others=True,
            ),
            _USERS,
            _CAUSE,
            _RESPONSIBLE,
            Column("incident_id", "Incident", "The id of the incident it belongs to."),
            _SYSTEM,
            Column("id", "Id", "What a decision names the row by."),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "maintenance",
        "vedligehold",
        (
            _OF_SERVICE,
            _FROM,
            _TO,
            at("announced_at", "Varslet", "When it was announced."),
            yes_no(
                "agreed", "Aftalt", "Whether it was agreed by itself; empty leaves it to the terms' windows."
            ),
            _SYSTEM,
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "checks",
        "målinger",
        (
            _OF_SERVICE,
            _AT,
            yes_no("ok", "I orden", "Whether the service answered as it should.", required=True),
            count("response_ms", "Svartid i ms", "How long the answer took.", "milliseconds"),
            _SYSTEM,
        ),
    ),
    Table(
        "usage",
        "brug",
        (
            _AT,
            need("metric", "Måltal", "What is counted: users, sessions, transactions ..."),
            count("value", "Værdi", "The count.", "as the metric", required=True),
            Column("group", "Gruppe", "The part it counts; a row without is the total."),
            _SYSTEM,
        ),
    ),
    Table(
        "security_updates",
        "sikkerhedsopdateringer",
        (
            _ID,
            need_name("severity", "Alvor", "How severe the flaw is, as the terms name it.", "priority"),
            need_at("released_at", "Frigivet", "When it was released."),
            at("planned_at", "Planlagt", "When it is planned to be installed."),
            at("installed_at", "Installeret", "When it was installed; empty while it is not."),
            Column("postponed_reason", "Årsag til udsættelse", "Why it is postponed, in words."),
            name("systems", "Systemer", "Ids of its systems; empty for all.", "system", several=True),
            _TITLE,
            Column("window", "Servicevindue", "The service window it is installed in."),
        ),
        key=("id",),
        intervals=(("released_at", "installed_at"),),
    ),
    Table(
        "deliverables",
        "leverancer",
        (
            _ID,
            need_name("kind", "Art", "What it is, as the terms name it: report ...", "priority", others=True),
            need_at("requested_at", "Anmodet", "When it was asked for."),
            at("due_at", "Frist", "When it is due, where a date was set."),
            at("delivered_at", "Leveret", "When it was delivered; empty while it is not."),
            _TITLE,
            Column("incident_id", "Incident", "The id of the incident it is about."),
        ),
        key=("id",),
    ),
    Table(
        "stated_values",
        "oplyste tal",
        (
            need_name(
                *("level", "Niveau", "The service level's id in the terms.", "level"),
                others=True,
                besides=HOURS_STATED,
            ),
            number("value", "Værdi", "The supplier's own figure.", "the level's unit", required=True),
            Column("basis", "Grundlag", "What the figure rests on, in the supplier's words."),
            count("numerator", "Tæller", "The cases that kept the level.", "cases"),
            count("denominator", "Nævner", "All cases.", "cases"),
            Column("period", "Periode", "The period it is of, as `2026-10`; empty for any."),
            name("population", "Omfatter", "The population's id; empty for any.", "population", others=True),
        ),
    ),
    Table(
        "hours",
        "timer",
        (
            need("date", "Dato", "The day of the work.", type="date"),
            need("consultant", "Konsulent", "Who did it."),
            need("activity", "Aktivitet", "What was done."),
            number(
                *("hours", "Timer", "How long it took; below zero takes hours back.", "hours"),
                required=True,
                least=-24,
                most=24,
            ),
            name("rate_code", "Timepris", "The hourly rate's code in the terms.", "rate"),
            name("order", "Bestilling", "The order it was done under, as the terms name it.", "order"),
            Column("note", "Bemærkning", "A remark."),
            yes_no("approved", "Godkendt", "Whether the authority approved the hours."),
        ),
    ),
    Table(
        "quantities",
        "mængder",
        (
            need_name("item", "Ydelse", "The unit price's id in the terms.", "item", besides=(INVOICED,)),
            number("quantity", "Mængde", "How much.", "the price's unit", required=True, least=0),
            at("from_at", "Fra", "When it began: the row belongs to this time's period."),
            at("to_at", "Til", "When it ended; this second no longer belongs to it."),
            _REASON,
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "history",
        "tidligere perioder",
        (
            need("period", "Periode", "The period it is of, as `2026-10`."),
            need_name(
                *("subject", "Emne", "A level's id, or fee, penalty, bonus, points; more below.", "subject"),
                others=True,
            ),
            number("value", "Værdi", "The level's figure.", "the level's unit"),
            number("points", "Point", "The level's points.", "points"),
            number("amount", "Beløb", "The amount.", "the contract's currency"),
            Column("state", "Tilstand, kode", "A level's outcome, or an amount's state; more below."),
            Column("note", "Bemærkning", "A remark."),
            Column("locked_in", "Låst i", "What the period was locked in."),
        ),
    ),
    Table(
        "feedback",
        "tilbagemeldinger",
        (
            _AT,
            need("from_whom", "Fra hvem", "Who said it."),
            need("text", "Tekst", "What was said."),
            choice("kind", "Art", "What it is.", "praise", "complaint", "wish"),
        ),
    ),
    Table(
        "business_activities",
        "forretningsaktiviteter",
        (
            need("title", "Titel", "What it is about, in a line."),
            _FROM,
            _TO,
            choice("kind", "Art", "What it is.", "peak", "freeze", "launch"),
            Column("affects", "Berører", "What it affects: services by id, or words; empty for all systems."),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "decisions",
        "beslutninger",
        (
            need_at("at", "Tidspunkt", "When it was decided; of two on the same, the later holds."),
            need("by", "Af", "Who decided."),
            need("kind", "Art", "What was decided: hold_out, take_in, accept, claim, waive, correction ..."),
            Column("table", "Tabel, kode", "The table, or the amount, that it is about."),
            Column("row_id", "Rækkens id", "The row's id; of hours, the order."),
            Column("level", "Niveau", "The service level's id; empty for every level."),
            at("from_at", "Fra", "Where it is about time: when that begins."),
            at("to_at", "Til", "When it ends; this second no longer belongs to it."),
            _REASON,
            Column("value", "Værdi", "The amount of a correction."),
            Column("period", "Periode", "The period that it is about, as `2026-10`."),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    *(
        Table(
            name,
            title,
            (
                _ID,
                need("title", "Titel", "What it is about, in a line."),
                OPENED,
                choice("level", "Niveau", "The level of cooperation.", "daily", "monthly", "contractual"),
                Column("owner", "Ansvarlig for opfølgning", "Who follows up on it."),
                Column("due", "Frist", "The day it is due.", type="date"),
                _STATUS,
                Column("effect", "Effekt", "What came of it, in words."),
                Column("from_meeting", "Fra møde", "The day of the meeting it comes from.", type="date"),
            ),
            key=("id",),
        )
        for name, title in (
            ("matters", "emner"),
            ("actions", "handlinger"),
            ("improvements", "forbedringer"),
        )
    ),
    Table(
        "statements",
        "leverandørens tekster",
        (
            need("section", "Afsnit", "The report's section that it belongs in."),
            need("text", "Tekst", "What is said."),
            Column("author", "Forfatter", "Who says it."),
            Column(
                "period",
                "Periode",
                "The period it is about, as `2026-10`; empty for the report it comes with.",
            ),
        ),
    ),
)

BY_NAME = {table.name: table for table in TABLES}

"""The fact tables of what the parties say, decide and follow up, and of earlier periods."""

from afstemt.core.evidence.column import (
    DAY_BEGIN,
    DAY_END,
    Column,
    Table,
    ahead,
    at,
    by_day,
    choice,
    need,
    need_at,
    need_name,
    number,
)
from afstemt.core.evidence.common_columns import (
    AT,
    FROM,
    ID,
    REASON,
    STATUS,
    TO,
)
from afstemt.core.evidence.ticket_columns import OPENED

DIALOGUE: tuple[Table, ...] = (
    Table(
        "history",
        "tidligere perioder",
        (
            need("period", "Periode", "The period it is of, as `2026-10`."),
            need_name(
                *("subject", "Emne", "A level's id, or fee, penalty, bonus, points; more below.", "subject"),
                others=True,
                besides=(
                    *("fee", "penalty", "bonus", "points", "earn_back"),
                    *("correction", "correction_bonus", "correction_fee"),
                    *("open_incidents", "changes_done", "incidents_in_time"),
                ),
            ),
            number("value", "Værdi", "The level's figure.", "the level's unit"),
            number("points", "Point", "The level's points.", "points"),
            number("amount", "Beløb", "The amount.", "the contract's currency"),
            Column("state", "Tilstand, kode", "A level's outcome, or an amount's state; more below."),
            Column("note", "Bemærkning", "A remark."),
            Column("locked_in", "Låst i", "What the period was locked in."),
        ),
        identity=(("period", "subject"),),
        good_for="either",
    ),
    Table(
        "feedback",
        "tilbagemeldinger",
        (
            by_day(AT),
            need("from_whom", "Fra hvem", "Who said it."),
            need("text", "Tekst", "What was said."),
            choice("kind", "Art", "What it is.", "praise", "complaint", "wish"),
        ),
        identity=(("at", "from_whom", "text"),),
    ),
    Table(
        "business_activities",
        "forretningsaktiviteter",
        (
            need("title", "Titel", "What it is about, in a line."),
            ahead(by_day(FROM)),
            ahead(by_day(TO, DAY_END)),
            choice("kind", "Art", "What it is.", "peak", "freeze", "launch"),
            Column("affects", "Berører", "What it affects: services by id, or words; empty for all systems."),
        ),
        intervals=(("from_at", "to_at"),),
        identity=(("title", "from_at"),),
        ends=("to_at",),
    ),
    Table(
        "decisions",
        "beslutninger",
        (
            need_at(
                *("at", "Tidspunkt", "When it was decided; of two on the same, the later holds."),
                alone=DAY_BEGIN,
            ),
            need("by", "Af", "Who decided."),
            need("kind", "Art", "What was decided: hold_out, take_in, accept, claim, waive, correction ..."),
            Column("table", "Tabel, kode", "The table, or the amount, that it is about."),
            Column("row_id", "Rækkens id", "The row's id; of hours, the order."),
            Column("level", "Niveau", "The service level's id; empty for every level."),
            ahead(at("from_at", "Fra", "Where it is about time: when that begins.", alone=DAY_BEGIN)),
            ahead(at("to_at", "Til", "When it ends; this second no longer belongs to it.", alone=DAY_END)),
            REASON,
            Column("value", "Værdi", "The amount of a correction."),
            Column("period", "Periode", "The period that it is about, as `2026-10`."),
        ),
        intervals=(("from_at", "to_at"),),
        identity=(("at", "by", "kind", "table", "row_id", "level", "period"),),
        good_for="either",
    ),
    *(
        Table(
            name,
            title,
            (
                ID,
                need("title", "Titel", "What it is about, in a line."),
                by_day(OPENED),
                choice("level", "Niveau", "The level of cooperation.", "daily", "monthly", "contractual"),
                Column("owner", "Ansvarlig for opfølgning", "Who follows up on it."),
                Column("due", "Frist", "The day it is due.", type="date", ahead=True),
                STATUS,
                Column("effect", "Effekt", "What came of it, in words."),
                Column("from_meeting", "Fra møde", "The day of the meeting it comes from.", type="date"),
            ),
            key=("id",),
            state="status",
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
        identity=(("section", "period", "author"),),
    ),
)

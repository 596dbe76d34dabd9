"""Personal data: the columns that are never taken in unless a profile asks, and CPR numbers in free text."""

import re

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.sheets.finding import Findings
from afstemt.files.reading.sheets.sheet import heading_key

_PERSONAL = frozenset(
    (
        *(
            "caller",
            "caller_id",
            "caller_name",
            "caller.name",
            "caller.dynamicname",
            "caller.email",
            "caller.phonenumber",
        ),
        *(
            "opened_by",
            "opened_by.name",
            "assigned_to",
            "assigned_to.name",
            "assignee",
            "assignee.displayname",
        ),
        *("reporter", "reporter.displayname", "creator", "creator.displayname", "requester", "requested_for"),
        *(
            "requested_by",
            "requested_by_user",
            "resolved_by",
            "closed_by",
            "sys_created_by",
            "sys_updated_by",
        ),
        *(
            "created_by",
            "updated_by",
            "contact",
            "contact_name",
            "contact_person",
            "email",
            "e-mail",
            "mail",
            "phone",
        ),
        *(
            "telephone",
            "mobile",
            "telefon",
            "mobil",
            "navn",
            "bruger",
            "anmelder",
            "melder",
            "indmelder",
            "behandler",
        ),
        *(
            "sagsbehandler",
            "operator",
            "operator.name",
            "technician",
            "writer",
            "recipient",
            "_users_id_recipient",
        ),
        *("watch_list", "work_notes_list", "watchers", "participants", "user", "user_name", "username"),
        *("cpr", "cprnr", "cpr_nr", "cpr-nr", "cpr-nr.", "cpr-nummer", "cpr_nummer", "cprnummer"),
        *("reporter_id", "assignee_id", "creator_id", "watchers_id", "raised_by", "raised_by_id"),
        *("modifier", "modified_by", "last_edit_by", "last_updated_by", "approver", "approval_by"),
        *(
            "oprettet_af",
            "åbnet_af",
            "løst_af",
            "lukket_af",
            "opdateret_af",
            "ændret_af",
            "sidst_redigeret_af",
        ),
        *("tildelt", "tildelt_til", "ansvarlig_tekniker", "tekniker", "opkalder", "forespørger", "rekvirent"),
        *("indberetter", "kontakt", "kontaktperson", "brugernavn", "e-mailadresse", "email_address"),
        *("telefonnummer", "mobilnummer", "mobiltelefon"),
    )
)
_KEYS = frozenset(heading_key(name) for name in _PERSONAL)
_DATE = (
    r"(?:(?:0[1-9]|1\d|2[0-8])(?:0[1-9]|1[0-2])|(?:29|30)(?:0[13-9]|1[0-2])|31(?:0[13578]|1[02]))\d\d"
    r"|2902(?:[02468][048]|[13579][26])"
)
_DASH = r"[-\u{2010}-\u{2015}\u{2212}]"
_WITH_DASH = "|".join(
    (
        rf"(?:{_DATE})\s?{_DASH}{{1,2}}\s?\d{{4}}",
        rf"(?:[0-2]\d|3[01])[./\s-](?:0[1-9]|1[0-2])[./\s-]\d\d\s?{_DASH}{{1,2}}\s?\d{{4}}",
        rf"(?:6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d\d{_DASH}\d{{4}}",  # a replacement number: 60 is added to the day
    )
)
_WITHOUT_DASH = "|".join(
    (rf"(?:{_DATE})[\s./]?\d{{4}}", r"(?:[0-2]\d|3[01])\s(?:0[1-9]|1[0-2])\s\d\d\s\d{4}")
)
_NUMBER = rf"(?:^|[^0-9])(?:{_WITH_DASH}|{_WITHOUT_DASH})(?:[^0-9]|$)"
_HYPHENATED = rf"(?:^|[^0-9])(?:{_WITH_DASH})(?:[^0-9]|$)"
_QUOTED = re.compile(re.sub(r"\\u\{(\w+)\}", r"\\u\1", _NUMBER))
_IDENTIFIERS = frozenset(
    (
        *("id", "ticket_id", "problem_id", "incident_id", "row_id", "caused_by_change", "level", "period"),
        *("population", "item", "rate_code", "order", "subject", "incidents", "table"),
    )
)

LEFT_OUT = "(udeladt)"
"""What stands instead of a blanked text in a column that every row must have."""


def is_personal(column: str) -> bool:
    """Return whether a column by its name holds personal data, also as a part of it (``caller_id.email``,
    ``fields.reporter.name``, ``Requester - Requester``, ``Watchers#2``), in any spelling (``OpenedBy``).
    """
    name = column.strip().lower().replace(" ", "_").removeprefix("fields.")
    parts = (name, *(name.split(mark)[0] for mark in ("#", ".", "_-_", "_(")))
    return any(heading_key(part) in _KEYS for part in parts)


def has_cpr(text: pl.Series) -> pl.Series:
    """Return whether each text holds a CPR number as people write them.

    Ten digits that begin with a date that exists (ddmmyy), in one or with a hyphen, dash, space, point or slash
    before the last four; the date in parts (``01.01.90-1234``, ``01 01 90 1234``); a replacement number.
    """
    return text.str.contains(_NUMBER).fill_null(False)


def unquoted(value: str) -> str:
    """Return what a message may quote of a value from a file: nothing of one that holds a CPR number."""
    return LEFT_OUT if _QUOTED.search(value) else value


def blank_cpr(columns: pl.DataFrame, table: Table, findings: Findings) -> pl.DataFrame:
    """Blank every text that holds a CPR number, with a note; the row is used.

    An identifier written as a CPR number with a hyphen is a cell that cannot be read: where every row must have it,
    the row is set aside. The number itself is quoted nowhere.
    """
    for column in table.columns:
        if column.type != "text" or column.name not in columns.columns:
            continue
        text = columns[column.name]
        if column.name in _IDENTIFIERS:
            hit = text.str.contains(_HYPHENATED).fill_null(False)
            findings.cell(columns, hit, "cpr-in-id", column)
            columns = columns.with_columns(pl.when(~hit).then(pl.col(column.name)).alias(column.name))
            continue
        hit = has_cpr(text)
        if hit.any():
            findings.rows(columns, hit, "cpr-blanked", "note", column.name)
            instead = pl.lit(LEFT_OUT if column.required else None, dtype=pl.String)
            columns = columns.with_columns(
                pl.when(hit).then(instead).otherwise(pl.col(column.name)).alias(column.name)
            )
    return columns

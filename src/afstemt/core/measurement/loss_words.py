"""What was lost for a level in words: which rows, what is wrong with them, and what they can do at most.

The steps, the report and the pages all say it with these.
"""

from collections.abc import Sequence
from dataclasses import replace

from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.evidence.retyping import LEFT_OUT, RETYPED, UNORDERED
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.outcome import Loss
from afstemt.core.units.formats import NBSP, duration, number
from afstemt.core.units.wording import _

NOT_TOLD = "column-not-delivered"
"""Why a row is lost whose file does not have a column of which silence would be the better figure."""
NAMED = 5
"""Services that are named."""
NUMBERED = 3
"""Rows that are named by their number; of more, only how many they are is said."""


def reason_words(why: str) -> str:
    """Return what was wrong, by its code, to stand after "kunne ikke bruges:"; nothing for a code that says no more."""
    for codes, words in _reasons():
        if why in codes:
            return words
    return ""


def _reasons() -> tuple[tuple[frozenset[str], str], ...]:
    return (
        (_TIMES, _("et tidspunkt kan ikke læses")),
        (_NAMES, _("vilkårene kender ikke navnet")),
        (_CODES, _("en værdi kendes ikke")),
        (_NUMBERS, _("et tal kan ikke læses")),
        (_FORMS, _("rækken er ikke hel")),
        (frozenset({"rows-in-quotes"}), _("de står i en tekst i anførselstegn og kan være rækker")),
        (frozenset({NOT_TOLD}), _("filen har ikke den kolonne, som tallet hviler på")),
        (frozenset({"missing-value"}), _("en påkrævet oplysning mangler")),
        (frozenset({"end-before-start", "zero-length"}), _("den slutter ikke efter sin start")),
        (
            frozenset({"duplicate-id", "unordered-exports", "duplicate-update", "stated-twice"}),
            _("den modsiger en anden række"),
        ),
        (frozenset({"no-such-ticket"}), _("sagen findes ikke blandt de leverede")),
        (_KINDS, _("det er ikke afklaret, hvilken slags sag det er")),
        (
            frozenset({"either-time"}),
            _("et tidspunkt kan være et af to, hvor uret stilles tilbage, og afgørelsen afhænger af hvilket"),
        ),
        (frozenset({"outside-calendar"}), _("den ligger uden for de år, som åbningstiden er beregnet for")),
    )


_TIMES = frozenset(
    {
        "bad-time",
        "no-such-date",
        "skipped-hour",
        "repeated-hour",
        "time-out-of-range",
        "two-zones",
        "no-offset",
    }
) | {"time-left-empty", "bad-date"}
_NAMES = frozenset({"unknown-name", "unknown-service", "unknown-priority", "unknown-system", "unknown-item"})
_KINDS = frozenset({RETYPED, LEFT_OUT, UNORDERED, "unknown-kind", "no-kind", "kind-set-aside"})
_CODES = frozenset({"unknown-choice", "unknown-value", "bad-boolean"})
_NUMBERS = frozenset(
    {"bad-number", "percent-number", "bad-integer", "unclear-number", "too-small", "too-large"}
) | {"too-exact"}
_FORMS = frozenset({"too-few-fields", "too-many-fields", "open-quote", "bad-quoting", "bad-json-row"}) | {
    "not-an-object",
    "repeated-field",
    "no-such-character",
}


def noun(table: str) -> tuple[str, str]:
    """Return the words for one and for many of what a table's rows are to a level."""
    return {
        "outages": (_("afbrydelse"), _("afbrydelser")),
        "checks": (_("måling"), _("målinger")),
        "security_updates": (_("opdatering"), _("opdateringer")),
        "deliverables": (_("leverance"), _("leverancer")),
        "service_requests": (_("anmodning"), _("anmodninger")),
        "changes": (_("ændring"), _("ændringer")),
    }.get(table, (_("sag"), _("sager")))


def table_title(table: str) -> str:
    """Return the fact table's name in words."""
    return _(BY_NAME[table].title) if table in BY_NAME else table


def rows_words(loss: Loss, files: Sequence[SourceFile]) -> str:
    """Return ``1 række i incidents.csv (række 11) kunne ikke bruges: et tidspunkt kan ikke læses``.

    A loss without rows is a table that nobody delivered, and about which nothing was said.

    Args:
        files: The evidence's, which the loss' places count in.
    """
    if loss.services:
        return _("der er ingen {table} af {services}").format(
            table=table_title(loss.table), services=services_words(loss.services)
        )
    if not loss.rows:
        return _("der er hverken leveret eller sagt noget om {table}").format(table=table_title(loss.table))
    count = number(loss.rows) + NBSP + (_("række") if loss.rows == 1 else _("rækker"))
    text = _("{rows} i {place} kunne ikke bruges").format(rows=count, place=_place(loss, files))
    reason = reason_words(loss.why)
    return f"{text}: {reason}" if reason else text


def services_words(names: Sequence[str]) -> str:
    """Return services by name, the first of them where they are many."""
    named = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return _("{names} og {n} mere").format(names=named, n=number(more)) if more > 0 else named


def all_rows_words(losses: Sequence[Loss], files: Sequence[SourceFile]) -> str:
    """Return a level's losses in one: its rows table by table, then all that was wrong with them, each thing once."""
    by_table: dict[tuple[str, tuple[str, ...]], list[Loss]] = {}
    for loss in losses:
        by_table.setdefault((loss.table, loss.services), []).append(loss)
    parts = []
    for own in by_table.values():
        reasons = [text for loss in own if (text := reason_words(loss.why))]
        rows = sum(loss.rows for loss in own)
        places = tuple(sorted({place for loss in own for place in loss.places}))
        whole = replace(own[0], rows=rows, places=places, why="")
        words = rows_words(whole, files)
        parts.append(f"{words}: {', '.join(dict.fromkeys(reasons))}" if reasons and rows else words)
    return "; ".join(parts)


def _place(loss: Loss, files: Sequence[SourceFile]) -> str:
    names = list(dict.fromkeys(files[one].name for one, _row in loss.places if 0 <= one < len(files)))
    if not names:
        return _("tabellen {table}").format(table=table_title(loss.table))
    if len(names) == 1 and loss.rows == len(loss.places) <= NUMBERED:
        numbers = ", ".join(str(row) for _one, row in loss.places)
        word = _("{file} (række {numbers})") if loss.rows == 1 else _("{file} (rækkerne {numbers})")
        return word.format(file=names[0], numbers=numbers)
    return ", ".join(names)


def most_words(losses: Sequence[Loss]) -> str:
    """Return what losses can be at most together: ``2 sager og 3 t. nedetid``; nothing where that is untold."""
    if not losses or not all(loss.bounded for loss in losses):
        return ""
    parts = []
    cases = [loss for loss in losses if loss.cases is not None]
    if cases:
        many = sum(loss.cases or 0 for loss in cases)
        one, several = noun(cases[0].table)
        parts.append(f"{number(many)}{NBSP}{one if many == 1 else several}")
    seconds = [loss.seconds for loss in losses if loss.seconds is not None]
    if seconds:
        parts.append(_("{length} nedetid").format(length=duration(sum(seconds))))
    return _("{first} og {last}").format(first=parts[0], last=parts[1]) if len(parts) > 1 else "".join(parts)

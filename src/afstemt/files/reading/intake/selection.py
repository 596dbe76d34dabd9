"""Which rows of a sheet are taken in: those of the customer, and those that the profile takes; what kinds they are.

A row that is left out is no fault. One that does not say whether it is to be taken in is set aside, for leaving out the
word must not leave out the row.
"""

import difflib
from collections.abc import Iterable

import polars as pl

from afstemt.files.reading.intake.plan import Plan, counted, stripped
from afstemt.files.reading.intake.profile import OWN, Filter, Source
from afstemt.files.reading.sheets.finding import ASIDE, ASK, NOTE, SHOWN, Finding, Findings, Unreadable

_ALIKE = 0.8
"""How alike two words are when one is probably the other misspelt, as ``difflib`` counts: one letter in five or so."""


def selected(frame: pl.DataFrame, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Return the rows that the profile takes in; those left out are counted, by value.

    Rows to be set aside may be among them.
    """
    for one in plan.profile.filters:
        frame = _filtered(frame, one, plan, findings)
    _note_kinds(frame, plan, findings)
    return frame


def of_customer(frame: pl.DataFrame, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Return the rows of the customer asked for; those of another are left out, unread and without quoting them.

    Raises:
        Unreadable: ``several-customers``.
    """
    name = present(frame, plan.profile.customer)
    if name is None:
        note_unchecked_customer(plan, findings)
        return frame
    customer = key(stripped(frame, Source((name,)), plan.profile.missing))
    if plan.customer is None:
        if (several := customer.drop_nulls().n_unique()) > 1:
            raise Unreadable("several-customers", column=name, count=several)
        return frame
    wanted = plain(plan.customer)
    own = (customer == wanted).fill_null(False)
    alike = customer.is_in(_alike(customer, [wanted])).fill_null(False)
    findings.rows(frame, customer.is_null(), "no-customer", ASIDE, name, customer=plan.customer)
    findings.rows(frame, alike, "customer-alike", ASIDE, name, customer=plan.customer)
    if others := int((~own & ~alike & customer.is_not_null()).sum()):
        findings.left_out += others
        code, severity = ("other-customer", NOTE) if own.any() else ("only-other-customers", ASK)
        findings.add(Finding(code, severity, None, name, {"customer": plan.customer, "count": others}))
    return frame.filter(own)


def note_unchecked_customer(plan: Plan, findings: Findings) -> None:
    """Note that a customer was asked for, and that the file has no column that tells one from another."""
    if plan.customer is not None:
        values = {"customer": plan.customer, "profile": plan.profile.name}
        findings.add(Finding("customer-not-checked", NOTE, None, None, values))


def _filtered(frame: pl.DataFrame, one: Filter, plan: Plan, findings: Findings) -> pl.DataFrame:
    name = present(frame, one.columns)
    if name is None:
        values = {"profile": plan.profile.name}
        findings.add(Finding("no-filter-column", ASK, None, " / ".join(one.columns), values))
        return frame
    text = stripped(frame, Source((name,)), plan.profile.missing)
    value = key(text)
    out = value.is_in([plain(each) for each in one.leave_out]).fill_null(False)
    if one.only:
        wanted = [plain(each) for each in one.only]
        alike = value.is_in(_alike(value, wanted)).fill_null(False) & ~out
        known = ", ".join(one.only)[:200]
        findings.rows(frame, value.is_null(), "no-filter-value", ASIDE, name, known=known)
        findings.rows(frame, alike, "filter-value-alike", ASIDE, name, text, known=known)
        out = out | (value.is_not_null() & ~value.is_in(wanted) & ~alike)
    if count := int(out.sum()):
        findings.left_out += count
        said: dict[str, str | int] = {
            "count": count,
            "profile": plan.profile.name,
            "values": counted(text.filter(out)),
        }
        findings.add(Finding("left-out", NOTE, None, name, said))
    return frame.filter(~out)


def _note_kinds(frame: pl.DataFrame, plan: Plan, findings: Findings) -> None:
    """Note what kinds of case there are; several are asked about, unless the profile selects by the same column."""
    chosen = {name for each in plan.profile.filters for name in each.columns}
    cases = plan.profile.cases
    alone = not plan.profile.kind.family and plan.profile.name != OWN  # each of those has cases of one kind
    types = cases.type if alone else ()
    for columns, code in ((types, "several-types"), (cases.outcome, "")):
        name = present(frame, columns)
        if name is None:
            continue
        text = stripped(frame, Source((name,)), plan.profile.missing).drop_nulls()
        if text.is_empty():
            continue
        values = {"values": counted(text), "first": str(text[0])[:SHOWN], "profile": plan.profile.name}
        if code and name not in chosen and key(text).n_unique() > 1:
            findings.add(Finding(code, ASK, None, name, values))
        else:
            findings.add(Finding("kinds", NOTE, None, name, values))


def present(frame: pl.DataFrame, names: Iterable[str]) -> str | None:
    """Return the first of the columns that the sheet has."""
    return next((name for name in names if name in frame.columns), None)


def key(text: pl.Series) -> pl.Series:
    """Return the texts as they are compared: in lower case, with single blanks."""
    return text.str.to_lowercase().str.replace_all(r"\s+", " ")


def plain(value: str) -> str:
    """Return a word as ``key`` has it."""
    return " ".join(value.lower().split())


def _alike(values: pl.Series, wanted: list[str]) -> list[str]:
    """Return the values that are none of those wanted, but probably one of them misspelt."""
    others = (value for value in values.drop_nulls().unique() if value not in wanted)
    return [value for value in others if difflib.get_close_matches(value, wanted, 1, _ALIKE)]

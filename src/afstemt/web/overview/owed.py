"""What a party owes in a period or by the contract's calendar, with its deadline and where that comes from.

One place says who is late, since when and by which clause: the overview's rows, the tasks and the reminders read it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone

from afstemt.core.units.formats import day as shown_day
from afstemt.core.units.formats import period_name
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.models import DoneEntry, Summary
from afstemt.web.periods.opening import REPORT
from afstemt.web.periods.state import Standing, period_of

AHEAD = timedelta(days=90)
"""How long before its last day to act an entry of the contract's calendar becomes a task."""
COMMENTS = "comments"
"""The name of the deadline for the authority's answer to a submitted report."""


@dataclass(frozen=True)
class Owed:
    """One thing that a party owes.

    Attributes:
        side: Who must act.
        what: ``report``, ``answer``, ``calendar``.
        text: What is to be done, as an order.
        lacking: The same as what has not happened, to say after "who": "har ikke indsendt …".
        deadline: The last day; None for none.
        binding: By contract or agreed in writing; a wish is never late.
        clause: Where the deadline stands; empty when the terms do not say.
        lead: What must begin before, in words; empty for nothing.
        link: Path of the page where it is done.
    """

    contract: Contract
    side: Literal["supplier", "authority", "both"]
    what: Literal["report", "answer", "calendar"]
    text: str
    lacking: str
    link: str
    deadline: date | None = None
    binding: bool = False
    clause: str = ""
    lead: str = ""

    def passed(self, today: date) -> bool:
        """Return whether the day is over, be it only wished for."""
        return self.deadline is not None and self.deadline < today

    def late(self, today: date) -> bool:
        """Return whether a binding deadline has passed."""
        return self.binding and self.passed(today)

    def who(self) -> str:
        """Return the party's name; both parties' for what they owe together."""
        return {
            "supplier": self.contract.supplier.name,
            "authority": self.contract.authority.name,
            "both": _("{one} og {other}").format(
                one=self.contract.authority.name, other=self.contract.supplier.name
            ),
        }[self.side]

    def lateness(self) -> str:
        """Return who has not done what, since when, and whether it was binding, in one sentence."""
        assert self.deadline is not None
        said = (
            _("{who} har ikke {lacking}. Fristen var {day} ({source}).")
            if self.binding
            else _("{who} har ikke {lacking}. Det var ønsket senest {day} ({source}).")
        )
        return said.format(
            who=self.who(), lacking=self.lacking, day=shown_day(self.deadline), source=self.source()
        )

    def source(self) -> str:
        """Return whether the deadline binds, and where it stands."""
        if not self.binding:
            return _("et ønske, ikke et krav")
        return _("bindende, {clause}").format(clause=self.clause) if self.clause else _("bindende")


def of_period(contract: Contract, now: Standing) -> Owed | None:
    """Return what a period waits for: the supplier's report or the authority's answer; None when it is locked.

    A report that came in time and was returned has no deadline any more; the return does not make it late.
    """
    row = now.row
    if row is None or now.state == "approved":
        return None
    row.contract = contract
    name = period_name(period_of(row))
    link = reverse("period", args=(contract.pk, row.code))
    if now.writable:
        first = now.first_submitted_on
        kept = first is not None and (row.report_due is None or first <= row.report_due)
        if now.state == "returned":
            text = _("Ret driftsrapporten for {period}, og indsend den igen")
            lacking = _("indsendt en rettet driftsrapport for {period}")
        else:
            text = _("Indsend driftsrapporten for {period}")
            lacking = _("indsendt driftsrapporten for {period}")
        return Owed(
            contract,
            "supplier",
            "report",
            text.format(period=name),
            lacking.format(period=name),
            link,
            None if kept else row.report_due,
            row.report_binding,
            _named(row.deadlines, REPORT).get("clause", ""),
        )
    answer = _named(row.deadlines, COMMENTS)
    return Owed(
        contract,
        "authority",
        "answer",
        _("Godkend driftsrapporten for {period}, eller send den retur").format(period=name),
        _("svaret på driftsrapporten for {period}").format(period=name),
        link,
        date.fromisoformat(answer["day"]) if answer else None,
        bool(answer.get("binding")),
        answer.get("clause", ""),
    )


def _named(deadlines: Sequence[dict[str, Any]], what: str) -> dict[str, Any]:
    return next((one for one in deadlines if one["what"] == what and one["day"]), {})


def next_meeting(periods: Iterable[Standing], today: date) -> date | None:
    """Return the next day by which the terms ask for a status meeting; None when they do not say one."""
    days = [
        date.fromisoformat(one["day"])
        for now in periods
        if now.row is not None
        for one in now.row.deadlines
        if one["what"] == "meeting" and one["day"]
    ]
    return min((day for day in days if day >= today), default=None)


@dataclass(frozen=True)
class Entry:
    """An entry of the contract's calendar, as the latest terms in force have it.

    Attributes:
        act_by: The last day to act: the entry's day less its notice.
        done: Whether the terms say that it is done.
        mark: Who has said here that it is done, and when; None for nobody.
        asked: Whether its day came after the contract came here; what was done before that is not known.
    """

    title: str
    day: date
    act_by: date
    notice_days: int
    owner: Literal["supplier", "authority", "both"]
    clause: str
    done: bool
    mark: DoneEntry | None
    asked: bool

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.asked and not self.done and self.mark is None


def marks_of(contracts: Iterable[Contract]) -> dict[int, list[DoneEntry]]:
    """Return what stands as done in the calendars of many contracts, in one query."""
    found: dict[int, list[DoneEntry]] = {}
    standing = DoneEntry.objects.filter(contract__in=[one.pk for one in contracts], withdrawn_at__isnull=True)
    for mark in standing.select_related("marked_by"):
        found.setdefault(mark.contract_id, []).append(mark)
    return found


def entries(contract: Contract, marks: Iterable[DoneEntry]) -> list[Entry]:
    """Return the contract's calendar in order of the day to act by; asks the summary to be there already."""
    summary: Summary | None = getattr(contract, "summary", None)
    done = {(mark.title, mark.day): mark for mark in marks}
    came = timezone.localdate(contract.created_at)
    found = []
    for entry in summary.calendar if summary else ():
        day = date.fromisoformat(entry["day"])
        found.append(
            Entry(
                entry["title"],
                day,
                date.fromisoformat(entry["act_by"]),
                entry.get("notice_days", 0),
                entry["owner"],
                entry.get("clause", ""),
                entry["done"],
                done.get((entry["title"], day)),
                day >= came,
            )
        )
    return sorted(found, key=lambda entry: (entry.act_by, entry.day, entry.title))


def of_calendar(contract: Contract, marks: Iterable[DoneEntry], today: date) -> list[Owed]:
    """Return what the calendar asks for now: from some time before the last day to act, until it is done.

    What the terms give a clause is binding.
    """
    found = []
    for entry in entries(contract, marks):
        if not entry.open or entry.act_by - AHEAD > today:
            continue
        lead = ""
        if entry.notice_days:
            lead = _("Varsel på {n} dage før {day}").format(n=entry.notice_days, day=shown_day(entry.day))
        found.append(
            Owed(
                contract,
                entry.owner,
                "calendar",
                _("Kontraktens kalender: {title}").format(title=entry.title),
                _("meldt »{title}« udført").format(title=entry.title),
                reverse("calendar", args=(contract.pk,)),
                entry.act_by,
                bool(entry.clause),
                entry.clause,
                lead,
            )
        )
    return found

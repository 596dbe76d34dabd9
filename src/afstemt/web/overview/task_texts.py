"""What is owed in words: what is to be done, where, and who has not done it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from afstemt.core.report.words import capital
from afstemt.core.units.formats import day as shown_day
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.obligations import Obligation


@dataclass(frozen=True)
class Task:
    """One thing owed in a contract, in words."""

    contract: Contract
    obligation: Obligation

    @property
    def deadline(self) -> date | None:
        """The last day; None for none."""
        return self.obligation.deadline

    @property
    def binding(self) -> bool:
        """Whether missing the deadline is a breach."""
        return self.obligation.binding

    def late(self, today: date) -> bool:
        """Return whether a binding deadline has passed."""
        return self.obligation.late(today)

    @property
    def text(self) -> str:
        """What is to be done, as an order."""
        return {
            "open": _("Indsend driftsrapporten for {period}"),
            "returned": _("Ret driftsrapporten for {period}, og indsend den igen"),
            "submitted": _("Godkend driftsrapporten for {period}, eller send den retur"),
            "calendar": _("Kontraktens kalender: {title}"),
            "correction": _("Godkend eller bestrid efterreguleringen af {period}"),
            "claim": _("Gør boden for {period} gældende, eller frafald den"),
            "claimed": _("Anerkend eller bestrid boden for {period}"),
            "alias": _("Svar på, hvad »{title}« i data betyder"),
            "terms": _("Godkend vilkårene fra {day}"),
            "delivery": _("Bekræft leverancen fra {day}, eller træk den tilbage"),
        }[self.obligation.what].format(**self._it)

    @property
    def link(self) -> str:
        """Path of the page where it is done."""
        page, refs = {
            "open": ("period", (self.obligation.ref,)),
            "returned": ("period", (self.obligation.ref,)),
            "submitted": ("period", (self.obligation.ref,)),
            "calendar": ("calendar", ()),
            "correction": ("corrections", ()),
            "claim": ("penalties", ()),
            "claimed": ("penalties", ()),
            "alias": ("aliases", ()),
            "terms": ("terms", ()),
            "delivery": ("delivery", (self.obligation.ref,)),
        }[self.obligation.what]
        return reverse(page, args=(self.contract.pk, *refs))

    @property
    def lead(self) -> str:
        """What must begin before, in words; empty for nothing."""
        if not self.obligation.notice_days:
            return ""
        one = self.obligation.notice_days == 1
        said = _("Varsel på 1 dag før {day}") if one else _("Varsel på {n} dage før {day}")
        return said.format(n=self.obligation.notice_days, day=shown_day(self.obligation.first))

    @property
    def source(self) -> str:
        """Whether the deadline binds, and where it stands; empty without one."""
        if self.obligation.deadline is None:
            return ""
        if not self.obligation.binding:
            return _("et ønske, ikke et krav")
        clause = self.obligation.clause
        return _("bindende, {clause}").format(clause=clause) if clause else _("bindende")

    @property
    def who(self) -> str:
        """The party's name; both parties' for what they owe together."""
        authority, supplier = self.contract.authority.name, self.contract.supplier.name
        both = _("{one} og {other}").format(one=authority, other=supplier)
        return {"authority": authority, "supplier": supplier, "both": both}[self.obligation.side]

    @property
    def lateness(self) -> str:
        """Who has not done what, since when, and whether it was binding, in a sentence or two."""
        assert self.obligation.deadline is not None
        lacking = {
            "open": _("indsendt driftsrapporten for {period}"),
            "returned": _("indsendt en rettet driftsrapport for {period}"),
            "submitted": _("svaret på driftsrapporten for {period}"),
            "calendar": _("meldt »{title}« udført"),
        }[self.obligation.what].format(**self._it)
        said = (
            _("{who} har ikke {lacking}. Fristen var {day} ({source}).")
            if self.obligation.binding
            else _("{who} har ikke {lacking}. Det var ønsket senest {day} ({source}).")
        )
        return said.format(
            who=self.who, lacking=lacking, day=shown_day(self.obligation.deadline), source=self.source
        )

    @property
    def overdue(self) -> str:
        """Which deadline has passed, where its contract and who must act are said beside it."""
        assert self.obligation.deadline is not None
        said = (
            _("{what}: fristen var {day} ({source})")
            if self.obligation.binding
            else _("{what}: ønsket senest {day} ({source})")
        )
        what = next(iter(self._it.values()))
        return said.format(what=capital(what), day=shown_day(self.obligation.deadline), source=self.source)

    @property
    def _it(self) -> dict[str, str]:
        owed = self.obligation
        if owed.what in ("open", "returned", "submitted", "correction", "claim", "claimed"):
            days = Period(owed.first, owed.last + timedelta(days=1), self.contract.zone)
            return {"period": period_name(days)}
        return {"title": owed.ref, "day": shown_day(owed.first)}


def in_words(found: Iterable[Obligation], contracts: Iterable[Contract] = ()) -> list[Task]:
    """Return what is owed in words, in its order.

    Args:
        contracts: Those that are read already, with their parties; the others are read in one query.
    """
    owed = list(found)
    known = {one.pk: one for one in contracts}
    lacking = {one.contract for one in owed} - set(known)
    if lacking:
        known |= Contract.objects.select_related("authority", "supplier").in_bulk(lacking)
    return [Task(known[one.contract], one) for one in owed]


def verdict(late: Sequence[Task]) -> str:
    """Return which binding deadlines have passed: who is late, since when; empty for none."""
    if not late:
        return ""
    oldest = min(late, key=lambda one: one.obligation.pressing)
    said = _("{contract}: {lateness}").format(contract=oldest.contract.title, lateness=oldest.lateness)
    if len(late) == 1:
        return said
    contracts = len({one.contract.pk for one in late})
    count = (
        _("{n} bindende frister er overskredet i 1 kontrakt.").format(n=len(late))
        if contracts == 1
        else _("{n} bindende frister er overskredet i {m} kontrakter.").format(n=len(late), m=contracts)
    )
    return f"{count} " + _("Den ældste: {lateness}").format(lateness=said)

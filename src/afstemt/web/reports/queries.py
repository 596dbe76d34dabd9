"""What stands in a period's report beside the figures: words, threads, secrets."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, OuterRef, Prefetch, Subquery

from afstemt.web.contracts.models import Contract
from afstemt.web.periods.models import ContractPeriod
from afstemt.web.reports.models import Comment, NoneStatement, Thread, Words


def standing_words(contract: Contract, code: str) -> list[Words]:
    """Return the newest saving of each section's words in the period, in one query."""
    newest = (
        Words.objects.filter(period=OuterRef("period"), section=OuterRef("section"))
        .values("section")
        .annotate(last=Max("number"))
        .values("last")
    )
    return list(
        Words.objects.filter(period__contract=contract, period__code=code, number=Subquery(newest))
        .select_related("written_by")
        .order_by("section")
    )


def none_stated(contract: Contract, until: date) -> list[NoneStatement]:
    """Return what stands of what the months were said to have none of, up to a period's last day, in one query.

    A level that is judged over a quarter needs the months before, too.
    """
    found = NoneStatement.objects.filter(
        period__contract=contract, period__first_day__lte=until, withdrawn_at__isnull=True
    )
    return list(found.select_related("period__contract", "stated_by").order_by("pk"))


@dataclass(frozen=True)
class Talk:
    """The threads about one thing, the unresolved first."""

    open: tuple[Thread, ...] = ()
    resolved: tuple[Thread, ...] = ()


def talks(period: ContractPeriod | None, side: str) -> dict[str, Talk]:
    """Return the threads that exist for the party, by what they are about, in two queries."""
    if period is None:
        return {}
    comments = Prefetch("comments", Comment.objects.select_related("written_by", "written_by__organisation"))
    found: dict[str, list[Thread]] = {}
    threads = Thread.objects.of_side(side).filter(period=period).select_related("resolved_by")
    for thread in threads.prefetch_related(comments):
        found.setdefault(thread.about, []).append(thread)
    return {
        about: Talk(
            tuple(one for one in threads if one.resolved_at is None),
            tuple(one for one in threads if one.resolved_at is not None),
        )
        for about, threads in found.items()
    }

"""What is done at intervals, by whichever worker comes first. A new round is one line in ``ROUNDS``."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.module_loading import import_string

from afstemt.web.work.models import NextRound


@dataclass(frozen=True)
class Round:
    """A task without arguments that is put in the queue at intervals.

    Attributes:
        task: Dotted path of the task, looked up when it is due.
        every: From one time to the next; a time that was missed is not made good.
    """

    name: str
    task: str
    every: timedelta


ROUNDS = (
    Round("tidy", "afstemt.web.work.tidying.tidy", timedelta(hours=1)),
    Round("tidy_uploads", "afstemt.web.evidence.receiving.tidy", timedelta(hours=1)),
    Round("forget_mail", "afstemt.web.mail.sending.forget", timedelta(days=1)),
    Round("tidy_changes", "afstemt.web.overview.rounds.tidy_changes", timedelta(days=1)),
    Round("open_periods", "afstemt.web.overview.rounds.open_new_periods", timedelta(hours=1)),
    Round("remind", "afstemt.web.overview.rounds.remind", timedelta(hours=1)),
)


def put_in_due(at: datetime, rounds: tuple[Round, ...] = ROUNDS) -> list[str]:
    """Put the rounds that are due in the queue, each by one worker alone; return their names."""
    known = dict(NextRound.objects.values_list("name", "due_at"))
    due = [one for one in rounds if one.name not in known or known[one.name] <= at]
    return [one.name for one in due if _put_in(one, at)]


@transaction.atomic
def _put_in(one: Round, at: datetime) -> bool:
    NextRound.objects.get_or_create(name=one.name, defaults={"due_at": at})
    mine = NextRound.objects.filter(name=one.name, due_at__lte=at).update(due_at=at + one.every)
    if mine:
        import_string(one.task).enqueue()
    return bool(mine)

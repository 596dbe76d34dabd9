"""Reminders: one mail a day at most to a person, with everything that is near its deadline or past it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from afstemt.core.units.formats import weekday_and_day
from afstemt.core.units.wording import _
from afstemt.web.mail.outbox import put_in
from afstemt.web.overview.obligations import Obligation
from afstemt.web.overview.task_texts import Task, in_words
from afstemt.web.overview.tasks import roles_of, tasks_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person

BEFORE = (3, 1, 0)
"""Days before a deadline on which it is recalled."""
AFTER_FIRST, AFTER_EVERY = 1, 7
"""After it: on the first day, and then each week."""


def remind_all(at: datetime) -> int:
    """Put in the day's reminders; return how many. Called twice in a day, the second time adds none."""
    today = timezone.localdate(at)
    people = Person.objects.filter(is_active=True, access__ended_at__isnull=True).distinct()
    return sum(_remind(person, today, at) for person in people)


def is_due(task: Obligation, today: date) -> bool:
    """Return whether the task is recalled today."""
    if task.deadline is None:
        return False
    left = (task.deadline - today).days
    return left in BEFORE or (left < 0 and (-left == AFTER_FIRST or -left % AFTER_EVERY == 0))


def _remind(person: Person, today: date, at: datetime) -> bool:
    with in_language_of(person):
        tasks = in_words(task for task in tasks_in(roles_of(person), today) if is_due(task, today))
        if not tasks:
            return False
        with transaction.atomic():
            mail = put_in(
                key=f"reminder-{person.pk}-{today.isoformat()}",
                to=person.email,
                person=person,
                subject=_subject(tasks),
                text="\n\n".join(_lines(task, today) for task in tasks) + "\n",
                at=at,
            )
    return mail is not None


def _subject(tasks: Sequence[Task]) -> str:
    if len(tasks) == 1:
        return tasks[0].text
    return _("{n} opgaver med frist i Afstemt").format(n=len(tasks))


def _lines(task: Task, today: date) -> str:
    assert task.deadline is not None
    when = weekday_and_day(task.deadline)
    if task.late(today):
        said = _("Fristen var {day} og er overskredet.")
    elif task.deadline < today:
        said = _("Det ønskede tidspunkt var {day}. Det er et ønske, ikke et krav.")
    elif task.binding:
        said = _("Senest {day}.")
    else:
        said = _("Ønsket senest {day}. Det er et ønske, ikke et krav.")
    link = settings.ENVIRONMENT.origin + task.link
    return f"{task.text}\n{task.contract.title}\n{said.format(day=when)}\n{link}"

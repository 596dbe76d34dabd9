"""What is done by itself: periods come into being, and people are reminded. A second time in a day changes nothing."""

from django.utils import timezone
from django_tasks import task

from afstemt.web.overview import changes
from afstemt.web.overview.reminders import remind_all
from afstemt.web.overview.upkeep import bring_all_up_to_date

FROM_HOUR = 7
"""Reminders wait for the morning."""


@task
def open_new_periods() -> int:
    """Make the rows of periods that are over; return how many are new."""
    return bring_all_up_to_date()


@task
def remind() -> int:
    """Put in the day's reminders; return how many."""
    now = timezone.localtime()
    return remind_all(now) if now.hour >= FROM_HOUR else 0


@task
def tidy_changes() -> int:
    """Keep one mark of a change for each contract; return how many are gone."""
    return changes.tidy()

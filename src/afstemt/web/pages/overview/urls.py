"""Addresses across contracts, and of a contract's calendar."""

from django.urls import path

from afstemt.web.pages.overview import calendar, overview

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("opgaver/", overview.tasks, name="tasks"),
    path("kontrakter/<int:contract_id>/kalender/", calendar.calendar, name="calendar"),
    path(
        "kontrakter/<int:contract_id>/kalender/<int:mark_id>/tag-tilbage/",
        calendar.unmark,
        name="unmark_done",
    ),
]

"""Figures for monitoring, in Prometheus' text format; nothing of any contract or person."""

import secrets
import shutil
from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from afstemt.web.mail.state import post
from afstemt.web.work.state import work

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip", "Via")
"""What a reverse proxy adds: a request with any of them comes from elsewhere, whatever address it comes by."""

Sample = tuple[str, str, float]


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer one on this machine, or with the token of the environment; to others there is nothing here."""
    if not (_from_here(request) or _has_token(request)):
        raise Http404
    lines = []
    for name, meaning, value in _samples(timezone.now()):
        lines += [
            f"# HELP afstemt_{name} {meaning}",
            f"# TYPE afstemt_{name} gauge",
            f"afstemt_{name} {value:.15g}",
        ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _from_here(request: HttpRequest) -> bool:
    try:
        here = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in FORWARDED)


def _has_token(request: HttpRequest) -> bool:
    token: str = settings.ENVIRONMENT.metrics_token
    given = request.headers.get("Authorization", "")
    return bool(token) and secrets.compare_digest(given.encode(), f"Bearer {token}".encode())


def _samples(at: datetime) -> list[Sample]:
    disk = shutil.disk_usage(settings.ENVIRONMENT.data)
    always = [
        ("disk_free_bytes", "Free bytes where the data folder is.", float(disk.free)),
        ("disk_size_bytes", "Size of the disk of the data folder.", float(disk.total)),
    ]
    try:
        return [("database_up", "Whether the database answers.", 1), *always, *_of_the_database(at)]
    except DatabaseError:
        return [("database_up", "Whether the database answers.", 0), *always]


def _of_the_database(at: datetime) -> list[Sample]:
    jobs, mails = work(at), post(at)
    found: list[Sample] = [
        ("jobs_waiting", "Jobs that could be run now.", jobs.waiting),
        ("jobs_oldest_waiting_seconds", "Age of the oldest of them.", jobs.oldest_s),
        ("jobs_postponed", "Jobs that wait for a time.", jobs.postponed),
        ("jobs_running", "Jobs in hand.", jobs.running),
        ("jobs_stuck", "Jobs whose worker has fallen silent.", jobs.stuck),
        ("jobs_given_up", "Jobs that failed every attempt.", jobs.given_up),
        ("workers", "Workers that live.", jobs.workers),
        ("mail_waiting", "Mails not sent yet.", mails.waiting),
        ("mail_failing", "Waiting mails that were tried in vain.", mails.failing),
        ("mail_oldest_waiting_seconds", "Age of the oldest waiting mail.", mails.oldest_s),
        ("mail_given_up", "Mails to addresses that are not there, last 7 days.", mails.given_up),
    ]
    if jobs.heartbeat_s is not None:
        found.append(("worker_heartbeat_age_seconds", "Since any worker was seen.", jobs.heartbeat_s))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FILTER (WHERE NOT l.granted), count(*) FROM pg_locks l"
                " JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database()"
            )
            waited_for, all_locks = cursor.fetchone()
        found += [
            ("database_locks", "Locks in this database.", all_locks),
            ("database_locks_waited_for", "Locks that someone waits for.", waited_for),
        ]
    return found

"""Mail against a real server: it waits while the server is down, and is sent once when it is up again."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from afstemt.web.mail.models import OutgoingMail
from afstemt.web.mail.outbox import put_in
from afstemt.web.mail.sending import KEPT, forgotten, send
from afstemt.web.work.retry import NotNow
from afstemt.web.work.worker import Worker

TO = "modtager@leverandor.example"
SERVER = """
import sys, time
from aiosmtpd.controller import Controller

class Keeps:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("ukendt@"):
            return f"550 5.1.1 no such person: {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(envelope.rcpt_tos, envelope.content.decode().replace("\\r\\n", "|"), flush=True)
        return "250 OK"

one = Controller(Keeps(), hostname="127.0.0.1", port=int(sys.argv[1]))
one.start()
print("up", flush=True)
time.sleep(600)
"""


@pytest.fixture
def port(settings) -> int:  # type: ignore[no-untyped-def]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    settings.MAIL_HANDED_OVER_BY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", number, 5
    return number


class Server:
    """A mail server in a process of its own, and what it was given."""

    def __init__(self, port: int, folder: Path) -> None:
        self.out = folder / "given"
        with self.out.open("w") as out:
            self.process = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], stdout=out)
        until = time.monotonic() + 30
        while "up" not in self.out.read_text():
            assert self.process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)

    def given(self) -> list[str]:
        return self.out.read_text().splitlines()[1:]


@contextmanager
def server(port: int, folder: Path) -> Iterator[Server]:
    one = Server(port, folder)
    try:
        yield one
    finally:
        one.process.terminate()
        one.process.wait(10)


def waiting(key: str = "påmindelse-1", to: str = TO) -> OutgoingMail:
    with transaction.atomic():
        mail = put_in(key=key, to=to, subject="Frist på fredag", text="Kære modtager", at=timezone.now())
    assert mail is not None
    return mail


def due() -> None:
    """Let the time of every wait pass."""
    OutgoingMail.objects.filter(sent_at__isnull=True).update(not_before=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


@pytest.mark.django_db
def test_mail_waits_for_a_server_that_is_down_and_is_sent_once(
    port: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mail, worker = waiting(), Worker()
    worker.enter()
    waits = []
    for _time in range(3):
        due()
        assert worker.run_one()
        mail.refresh_from_db()
        waits.append(round((mail.not_before - timezone.now()) / timedelta(minutes=1)))
        assert DBTaskResult.objects.get().run_after == mail.not_before
    assert (waits, mail.attempts, mail.sent_at) == ([1, 2, 4], 3, None)
    assert mail.last_error.startswith("ConnectionRefusedError")
    assert TO not in " ".join(str(vars(one)) for one in caplog.records)
    with server(port, tmp_path) as up:
        due()
        assert worker.run_one()
        due()
        assert not worker.run_one()
        assert send.call(mail.pk) is False
        (given,) = up.given()
    assert TO in given
    assert "Auto-Submitted: auto-generated" in given
    mail.refresh_from_db()
    assert mail.sent_at is not None
    assert (mail.attempts, mail.last_error) == (4, "")


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_given_up(port: int, tmp_path: Path) -> None:
    mail, worker = waiting(to="ukendt@leverandor.example"), Worker()
    worker.enter()
    with server(port, tmp_path) as up:
        assert worker.run_one()
        due()
        assert not worker.run_one()
        assert up.given() == []
    mail.refresh_from_db()
    assert mail.given_up_at is not None
    assert mail.last_error == "SMTPRecipientsRefused 550"


def _as_the_queue(mail: int) -> object:
    """Send, and try again where the database does not answer: SQLite in memory does not wait for a locked table."""
    for _again in range(200):
        try:
            return send.call(mail)
        except OperationalError:
            time.sleep(0.02)
    raise AssertionError("the database never answered")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one(port: int, tmp_path: Path) -> None:
    mail = waiting()
    answers: list[object] = []
    ready = threading.Barrier(2)

    def hand_over() -> None:
        ready.wait()
        try:
            answers.append(_as_the_queue(mail.pk))
        except NotNow as later:
            answers.append(later.until)
        finally:
            connection.close()

    with server(port, tmp_path) as up:
        both = [threading.Thread(target=hand_over) for _one in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert len(up.given()) == 1
    assert answers.count(True) == 1
    assert len(answers) == 2


@pytest.mark.django_db
def test_a_mail_that_goes_out_again_is_known_as_the_same(port: int, tmp_path: Path) -> None:
    """The process died between the server's yes and writing it down."""
    mail = waiting()
    with server(port, tmp_path) as up:
        send.call(mail.pk)
        OutgoingMail.objects.update(sent_at=None, not_before=timezone.now())
        send.call(mail.pk)
        first, second = up.given()
    assert first == second
    assert "Message-ID: <" in first


@pytest.mark.django_db
def test_a_server_without_tls_gets_nothing_when_tls_was_asked_for(  # type: ignore[no-untyped-def]
    port: int, tmp_path: Path, settings
) -> None:
    settings.EMAIL_USE_TLS = True
    mail = waiting()
    with server(port, tmp_path) as up:
        with pytest.raises(NotNow):
            send.call(mail.pk)
        assert up.given() == []
    mail.refresh_from_db()
    assert mail.last_error == "SMTPNotSupportedError"


@pytest.mark.django_db
def test_what_the_framework_sends_waits_too(settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "afstemt.web.mail.backend.Outbox"
    send_mail("Ny adgangskode", "Brug dette link", None, [TO])
    assert OutgoingMail.objects.get().text == "Brug dette link"
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_an_old_mails_text_is_forgotten_and_its_key_is_not() -> None:
    mail = waiting()
    OutgoingMail.objects.update(sent_at=timezone.now())
    assert forgotten(timezone.now() + KEPT) == 1
    assert forgotten(timezone.now() + KEPT) == 0
    mail.refresh_from_db()
    assert (mail.text, mail.subject) == ("", "")
    with transaction.atomic():
        assert put_in(key=mail.key, to=TO, subject="x", text="x", at=timezone.now()) is None

"""The environment: typed, and every fault said at once."""

from pathlib import Path

import pytest

from afstemt.web.site.environment import Misconfigured, read_environment

SOUND = {
    "AFSTEMT_DATA": "/srv/afstemt",
    "AFSTEMT_SECRET_KEY": "x" * 32,
    "AFSTEMT_ORIGIN": "https://afstemt.example.dk",
}


def test_a_sound_environment_is_read() -> None:
    found = read_environment(
        SOUND
        | {
            "AFSTEMT_DATABASE": "postgresql://navn:k%40de@db:5433/afstemt",
            "AFSTEMT_MAIL": "smtps://post:kode@mail.example",
            "AFSTEMT_MAIL_FROM": "afstemt@example.dk",
        }
    )
    assert (found.data, found.host, found.secure) == (Path("/srv/afstemt"), "afstemt.example.dk", True)
    assert (found.database.user, found.database.password, found.database.port) == ("navn", "k@de", 5433)
    assert (found.mail.port, found.mail.scheme, found.sender) == (465, "smtps", "afstemt@example.dk")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://post.example", (25, "smtp")),
        ("smtp+starttls://post.example", (587, "smtp+starttls")),
        ("smtp+starttls://post.example:25", (25, "smtp+starttls")),
        ("smtps://post.example", (465, "smtps")),
    ],
)
def test_mail_is_handed_over_with_tls_or_without(address: str, expected: tuple[int, str]) -> None:
    found = read_environment(SOUND | {"AFSTEMT_MAIL": address}).mail
    assert (found.port, found.scheme) == expected


def test_without_a_database_it_is_a_file_beside_the_data() -> None:
    assert read_environment(SOUND).database.name == "/srv/afstemt/afstemt.sqlite3"


@pytest.mark.parametrize(
    "address", ["postgresql:///navn", "postgresql://db", "postgresql://db:99999/navn", "db"]
)
def test_a_database_without_host_or_name_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="AFSTEMT_DATABASE"):
        read_environment(SOUND | {"AFSTEMT_DATABASE": address})


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(Misconfigured) as refused:
        read_environment(
            {
                "AFSTEMT_ORIGIN": "afstemt.example.dk",
                "AFSTEMT_DATABASE": "mysql://x",
                "AFSTEMT_MAIL": "mail.example:99999",
                "AFSTEMT_OPENID_ISSUER": "https://id.example",
                "AFSTEMT_METRICS_TOKEN": "kort",
            }
        )
    said = " ".join(refused.value.faults)
    for name in ("SECRET_KEY", "ORIGIN", "DATABASE", "MAIL", "OPENID_CLIENT", "METRICS_TOKEN"):
        assert f"AFSTEMT_{name}" in said
    assert len(refused.value.faults) == 6


@pytest.mark.parametrize(
    "origin", ["http://afstemt.example.dk", "https://afstemt.example.dk/sti", "ftp://x", ""]
)
def test_people_reach_it_by_tls_alone(origin: str) -> None:
    with pytest.raises(Misconfigured, match="AFSTEMT_ORIGIN"):
        read_environment(SOUND | {"AFSTEMT_ORIGIN": origin})


def test_a_trial_needs_nothing() -> None:
    found = read_environment({"AFSTEMT_DEMO": "1"})
    assert (found.origin, found.secure) == ("http://localhost:8000", False)

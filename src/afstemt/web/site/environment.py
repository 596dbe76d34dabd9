"""What the installation is told from outside: typed, and every fault said at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from afstemt.core.units.wording import _

SHORTEST_KEY = 32
"""Characters of a secret key; what signs sessions must not be guessed."""
DATABASE_PORTS = {"postgres": 5432, "postgresql": 5432}
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""How each may be spoken to, and the port where it is not said."""
SHORTEST_TOKEN = 16
"""Characters of the token that opens the figures for monitoring."""


class Misconfigured(Exception):  # noqa: N818 - a refusal with its reasons, not an error of the program
    """The environment cannot be used; ``faults`` says all of why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, or where mail is handed over; without ``host`` it is files beside the data.

    Attributes:
        scheme: How it is spoken to; ``smtps`` by TLS from the first byte, ``smtp+starttls`` by TLS from the server's
            greeting on, refused when the server has none.
        name: Of the database, or of SQLite's file.
    """

    scheme: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class OpenId:
    """A provider of sign-in by OpenID Connect; ``issuer`` empty for none."""

    issuer: str = ""
    client: str = ""
    secret: str = ""
    name: str = ""

    @property
    def origin(self) -> str:
        """Scheme, host and port of the issuer: what a content security policy can name."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Environment:
    """How this installation runs.

    Attributes:
        data: Folder of everything that is kept outside the database (and SQLite's file).
        secret_key: Signs sessions and links.
        origin: Address that people use, scheme and host, without a path.
        database: Where rows are kept.
        mail: How mail is sent.
        sender: Whom it is from.
        openid: Sign-in by another provider.
        demo: A trial on one's own machine: plain HTTP, synthetic people.
        demo_contracts: How many synthetic contracts a trial has.
        metrics_token: Opens the figures for monitoring to other machines; empty for this machine alone.
    """

    data: Path
    secret_key: str
    origin: str
    database: Address
    mail: Address
    sender: str
    openid: OpenId
    demo: bool
    demo_contracts: int
    metrics_token: str = ""

    @property
    def host(self) -> str:
        """The host of the origin."""
        return urlsplit(self.origin).hostname or ""

    @property
    def secure(self) -> bool:
        """Whether people reach the installation by TLS."""
        return self.origin.startswith("https://")


def read_environment(given: Mapping[str, str] | None = None) -> Environment:
    """Return the environment from variables ``AFSTEMT_…``.

    Raises:
        Misconfigured: With every fault, in the words of one who can mend it.
    """
    values = os.environ if given is None else given
    faults: list[str] = []

    def said(name: str) -> str:
        return values.get(f"AFSTEMT_{name}", "").strip()

    demo = said("DEMO") in ("1", "true", "5")
    data = Path(said("DATA") or "data").absolute()
    key = said("SECRET_KEY")
    if demo and not key:
        key = "a trial on one's own machine; nothing here is secret"
    if len(key) < SHORTEST_KEY:
        faults.append(
            _("AFSTEMT_SECRET_KEY mangler eller er for kort: der ventes mindst {n} tilfældige tegn.").format(
                n=SHORTEST_KEY
            )
        )
    origin = said("ORIGIN") or ("http://localhost:8000" if demo else "")
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        faults.append(
            _("AFSTEMT_ORIGIN er ”{value}”: der ventes en adresse som https://afstemt.example.dk.").format(
                value=origin
            )
        )
    elif parts.scheme == "http" and not demo:
        faults.append(
            _("AFSTEMT_ORIGIN er uden TLS ({value}): brug https, eller AFSTEMT_DEMO=1 til en prøve.").format(
                value=origin
            )
        )
    database = Address(name=str(data / "afstemt.sqlite3"))
    if said("DATABASE"):
        database = _address(said("DATABASE"), DATABASE_PORTS)
        if not database.host or not database.name:
            faults.append(_("AFSTEMT_DATABASE skal være som postgresql://bruger:kode@vært:5432/navn."))
    mail = _address(said("MAIL"), MAIL_PORTS)
    if said("MAIL") and not mail.host:
        faults.append(
            _(
                "AFSTEMT_MAIL skal være som smtp://bruger:kode@vært:25, smtp+starttls://vært:587 eller smtps://vært:465."
            )
        )
    openid = OpenId(
        said("OPENID_ISSUER"), said("OPENID_CLIENT"), said("OPENID_SECRET"), said("OPENID_NAME") or "OpenID"
    )
    if openid.issuer and not (openid.client and openid.secret):
        faults.append(
            _("AFSTEMT_OPENID_ISSUER er sat, men AFSTEMT_OPENID_CLIENT eller AFSTEMT_OPENID_SECRET mangler.")
        )
    token = said("METRICS_TOKEN")
    if token and len(token) < SHORTEST_TOKEN:
        faults.append(
            _("AFSTEMT_METRICS_TOKEN er for kort: der ventes mindst {n} tilfældige tegn.").format(
                n=SHORTEST_TOKEN
            )
        )
    if faults:
        raise Misconfigured(tuple(faults))
    return Environment(
        data=data,
        secret_key=key,
        origin=origin.rstrip("/"),
        database=database,
        mail=mail,
        sender=said("MAIL_FROM") or "afstemt@localhost",
        openid=openid,
        demo=demo,
        demo_contracts=5 if said("DEMO") == "5" else 1,
        metrics_token=token,
    )


def _address(given: str, ports: Mapping[str, int]) -> Address:
    """Return the address with its scheme's own port where it says none; an empty one where it cannot be used."""
    parts = urlsplit(given)
    try:
        port = parts.port or ports[parts.scheme]
    except (KeyError, ValueError):
        return Address()
    said = {"user": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    return Address(parts.scheme, parts.hostname or "", port, name=parts.path.strip("/"), **said)

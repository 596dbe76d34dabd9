"""From the first administrator's link to two-step sign-in and a provider's sign-in, in a real browser.

The provider is a process of its own (``oidc-provider-mock``). axe looks at every page at both widths, in both
languages; the console must be silent, so that nothing breaks the content security policy.
"""

import base64
import hashlib
import hmac
import json
import signal
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from servers import STARTING_S, asked, free_port
from servers import installation as own_installation
from test_browser import looked_at

from afstemt.web.site import demo

PASSWORD = "en syntetisk sætning til prøven"
OPENID = "Eksempel-ID"
KNOWN, UNKNOWN = "anna@prove.example", "fremmed@prove.example"
FINANCE = "okonomi@myndighed.example"


@contextmanager
def running(command: list[str], environment: dict[str, str], answers_at: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 2 * STARTING_S
        while True:
            try:
                urllib.request.urlopen(answers_at).close()
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, command
                assert time.monotonic() < until, f"{answers_at} did not answer in time"
                time.sleep(0.2)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@dataclass
class Installation:
    """A server of its own with a provider beside it, and the link that ``afstemt setup`` printed."""

    address: str
    provider: str
    link: str
    environment: dict[str, str]

    def last_link(self, to: str) -> str:
        """Return the link of the last mail that waits for an address."""
        text = asked(
            self.environment,
            "from afstemt.web.mail.models import OutgoingMail\n"
            f"answer = OutgoingMail.objects.filter(to={to!r}).latest('pk').text",
        )
        return next(word for word in text.split() if word.startswith("http"))


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    data = tmp_path_factory.mktemp("data")
    port, provider_port = free_port(), free_port()
    address, provider = f"http://localhost:{port}", f"http://127.0.0.1:{provider_port}"
    environment = own_installation(
        data,
        AFSTEMT_ORIGIN=address,
        AFSTEMT_OPENID_ISSUER=f"{provider}/",
        AFSTEMT_OPENID_CLIENT="afstemt",
        AFSTEMT_OPENID_SECRET="hemmelig",
        AFSTEMT_OPENID_NAME=OPENID,
    )
    afstemt = [sys.executable, "-c", "from afstemt.cli.main import program; program()"]
    first = ["--name", "Ada Admin", "--mail", "ada@prove.example"]
    first += ["--organisation", "Prøvestyrelsen", "--cvr", "33333333"]
    said = subprocess.run(
        [*afstemt, "setup", *first],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    link = next(line for line in said.stdout.splitlines() if line.startswith(address))
    claims = [json.dumps({"sub": one, "email": one, "email_verified": True}) for one in (KNOWN, UNKNOWN)]
    mock = [sys.executable, "-m", "oidc_provider_mock", "-p", str(provider_port)]
    users = [word for one in claims for word in ("--user-claims", one)]
    with (
        running([*mock, *users], environment, f"{provider}/.well-known/openid-configuration"),
        running([*afstemt, "serve", "--port", str(port)], environment, f"{address}/klar/"),
    ):
        yield Installation(address, provider, link, environment)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as engine:
        started = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Browser, installation: Installation, said: list[str]) -> Page:
    """Return a page whose console is listened to, as far as it is our own or about what may be loaded."""
    page = browser.new_context(locale="da-DK").new_page()
    page.set_default_timeout(120_000)

    def hear(text: str, where: str) -> None:
        if where.startswith(installation.address) or "Content Security Policy" in text:
            said.append(f"{where}: {text}")

    page.on("console", lambda one: hear(one.text, one.location["url"]))
    page.on("pageerror", lambda error: said.append(str(error)))
    return page


def seen(page: Page) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        looked_at(page)


def code(secret: str) -> str:
    """Return the six digits of RFC 6238 for a secret now, with ten seconds left to use them."""
    while time.time() % 30 > 20:
        time.sleep(1)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(page: Page, installation: Installation, email: str, password: str = PASSWORD) -> None:
    page.goto(f"{installation.address}/konto/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click("main form button >> nth=0")


def sign_out(page: Page) -> None:
    page.click("header form button")
    page.wait_for_url("**/konto/login/**")


def in_language(page: Page, installation: Installation, language: str) -> None:
    page.goto(f"{installation.address}/profil/")
    page.select_option("#id_language", language)
    page.click("main form button")
    assert page.get_attribute("html", "lang") == language


def test_the_first_administrator_sets_two_step_sign_in_up_and_signs_in_by_it(
    installation: Installation, browser: Browser
) -> None:
    said: list[str] = []
    page = opened(browser, installation, said)
    page.goto(f"{installation.address}/konto/login/")
    seen(page)
    page.goto(installation.link)
    seen(page)
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{installation.address}/")
    for where in ("installation/", "profil/", "konto/2fa/", "konto/password/change/"):
        page.goto(f"{installation.address}/{where}")
        seen(page)

    page.goto(f"{installation.address}/konto/2fa/totp/activate/")
    seen(page)  # asks for the password first
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_selector("#totp-secret")
    seen(page)
    assert page.evaluate("document.querySelector('.afstemt-qr').naturalWidth") > 0
    page.fill("#id_code", "000000")
    page.click("main form button")
    assert "Koden er forkert" in page.inner_text("main")
    seen(page)
    secret = page.inner_text("#totp-secret")
    page.fill("#id_code", code(secret))
    page.click("main form button")
    page.wait_for_selector("#recovery-codes")
    seen(page)
    recovery = page.inner_text("#recovery-codes").split()
    assert len(recovery) == 10
    page.goto(f"{installation.address}/konto/2fa/")
    assert "slået til" in page.inner_text("main")
    seen(page)
    sign_out(page)

    sign_in(page, installation, "ada@prove.example")
    page.wait_for_selector("#id_code")
    seen(page)
    page.fill("#id_code", recovery[0])
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{installation.address}/")
    sign_out(page)
    sign_in(page, installation, "ada@prove.example")
    page.fill("#id_code", recovery[0])
    page.click("main form button >> nth=0")
    assert "Koden er forkert" in page.inner_text("main"), "a recovery code works once"
    page.fill("#id_code", code(secret))
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{installation.address}/")

    in_language(page, installation, "en")
    for where in ("profil/", "installation/", "konto/2fa/", "konto/2fa/reauthenticate/"):
        page.goto(f"{installation.address}/{where}")
        seen(page)
    page.goto(f"{installation.address}/konto/2fa/recovery-codes/generate/")
    seen(page)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/generate/")
    seen(page)
    page.click("main form button")
    page.wait_for_selector("#recovery-codes")
    seen(page)
    assert recovery[1] not in page.inner_text("#recovery-codes")
    page.goto(f"{installation.address}/konto/2fa/totp/deactivate/")
    seen(page)
    in_language(page, installation, "da")
    page.goto(f"{installation.address}/konto/2fa/totp/deactivate/")
    page.click("main form button")
    assert "er ikke slået til" in page.inner_text("main")

    page.goto(f"{installation.address}/installation/")
    page.fill("#id_name", "Prøveleverandøren")
    page.select_option("#id_kind", "supplier")
    page.fill("#id_cvr", "44444444")
    page.click("main form button")
    page.click("main table >> text=Prøveleverandøren")
    page.fill("#email", "foerste@prove.example")
    page.click("main form button >> nth=-1")
    assert "foerste@prove.example" in page.inner_text("main")
    seen(page)
    page.context.close()
    assert said == []


def by_provider(page: Page, installation: Installation, who: str) -> None:
    page.goto(f"{installation.address}/konto/login/")
    page.click(f"text=Log ind med {OPENID}")
    page.wait_for_url(f"{installation.provider}/**")
    page.click(f"button:has-text('{who}')")
    page.wait_for_url(f"{installation.address}/**")


def test_an_invited_person_signs_in_by_a_provider_and_a_stranger_does_not(
    installation: Installation, browser: Browser
) -> None:
    said: list[str] = []
    page = opened(browser, installation, said)
    sign_in(page, installation, "kontrakt@leverandor.example", demo.PASSWORD)
    page.wait_for_url(f"{installation.address}/")
    page.click("main table a")
    page.click("main nav >> text=Parter og adgang")
    page.fill("#email", KNOWN)
    page.select_option("#role", "contributor")
    page.click("main button:text-is('Inviter')")
    sign_out(page)
    page.goto(installation.last_link(KNOWN))
    assert "som Bidragyder for" in page.inner_text(".afstemt-verdict")
    seen(page)
    page.fill("#id_name", "Anna Prøve")
    page.click(f"text=Tag imod, og log ind med {OPENID}")
    page.wait_for_url("**/konto/login/**")
    by_provider(page, installation, KNOWN)
    assert "Anna Prøve" in page.inner_text("header")
    assert page.locator("main table th a").count() == 1
    page.goto(f"{installation.address}/profil/")
    with page.expect_navigation():
        page.click("text=Vælg en adgangskode")
    seen(page)
    sign_out(page)

    by_provider(page, installation, UNKNOWN)
    assert "Du er ikke inviteret" in page.inner_text("main")
    seen(page)
    page.goto(f"{installation.address}/profil/")
    page.wait_for_url("**/konto/login/**")
    known = asked(
        installation.environment,
        "from afstemt.web.parties.models import Person\n"
        f"answer = Person.objects.filter(email={UNKNOWN!r}).count()",
    )
    assert known == 0
    page.context.close()
    assert said == []


def test_a_new_password_and_a_used_link_in_the_browser(installation: Installation, browser: Browser) -> None:
    said: list[str] = []
    page = opened(browser, installation, said)
    page.goto(f"{installation.address}/konto/password/reset/")
    seen(page)
    page.fill("#id_email", FINANCE)
    with page.expect_navigation():
        page.click("main form button")
    seen(page)
    page.goto(installation.last_link(FINANCE))
    seen(page)
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    with page.expect_navigation():
        page.click("main form button")
    seen(page)
    sign_in(page, installation, FINANCE)
    page.wait_for_url(f"{installation.address}/")
    page.context.close()
    assert said == []


def test_the_people_of_a_contract_in_the_browser(installation: Installation, browser: Browser) -> None:
    said: list[str] = []
    page = opened(browser, installation, said)
    sign_in(page, installation, "kontrakt@myndighed.example", demo.PASSWORD)
    page.wait_for_url(f"{installation.address}/")
    page.click("main table a")
    page.click("main nav >> text=Parter og adgang")
    assert "Med adgang: 2 hos" in page.inner_text(".afstemt-verdict")
    seen(page)
    page.fill("#to_day", page.input_value("#from_day"))
    page.click("text=Udpeg stedfortræder")
    assert "er din stedfortræder i perioden" in page.inner_text("main")
    page.fill("#email", "gaest@prove.example")
    page.select_option("#role", "guest")
    page.click("main button:text-is('Inviter')")
    assert "Invitationer, der venter: 1." in page.inner_text(".afstemt-verdict")
    for summary in page.locator("details summary").all():
        summary.click()
    seen(page)
    people = page.url
    with page.expect_navigation():
        page.click("text=Overdrag opgaver og rolle fra Økonomi")
    seen(page)
    page.goto(people)
    page.click("main >> text=Beslutninger")
    assert "er stedfortræder fra" in page.inner_text("main")
    seen(page)
    in_language(page, installation, "en")
    for where in (people, people.replace("/parter/", "/beslutninger/")):
        page.goto(where)
        seen(page)
    in_language(page, installation, "da")
    page.context.close()
    assert said == []


def test_the_policy_names_the_providers_origin_alone(installation: Installation) -> None:
    with urllib.request.urlopen(f"{installation.address}/konto/login/") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert f"form-action 'self' {installation.provider};" in f"{policy};"

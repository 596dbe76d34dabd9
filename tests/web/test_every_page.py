"""Every page of the URL table in a real browser, in both languages, at both widths, as the person it is for.

axe finds nothing, the console is silent (so nothing breaks the content security policy), no page is wider than a
telephone, and no Danish of the program's own is left on an English page. An address without a place here fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe import broken
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from every_state import APPROVED, OPEN, RETURNED, SUBMITTED
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from servers import Served, asked, serving
from test_access_matrix import LINES

from afstemt.files.catalogues import catalogue

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LONG = 25
"""Characters from which a text of the catalogue is looked for inside others; shorter ones must be the whole."""

IN_ITS_OWN_WORDS = ("version", "edit_draft", "edit_document", "delivery")
"""Pages full of what the contract says, or of what was wrong with a file when it was read: not translated."""

NO_PAGES = {
    "archive": "a download; before approval a redirect to the period",
    "download": "a download",
    "delivery_problems": "a download",
    "contract_profile_file": "a download",
    "empty_table": "a download",
    "supplier_report": "a download",
    "alive": "a word for a machine",
    "ready": "a word for a machine",
    "metrics": "figures for a machine",
    "mfa_totp_qr": "a picture, seen on the page mfa_activate_totp",
    "mfa_download_recovery_codes": "a download",
    "openid_connect_login": "asks the provider; test_sign_in_browser walks it",
    "openid_connect_callback": "where the provider sends one back; test_sign_in_browser walks it",
    **dict.fromkeys(
        (
            *("account_signup", "account_email", "account_email_verification_sent", "account_confirm_email"),
            *("account_confirm_login_code", "socialaccount_signup", "socialaccount_connections"),
        ),
        "the page that is not there, seen at contract",
    ),
    **{name: "takes a form alone" for name, methods in LINES.items() if "GET" not in methods},
}


@dataclass(frozen=True)
class Place:
    """A page as one person comes to it.

    Attributes:
        name: In the URL table.
        who: As ``every_state`` calls them; empty for signed out.
        args: Of the address; words are keys of what was seeded, ``=`` before one that is the argument itself.
        query: After the address.
        status: That the page is answered with.
        form: Sent by POST from the page; what answers is what is looked at. ``$`` before a word: what was seeded.
        origin: Name of the address that the form goes to, when it is another.
    """

    name: str
    who: str = "authority_manager"
    args: tuple[str, ...] = ()
    query: str = ""
    status: int = 200
    form: dict[str, str] = field(default_factory=dict)
    origin: str = ""

    def address(self, seeds: dict[str, Any]) -> str:
        """Return the path of the page."""
        if self.name == "account_reset_password_from_key" and not self.args:
            return str(seeds["reset"])
        name = f"api:{self.name}" if self.name == "api-root" else self.name
        return reverse(name, args=self.given(seeds)) + self.query

    def given(self, seeds: dict[str, Any]) -> list[Any]:
        """Return the address's arguments."""
        return [one[1:] if one.startswith("=") else seeds[one] for one in self.args]


AUTHORITY, SUPPLIER = "authority_manager", "supplier_manager"
CONTRACT = ("contract",)


def month(code: str) -> tuple[str, ...]:
    return ("contract", f"={code}")


PLACES = (
    Place("account_login", ""),
    Place("account_login", "", form={"login": "ingen@her.example", "password": "forkert"}),
    Place(
        "mfa_authenticate", "", form={"login": "to-trin@prove.example", "password": "en lang syntetisk kode"}
    ),
    Place("account_reset_password", ""),
    Place("account_reset_password_done", ""),
    Place("account_reset_password_from_key", ""),
    Place("account_reset_password_from_key", "", ("=1", "=brugt")),
    Place("account_reset_password_from_key_done", ""),
    Place("account_inactive", ""),
    Place("socialaccount_login_cancelled", ""),
    Place("socialaccount_login_error", "", status=401),
    Place("invitation", "", ("=aaben",)),
    Place("invitation", "", ("=aaben",), status=422, form={"name": "", "password": "kort", "again": "andet"}),
    Place("invitation", "", ("=kendt",)),
    Place("invitation", "", ("=udloebet",), status=410),
    Place("invitation", "", ("=trukket",), status=410),
    Place("invitation", "nobody", ("=aaben",), status=422),
    Place("api-root", ""),
    Place("overview", "nobody"),
    Place("tasks", "nobody"),
    Place("contract", "nobody", CONTRACT, status=404),
    Place("account_logout", "nobody"),
    Place("account_set_password", "without_password"),
    Place("profile", "without_password"),
    Place("mfa_index", "two_steps"),
    Place("mfa_reauthenticate", "two_steps"),
    Place("mfa_view_recovery_codes", "two_steps"),
    Place("mfa_generate_recovery_codes", "two_steps"),
    Place("mfa_deactivate_totp", "two_steps"),
    Place("mfa_activate_totp", "administrator"),
    Place("mfa_index", "administrator"),
    Place("installation", "administrator"),
    Place("organisation", "administrator", ("organisation",)),
    Place("overview", AUTHORITY),
    Place("overview", AUTHORITY, query="?soeg=findes-ikke"),
    Place("tasks", AUTHORITY),
    Place("profile", AUTHORITY),
    Place("account_change_password", AUTHORITY),
    Place(
        "account_change_password", AUTHORITY, form={"oldpassword": "x", "password1": "y", "password2": "z"}
    ),
    Place("account_reauthenticate", AUTHORITY),
    Place("create_contract", AUTHORITY),
    Place("create_contract", AUTHORITY, status=422, form={"how": "scratch", "other_party": "1"}),
    Place("contract", AUTHORITY, CONTRACT),
    Place("contract", AUTHORITY, ("new",)),
    Place("contract", "guest", CONTRACT),
    Place("terms", AUTHORITY, CONTRACT),
    Place("terms", "auditor", CONTRACT),
    Place("terms", AUTHORITY, ("new",)),
    Place("version", AUTHORITY, ("contract", "approved_version")),
    Place("version", AUTHORITY, ("contract", "draft")),
    Place("version", AUTHORITY, ("new", "new_version")),
    Place("edit_draft", AUTHORITY, ("contract", "draft", "=parter")),
    Place("edit_draft", AUTHORITY, ("contract", "draft", "=servicemaal"), query="?nr=0"),
    Place("edit_document", AUTHORITY, ("new", "new_version")),
    Place(
        "edit_document",
        AUTHORITY,
        ("new", "new_version"),
        status=422,
        form={"document": "x = [", "edited": "$new_text"},
    ),
    Place(
        "edit_document",
        AUTHORITY,
        ("new", "new_version"),
        status=409,
        form={"document": "title = 'En anden'", "edited": "0" * 64},
    ),
    Place("people", AUTHORITY, CONTRACT),
    Place("people", "auditor", CONTRACT),
    Place("people", SUPPLIER, CONTRACT),
    Place("people", AUTHORITY, ("new",)),
    Place("hand_over", AUTHORITY, ("contract", "access")),
    Place("decisions", AUTHORITY, CONTRACT),
    Place("deliveries", SUPPLIER, CONTRACT),
    Place("deliveries", "auditor", CONTRACT),
    Place("deliveries", AUTHORITY, ("new",)),
    Place("deliveries", SUPPLIER, CONTRACT, status=422, form={"profile": ""}),
    Place("delivery", SUPPLIER, ("contract", "waiting")),
    Place("delivery", SUPPLIER, ("contract", "lacking")),
    Place("delivery", AUTHORITY, ("contract", "lacking")),
    Place("delivery", SUPPLIER, ("contract", "confirmed")),
    Place("delivery", SUPPLIER, ("contract", "withdrawn")),
    Place("delivery", SUPPLIER, ("contract", "keyed")),
    Place("upload", SUPPLIER, ("contract", "refused_upload")),
    Place("upload", SUPPLIER, ("contract", "unknown_upload")),
    Place("upload", AUTHORITY, ("contract", "unknown_upload")),
    Place("map_columns", SUPPLIER, ("contract", "unknown_upload")),
    Place("map_columns", SUPPLIER, ("contract", "unknown_upload"), query="?tabel=changes"),
    Place(
        *("map_columns", SUPPLIER, ("contract", "unknown_upload")),
        status=422,
        form={"fil": "export.csv", "tabel": "incidents", "kolonne-responsible": "By X", "alene": "x"},
    ),
    Place("contract_profiles", SUPPLIER, CONTRACT),
    Place("contract_profiles", SUPPLIER, CONTRACT, status=422, form={"text": "x"}),
    Place("contract_profiles", AUTHORITY, CONTRACT),
    Place("contract_profiles", AUTHORITY, ("new",)),
    Place("empty_tables", AUTHORITY, CONTRACT),
    Place("period_data", SUPPLIER, month(RETURNED)),
    Place("period_data", AUTHORITY, ("new", f"={RETURNED}")),
    Place("period_data", SUPPLIER, month(OPEN)),
    Place("aliases", SUPPLIER, CONTRACT),
    Place("aliases", AUTHORITY, CONTRACT),
    Place("aliases", AUTHORITY, ("new",)),
    Place("access_keys", SUPPLIER, CONTRACT),
    Place("levels", AUTHORITY, CONTRACT),
    Place("levels", AUTHORITY, ("new",)),
    Place("penalties", AUTHORITY, CONTRACT),
    Place("penalties", SUPPLIER, CONTRACT),
    Place("penalties", AUTHORITY, ("new",)),
    Place("calendar", AUTHORITY, CONTRACT),
    Place("calendar", SUPPLIER, CONTRACT),
    Place("calendar", AUTHORITY, ("new",)),
    Place("corrections", AUTHORITY, CONTRACT),
    Place("corrections", SUPPLIER, CONTRACT, query=f"?periode={APPROVED}"),
    Place("corrections", "auditor", CONTRACT),
    Place("corrections", AUTHORITY, ("new",)),
    Place(
        "corrections",
        SUPPLIER,
        CONTRACT,
        status=422,
        form={
            "code": APPROVED,
            "what": "bonus",
            "direction": "raised",
            "amount": "-5",
            "reason": "Tre sager",
        },
    ),
    *(
        Place("period", who, month(code))
        for who in (AUTHORITY, SUPPLIER)
        for code in (RETURNED, APPROVED, OPEN)
    ),
    Place("period", AUTHORITY, month(SUBMITTED)),
    Place("period", "guest", month(SUBMITTED)),
    Place("report", AUTHORITY, month(RETURNED)),
    Place("report", "guest", month(APPROVED)),
    Place("report_write", SUPPLIER, month(RETURNED)),
    Place("report_write", SUPPLIER, month(APPROVED)),
    Place(
        "report_write",
        SUPPLIER,
        month(RETURNED),
        status=409,
        form={"section": "incidents", "base": "1", "text": "Mit"},
    ),
    Place("figure", AUTHORITY, (*month(RETURNED), "level")),
)
POSTED = (
    Place("period", SUPPLIER, month(SUBMITTED), form={"number": "1"}, origin="submit"),
    Place("key_figures", SUPPLIER, month(RETURNED), status=422, form={"value-0": "x", "reason": "y"}),
)
"""Answers to forms that have no page of their own at their address."""

FACTS = """(danish) => {
  const wrong = [];
  const spoken = (element) => element.closest("[lang]").lang;
  const whole = new Set(danish);
  const say = (text, element) => {
    const said = text.trim().replace(/\\s+/g, " ");
    if (said && whole.has(said) && spoken(element) === "en") wrong.push(said);
  };
  if (danish.length) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) say(walker.currentNode.data, walker.currentNode.parentElement);
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-said", "data-reading"])
      for (const one of document.querySelectorAll(`[${name}]`)) say(one.getAttribute(name), one);
  }
  const parts = document.body.cloneNode(true);
  for (const one of parts.querySelectorAll("[lang=da], textarea, script")) one.remove();
  return {
    lang: document.documentElement.lang, heads: document.querySelectorAll("h1").length, wrong,
    title: document.title, text: parts.textContent.replace(/\\s+/g, " "),
    width: document.scrollingElement.scrollWidth,
  };
}"""
SEND = """([where, values, multipart]) => {
  const form = document.createElement("form");
  form.method = "post"; form.action = where;
  if (multipart) form.enctype = "multipart/form-data";
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  for (const [name, value] of [["csrfmiddlewaretoken", token ? token.value : ""], ...Object.entries(values)]) {
    const input = document.createElement("input");
    input.type = "hidden"; input.name = name; input.value = value; form.append(input);
  }
  document.body.append(form); form.submit();
}"""


def names(patterns: list[URLPattern | URLResolver] | None = None, api: bool = False) -> Iterator[str]:
    """Yield every name of the URL table; of the HTTP interface its page alone, for its calls answer machines."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, api or pattern.namespace == "api")
        elif not api or pattern.name == "api-root":
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_every_address_has_its_place_or_is_no_page() -> None:
    seen = {place.name for place in PLACES}
    assert seen & set(NO_PAGES) == set()
    assert sorted(set(names())) == sorted(seen | set(NO_PAGES))


@dataclass
class Walk:
    """What goes through the pages in one language, and what it finds."""

    served: Served
    seeds: dict[str, Any]
    browser: Browser
    language: str
    danish: list[str]
    said: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def opened(self, who: str) -> Page:
        context: BrowserContext = self.browser.new_context(
            viewport=WIDE, locale="da-DK" if self.language == "da" else "en-GB", reduced_motion="reduce"
        )
        if who:
            key = self.seeds["sessions"][who]
            context.add_cookies([{"name": "sessionid", "value": key, "url": self.served.address}])
        page = context.new_page()
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def look(self, page: Page, where: str, status: int, expected: int, own: bool = False) -> None:
        """Hold the page that is open against everything, at both widths."""
        wrong = [] if status == expected else [f"answers {status}, not {expected}"]
        expected_noise = f"status of {status}"
        wrong += [one for one in self.said if not (status >= 400 and expected_noise in one)]
        self.said.clear()
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            facts = page.evaluate(FACTS, self.danish if size is WIDE else [])
            if facts["width"] > size["width"]:
                wrong.append(f"is {facts['width']} wide at {size['width']}")
            wrong += [f"{size['width']}: {one}" for one in broken(page)]
            if size is WIDE and not own:
                wrong += [f"Danish: {one}" for one in facts["wrong"]]
                wrong += [
                    f"Danish: {one}" for one in self.danish if len(one) >= LONG and one in facts["text"]
                ]
            if size is WIDE:
                if facts["lang"] != self.language:
                    wrong.append(f"is said to be in {facts['lang']}")
                if facts["heads"] != 1:
                    wrong.append(f"has {facts['heads']} first headings")
                if facts["title"].startswith(("Afstemt ·", "·")):
                    wrong.append("has no title of its own")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.found += [f"{self.language} {where}: {one}" for one in wrong]

    def go(self, page: Page, place: Place) -> None:
        """Come to a place and look at it."""
        where = place.address(self.seeds)
        start = target = where
        if place.name == "mfa_authenticate":
            start = target = reverse("account_login")
        elif place in POSTED:
            start = reverse("overview")
            target = reverse(place.origin, args=place.given(self.seeds)) if place.origin else where
        answer = page.goto(self.served.address + start)
        assert answer is not None
        status = answer.status
        if place.form:
            with page.expect_navigation() as going:
                sent = {
                    name: self.seeds[one[1:]] if one[:1] == "$" else one for name, one in place.form.items()
                }
                page.evaluate(SEND, [target, sent, False])
            status = going.value.status
            where += f" {sorted(place.form)}"
        own = place.name in IN_ITS_OWN_WORDS
        self.look(page, f"{place.who or 'signed out'} {where}", status, place.status, own)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.fixture(scope="module")
def seeds(served: Served) -> dict[str, Any]:
    found: dict[str, Any] = asked(served.environment, "from every_state import seeded; answer = seeded()")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_in_both_languages_at_both_widths(
    served: Served, seeds: dict[str, Any], browser: Browser, language: str
) -> None:
    code = f"from afstemt.web.parties.models import Person; Person.objects.update(language={language!r})"
    asked(served.environment, code)
    english = catalogue("en")
    danish = [text for text, other in english.items() if text != other and "{" not in text and len(text) > 3]
    walk = Walk(served, seeds, browser, language, danish if language == "en" else [])
    everywhere = (*PLACES, *POSTED)
    for who in dict.fromkeys(place.who for place in everywhere):
        page = walk.opened(who)
        for place in everywhere:
            if place.who == who:
                walk.go(page, place)
        page.context.close()
    refusals(walk)
    assert walk.found == []


def refusals(walk: Walk) -> None:
    """Look at what is said when a form is not ours, and when too much is sent."""
    page = walk.opened("nobody")
    page.goto(f"{walk.served.address}/profil/")
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    with page.expect_navigation() as going:
        page.evaluate(SEND, ["/profil/", {"name": "x"}, False])
    walk.look(page, "a form of another's", going.value.status, 403)
    page.context.close()
    page = walk.opened("")
    page.goto(f"{walk.served.address}/konto/login/")
    with page.expect_navigation() as going:
        page.evaluate(SEND, ["/konto/login/", {"login": "x" * 1_100_000}, True])
    walk.look(page, "too much at once", going.value.status, 413)
    page.context.close()

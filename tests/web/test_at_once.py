"""Two who act in the same instant, by a running server: one wins, the other is told, nothing is doubled or lost.

On PostgreSQL two processes answer; on SQLite the threads of one.
"""

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
from deliveries import HEADER, incident
from servers import Served, asked, serving

from afstemt.web.site.demo import PASSWORD

CALCULATING_S = 180
SUPPLIER, AUTHORITY = "kontrakt@leverandor.example", "kontrakt@myndighed.example"
STATE = """
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.models import Contract
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.periods.models import Submission
contract = Contract.objects.get()
answer = {
    "period": contract.periods.order_by("-first_day").first().code,
    "waiting": list(contract.deliveries.filter(state="read").values_list("pk", flat=True)),
    "verbs": list(contract.audit.order_by("id").values_list("verb", flat=True)),
    "versions": list(contract.reports.values_list("number", flat=True)),
    "words": list(contract.periods.values_list("words__text", flat=True).exclude(words=None)),
    "submissions": [[one.number, one.approved_at is not None] for one in Submission.objects.all()],
    "approvals": OutgoingMail.objects.filter(key__startswith="approved-").count(),
}
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    several = ("--processes", "2") if os.environ.get("AFSTEMT_DATABASE") else ()
    with serving(tmp_path_factory.mktemp("at-once") / "data", *several) as running:
        yield running


def token(page: httpx.Response) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def client(served: Served) -> httpx.Client:
    return httpx.Client(
        base_url=served.address,
        timeout=300,
        follow_redirects=True,
        headers={"Origin": served.address, "Referer": served.address},
    )


@pytest.fixture(scope="module")
def people(served: Served) -> Iterator[dict[str, list[httpx.Client]]]:
    """Give two browsers of each party."""
    with ExitStack() as stack:
        found: dict[str, list[httpx.Client]] = {}
        for email in (SUPPLIER, AUTHORITY):
            for _browser in range(2):
                one = stack.enter_context(client(served))
                form = {
                    "login": email,
                    "password": PASSWORD,
                    "csrfmiddlewaretoken": token(one.get("/konto/login/")),
                }
                assert one.post("/konto/login/", data=form).status_code == 200
                found.setdefault(email, []).append(one)
        yield found


def at_once(
    pair: list[httpx.Client], where: str, *forms: dict[str, str], **more: object
) -> list[httpx.Response]:
    """Send a form from two browsers in the same instant; return the pages."""
    tokens = [token(one.get("/profil/")) for one in pair]
    ready, answers = threading.Barrier(2), []

    def send(one: httpx.Client, form: dict[str, str]) -> None:
        ready.wait()
        answers.append(one.post(where, data=form, **more))  # type: ignore[arg-type]

    each = forms if len(forms) == 2 else forms * 2
    threads = [
        threading.Thread(target=send, args=(one, form | {"csrfmiddlewaretoken": found}))
        for one, form, found in zip(pair, each, tokens, strict=True)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(answers) == 2
    return answers


def told(answers: list[httpx.Response], won: str, lost: str) -> None:
    assert sorted(won in one.text for one in answers) == [False, True], [one.status_code for one in answers]
    assert sorted(lost in one.text for one in answers) == [False, True], [one.status_code for one in answers]
    assert not any(won in one.text and lost in one.text for one in answers)


def test_of_two_at_once_one_decides(served: Served, people: dict[str, list[httpx.Client]]) -> None:
    """The whole way: delivered, confirmed, written, submitted, approved, each by two in the same instant."""

    def state() -> dict[str, list[object]]:
        return asked(served.environment, STATE)  # type: ignore[no-any-return]

    begun = state()
    period = f"/kontrakter/1/perioder/{begun['period']}"
    year, month = str(begun["period"]).split("-")
    row = incident(9001).replace(b"2026-10-", f"{year}-{month}-".encode())
    at_once(
        people[SUPPLIER],
        "/kontrakter/1/data/",
        {},
        files={"files": ("incidents.csv", HEADER + row, "text/csv")},
    )
    delivered = state()
    assert len(delivered["waiting"]) == 1
    told(
        at_once(
            people[SUPPLIER], f"/kontrakter/1/data/{delivered['waiting'][0]}/bekraeft/", {"overlap": "both"}
        ),
        "Leverancen er bekræftet og indgår",
        "Leverancen er allerede bekræftet eller trukket tilbage.",
    )
    texts = ("Den ene tekst", "Den anden tekst")
    answers = at_once(
        people[SUPPLIER],
        f"{period}/rapport/skriv/",
        *({"section": "incidents", "text": text, "base": "0"} for text in texts),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    (overtaken,) = (one.text for one in answers if one.status_code == 409)
    assert all(text in overtaken for text in texts), "nothing is lost: one sees both texts"

    first = people[SUPPLIER][0]
    made = first.post(f"{period}/beregn/", data={"csrfmiddlewaretoken": token(first.get("/profil/"))})
    assert made.status_code == 200, made.text
    until = time.monotonic() + CALCULATING_S
    while not (versions := state()["versions"]) and time.monotonic() < until:
        time.sleep(0.5)
    (number,) = versions
    told(
        at_once(people[SUPPLIER], f"{period}/indsend/", {"number": str(number)}),
        "Driftsrapporten er indsendt til myndigheden.",
        "Driftsrapporten er allerede indsendt eller godkendt.",
    )
    told(
        at_once(people[AUTHORITY], f"{period}/godkend/", {"number": "1", "reservations": ""}),
        "Driftsrapporten er godkendt, og perioden er låst.",
        "har allerede godkendt driftsrapporten.",
    )
    where = "/kontrakter/1/bod/efterreguleringer/"
    form = {
        "code": begun["period"],
        "what": "penalty",
        "direction": "raised",
        "amount": "10",
        "reason": "Fundet",
    }
    told(
        at_once(people[SUPPLIER], where, form),  # type: ignore[arg-type]
        "Efterreguleringen er foreslået og venter",
        "Efterreguleringen er allerede foreslået.",
    )
    told(
        at_once(people[AUTHORITY], f"{where}1/", {"kind": "agree"}),
        "Efterreguleringen er godkendt.",
        "har allerede godkendt efterreguleringen.",
    )
    ended = state()
    new = ended["verbs"][len(begun["verbs"]) :]
    decided = (
        *("deliver", "confirm_delivery", "write_words", "ask_for_report", "make_report"),
        *("submit_report", "approve_report", "correction_propose", "correction_agree"),
    )
    assert new == list(decided), "one audit row each"
    assert ended["submissions"] == [[1, True]]
    assert len(ended["words"]) == 1
    assert ended["approvals"] == 2, "one mail to each of the supplier's two who submit"


MADE = """
from afstemt.web.api.models import AccessKey
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Delivery
from afstemt.web.parties.models import Organisation, Person
Person.objects.filter(email="kontrakt@myndighed.example").update(administrator=True)
contract = Contract.objects.order_by("id").first()
answer = {
    "keys": AccessKey.objects.filter(name="Overvågning").count(),
    "contracts": Contract.objects.filter(title="Sendt to gange").count(),
    "organisations": Organisation.objects.filter(name="Uden nummer").count(),
    "figures": Delivery.objects.filter(kind="keyed", state="read").count(),
    "audit": list(contract.audit.filter(verb__in=("make_key", "key_in_figures")).values_list("verb", flat=True)),
    "cvr": contract.supplier.cvr,
}
"""


def of_its_own(one: httpx.Client, where: str) -> str:
    """Return what tells the page's form from any other."""
    found = re.search(r'name="form" value="([^"]+)"', one.get(where).text)
    assert found
    return found[1]


def test_a_form_sent_twice_at_once_makes_one(served: Served, people: dict[str, list[httpx.Client]]) -> None:
    begun = asked(served.environment, MADE)
    suppliers, authorities = people[SUPPLIER], people[AUTHORITY]
    where = "/kontrakter/1/data/noegler/"
    key = {"name": "Overvågning", "days": "30", "uses": "read", "form": of_its_own(suppliers[0], where)}
    told(at_once(suppliers, where, key), 'class="afstemt-secret"', "Nøglen er allerede lavet")
    where = "/kontrakter/ny/"
    contract = {"how": "scratch", "other_party": begun["cvr"], "title": "Sendt to gange"}
    contract |= {"in_force_from": "2027-01-01", "form": of_its_own(authorities[0], where)}
    answers = at_once(authorities, where, contract)
    assert sorted("Kontrakten er allerede oprettet" in one.text for one in answers) == [False, True]
    told(
        at_once(authorities, "/installation/", {"name": "Uden nummer", "kind": "adviser", "cvr": ""}),
        "Uden nummer er oprettet.",
        "Der er allerede en organisation af den slags med det navn",
    )
    figures = {"value-0": "99", "basis-0": "Rapporten", "reason": "Ingen rækker"}
    answers = at_once(suppliers, "/kontrakter/1/data/perioder/2026-10/noegletal/", figures)
    assert [one.status_code for one in answers] == [200, 200], answers[0].text
    assert sorted("De samme tal venter allerede" in one.text for one in answers) == [False, True]
    ended = asked(served.environment, MADE)
    assert [ended[name] for name in ("keys", "contracts", "organisations", "figures")] == [1, 1, 1, 1]
    assert ended["audit"] == ["make_key", "key_in_figures"]


def test_wrong_passwords_are_counted_by_all_processes_together(served: Served) -> None:
    said = []
    for _time in range(6):  # five in five minutes for one address
        with client(served) as one:
            page = one.get("/konto/login/")
            form = {
                "login": "ukendt@leverandor.example",
                "password": "forkert",
                "csrfmiddlewaretoken": token(page),
            }
            said.append(one.post("/konto/login/", data=form).text)
    assert "Mailadressen eller adgangskoden er forkert." in said[0]
    assert "forsøgt for mange gange på kort tid" in said[-1]


@pytest.mark.skipif(not os.environ.get("AFSTEMT_DATABASE"), reason="on SQLite one process answers")
def test_a_code_that_is_used_in_one_process_is_used_in_all(served: Served) -> None:
    """As allauth notes a code of two-step sign-in: whoever adds it first may use it."""
    use = "from django.core.cache import cache\nanswer = cache.add('allauth.mfa.totp.used', 'y', timeout=30)"
    assert [asked(served.environment, use) for _time in range(2)] == [True, False]

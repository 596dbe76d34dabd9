"""People at work, for Locust: they look around with some seconds between, and now and then write.

``AFSTEMT_LOAD`` is the folder with who they are; what was answered as kept, and how long each answer took, is written
there.
"""

import itertools
import json
import os
import random
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, events, task

from benchmarks.load import BASE
from benchmarks.load.data import PEOPLE, WRITTEN

FOLDER = Path(os.environ["AFSTEMT_LOAD"])
TIMES = "times.json"
TEAM = iter(json.loads((FOLDER / PEOPLE).read_text(encoding="utf-8")))
NUMBERS = itertools.count()
WARM_UP_S = 5
times: list[tuple[str, float, str]] = []
"""What was asked, milliseconds, and what was wrong (empty for nothing)."""


@events.request.add_listener
def note(name: str, response_time: float, exception: Exception | None, **_rest: Any) -> None:
    """Keep how long an answer took."""
    times.append((name, response_time, str(exception or "")))


@events.spawning_complete.add_listener
def begin(**_rest: Any) -> None:
    """Forget what was asked while people were still coming."""
    times.clear()


@events.quitting.add_listener
def end(**_rest: Any) -> None:
    """Write the times."""
    (FOLDER / TIMES).write_text(json.dumps(times), encoding="utf-8")


class Colleague(FastHttpUser):
    """One person; supplier's and authority's people by turns."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Be one of those whom ``data`` made."""
        self.me = next(TEAM)
        self.headers = {"Cookie": f"sessionid={self.me['session']}"}
        self.base = 0

    def look(self, name: str, path: str) -> str:
        """Open a page; anything but the page itself is an error."""
        with self.client.get(
            path, name=name, headers=self.headers, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 200 or "main-content" not in answer.text:
                answer.failure(f"{answer.status_code}")
            return str(answer.text)

    def place(self, contract: int | None = None) -> str:
        """Return the path of a period: the open one of any contract, or of one's own."""
        return f"/kontrakter/{contract or random.choice(self.me['contracts'])}/perioder/{self.me['code']}/"

    def write(self, name: str, page: str, path: str, fields: dict[str, str], status: int) -> bool:
        """Post a form of a page with its token; note its text when the answer says that it is kept."""
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        cookie = {"Cookie": f"{self.headers['Cookie']}; csrftoken={self.token}"}
        with self.client.post(
            path,
            name=name,
            data=fields | {"csrfmiddlewaretoken": token},
            headers=self.headers | cookie | {"Origin": self.host},
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code != status:
                answer.failure(f"{answer.status_code}")
                return False
        with (FOLDER / WRITTEN).open("a", encoding="utf-8") as file:
            file.write(json.dumps(fields["text"]) + "\n")
        return True

    @task(4)
    def base_template(self) -> None:
        """What the others are held against."""
        self.look("base", f"/{BASE}")

    @task(4)
    def overview(self) -> None:
        """Open the overview, on any of its pages."""
        self.look("overview", f"/?side={random.randint(1, 12)}")

    @task(4)
    def period(self) -> None:
        """Open a period."""
        self.look("period", self.place())

    @task(1)
    def owed(self) -> None:
        """Open what waits."""
        self.look("tasks", "/opgaver/")

    @task(1)
    def report(self) -> None:
        """Read a report."""
        self.look("report", self.place() + "rapport/")

    @task(1)
    def levels(self) -> None:
        """Open the service levels."""
        self.look("levels", f"/kontrakter/{random.choice(self.me['contracts'])}/servicemaal/")

    @task(2)
    def say(self) -> None:
        """Comment on a report, or write the supplier's words to it."""
        text = f"Prøve {next(NUMBERS)} af {self.me['session'][:6]}"
        path = self.place(self.me["contract"]) + "rapport/"
        with self.client.get(
            f"{path}skriv/" if self.me["supplier"] else path,
            name="write",
            headers=self.headers,
            catch_response=True,
        ) as answer:
            page = str(answer.text)
            self.token = answer.headers.get("Set-Cookie", "").partition("csrftoken=")[2].partition(";")[0]
        if self.me["supplier"]:
            fields = {"section": "management_summary", "text": text, "base": str(self.base)}
            if self.write("keep", page, f"{path}skriv/", fields, 302):
                self.base += 1
        else:
            self.write("keep", page, f"{path}kommentar/", {"about": "", "text": text}, 302)

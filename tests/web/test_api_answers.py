"""What the product asks, answered by a system: that there were none, what a name means, the order of files."""

from deliveries import HEADER, approve, confirm, deliver, incident
from house import House
from test_alias_actions import ROW
from test_api import call, file
from test_file_order import TWO, two
from test_none_statements import OUTAGES

from afstemt.web.api.models import AccessKey
from afstemt.web.audit.models import AuditRow

THROUGH = "Drift A/S' overvågning"
OCTOBER = "2026-10"


def may_not_confirm() -> None:
    """Let the key deliver and read alone."""
    AccessKey.objects.update(may_confirm=False)


def came_through(verb: str) -> str:
    return str(AuditRow.objects.get(verb=verb).details["through"])


def test_a_system_states_that_there_were_none_and_takes_it_back(house: House) -> None:
    approve(house)
    confirm(house, deliver(house, HEADER + incident(1)))
    (line,) = [one for one in call(house, "none", OCTOBER).json()["topics"] if one["topic"] == "outages"]
    assert (line["what"], line["delivered"], line["statement"]) == ("afbrydelser", False, None)
    assert "SM 1" in line["levels"]
    said = call(house, "none", OCTOBER, json={"topic": "outages"})
    assert said.status_code == 200, said.content
    (line,) = [one for one in said.json()["topics"] if one["topic"] == "outages"]
    assert line["stated_by"] == "supplier_manager"
    again = call(house, "none", OCTOBER, json={"topic": "outages"})
    assert (again.status_code, "allerede sagt" in again.json()["detail"]) == (409, True)
    back = call(house, "withdraw_none", OCTOBER, line["statement"], json={})
    assert back.status_code == 200, back.content
    assert [one["statement"] for one in back.json()["topics"]] == [None] * len(back.json()["topics"])
    assert call(house, "withdraw_none", "2026-09", line["statement"], json={}).status_code == 404
    assert came_through("state_none") == came_through("withdraw_none") == THROUGH


def test_a_system_tells_what_a_name_means(house: House) -> None:
    approve(house)
    confirm(house, deliver(house, HEADER + incident(1, "A")))
    confirm(house, deliver(house, OUTAGES + ROW, "outages.csv"))
    name = {"of": "service", "name": "SAG WEB"}
    assert call(house, "unknown_names", OCTOBER).json()["names"] == [{**name, "near": "sag-web"}]
    made = call(house, "aliases", json={**name, "means": "sag-web"})
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["confirmed_by"], told["waits_for"], told["tables"]) == (["supplier"], [], ["outages"])
    assert call(house, "unknown_names", OCTOBER).json()["names"] == []
    ended = call(house, "decide_alias", told["id"], json={"decision": "end"}).json()
    assert (ended["end_asked_for"], ended["waits_for"]) == ("supplier", ["authority"])
    listed = call(house, "aliases").json()["aliases"]
    assert [one["name"] for one in listed] == ["SAG WEB", "Et gammelt navn"]
    assert call(house, "decide_alias", told["id"], json={"decision": "confirm"}).status_code == 409
    assert came_through("alias_propose") == came_through("alias_end") == THROUGH


def test_a_system_says_the_order_of_files(house: House) -> None:
    pushed = call(house, "deliveries", files=[file(content, name) for name, content in TWO.items()]).json()
    assert (pushed["unordered"], pushed["file_order"], pushed["rows_set_aside"]) == (
        ["a.csv", "b.csv"],
        [],
        2,
    )
    wrong = call(house, "order", pushed["id"], json={"files": ["a.csv"]})
    assert (wrong.status_code, "eget nummer" in wrong.json()["detail"]) == (409, True)
    may_not_confirm()
    said = call(house, "order", pushed["id"], json={"files": ["b.csv", "a.csv"]}).json()
    assert (said["unordered"], said["file_order"]) == ([], ["b.csv", "a.csv"])
    assert (said["rows_used"], said["rows_superseded"], said["rows_set_aside"]) == (2, 1, 0)
    assert came_through("order_files") == THROUGH


def test_what_counts_at_once_is_not_for_a_key_that_only_delivers(house: House) -> None:
    approve(house)
    used = confirm(house, two(house))
    may_not_confirm()
    name = {"of": "service", "name": "SAG WEB", "means": "sag-web"}
    refused = [
        call(house, "none", OCTOBER, json={"topic": "outages"}),
        call(house, "aliases", json=name),
        call(house, "order", used.pk, json={"files": ["b.csv", "a.csv"]}),
    ]
    assert [one.status_code for one in refused] == [403, 403, 403]
    used.refresh_from_db()
    assert used.file_order == []

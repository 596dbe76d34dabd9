"""Every address and method against every role, the other party, another contract, another supplier, signed out.

The addresses come from the URL table: one without a line here fails the test.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from house import House

from afstemt.web.contracts.models import Access, Alias
from afstemt.web.pages.parties import accounts
from afstemt.web.penalties.models import Correction
from afstemt.web.reports.models import NoneStatement

READERS = tuple(Access.Role.values)
ROLES = tuple(role for role in READERS if role != Access.Role.GUEST)
"""A guest reads reports and is not there for anything else."""
OUTSIDE = ("other_supplier", "other_authority", "administrator", "nobody", "ended")
EVERYONE = (*READERS, *OUTSIDE)
MANAGERS = ("authority_manager", "supplier_manager")
SUPPLIERS = ("supplier_manager", "service_manager", "contributor")
DELIVERERS = (*MANAGERS, "service_owner", "service_manager", "contributor")
LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "overview": {"GET": EVERYONE},
    "tasks": {"GET": EVERYONE},
    "create_contract": {"GET": EVERYONE, "POST": EVERYONE},
    "contract": {"GET": READERS},
    "terms": {"GET": ROLES, "POST": ROLES},
    "levels": {"GET": ROLES},
    "version": {"GET": ROLES},
    "edit_draft": {"GET": ROLES, "POST": ROLES},
    "edit_document": {"GET": ROLES, "POST": ROLES},
    "copy_version": {"POST": ROLES},
    "withdraw_draft": {"POST": ROLES},
    "approve_version": {"POST": ROLES},
    "people": {"GET": ROLES},
    "invite": {"POST": ROLES},
    "withdraw_invitation": {"POST": ROLES},
    "name_stand_in": {"POST": ROLES},
    "end_stand_in": {"POST": ROLES},
    "change_role": {"POST": ROLES},
    "hand_over": {"GET": MANAGERS, "POST": MANAGERS},
    "decisions": {"GET": ROLES},
    "end_access": {"POST": ROLES},
    "deliveries": {"GET": ROLES, "POST": ROLES},
    "delivery": {"GET": ROLES},
    "upload": {"GET": DELIVERERS},
    "map_columns": {"GET": SUPPLIERS, "POST": SUPPLIERS},  # of files that the supplier sent
    "read_files_again": {"POST": DELIVERERS},
    "contract_profiles": {"GET": ROLES, "POST": ROLES},
    "contract_profile_file": {"GET": ROLES},
    "end_contract_profile": {"POST": ROLES},
    "empty_tables": {"GET": ROLES},
    "empty_table": {"GET": ROLES},
    "confirm_delivery": {"POST": ROLES},
    "order_files": {"POST": ROLES},
    "answer_rows": {"POST": ROLES},
    "decide_row_answer": {"POST": ROLES},
    "withdraw_delivery": {"POST": ROLES},
    "period": {"GET": READERS},
    "calculate": {"POST": ROLES},
    "submit": {"POST": ROLES},
    "return_report": {"POST": ROLES},
    "approve": {"POST": ROLES},
    "journal": {"POST": ROLES},
    "archive": {"GET": ROLES},
    "copy": {"POST": ROLES},
    "report": {"GET": READERS},
    "report_write": {"GET": ROLES, "POST": ROLES},
    "mark_secret": {"POST": ROLES},
    "comment": {"POST": ROLES},
    "answer": {"POST": ROLES},
    "figure": {"GET": READERS},
    "penalties": {"GET": ROLES, "POST": ROLES},
    "calendar": {"GET": ROLES, "POST": ROLES},
    "unmark_done": {"POST": ROLES},
    "corrections": {"GET": ROLES, "POST": ROLES},
    "decide_correction": {"POST": ROLES},
    "download": {"GET": READERS},
    "invitation": {"GET": (*EVERYONE, ""), "POST": (*EVERYONE, "")},
    "installation": {"GET": ("administrator",), "POST": ("administrator",)},
    "organisation": {"GET": ("administrator",), "POST": ("administrator",)},
    "revoke_invitation": {"POST": ("administrator",)},
    "end_administration": {"POST": ("administrator",)},
    "reset_two_step": {"POST": ("administrator",)},
    "profile": {"GET": EVERYONE, "POST": EVERYONE},
    "delivery_problems": {"GET": ROLES},
    "period_data": {"GET": ROLES},
    "key_figures": {"POST": ROLES},
    "state_none": {"POST": ROLES},
    "aliases": {"GET": ROLES, "POST": ROLES},
    "decide_alias": {"POST": ROLES},
    "withdraw_none": {"POST": ROLES},
    "attach_report": {"POST": ROLES},
    "supplier_report": {"GET": ROLES},
    "access_keys": {"GET": ROLES, "POST": ROLES},
    "revoke_access_key": {"POST": ROLES},
    "withdraw_report": {"POST": ROLES},
    "alive": {"GET": (*EVERYONE, "")},
    "ready": {"GET": (*EVERYONE, "")},
    "metrics": {"GET": (*EVERYONE, "")},  # from this machine; test_metrics.py holds who else
}
"""Who finds something at the address, by method; all others get what is not there, or are asked to sign in."""
DECIDES = {
    "access_keys": MANAGERS,
    "revoke_access_key": MANAGERS,
    "deliveries": DELIVERERS,
    "map_columns": SUPPLIERS,
    "read_files_again": SUPPLIERS,
    "contract_profiles": DELIVERERS,
    "end_contract_profile": SUPPLIERS,
    "confirm_delivery": DELIVERERS,
    "order_files": DELIVERERS,
    "answer_rows": (*MANAGERS, "service_owner", "service_manager"),
    "decide_row_answer": (*MANAGERS, "service_owner", "service_manager"),
    "withdraw_delivery": DELIVERERS,
    "key_figures": DELIVERERS,
    "state_none": SUPPLIERS,
    "aliases": DELIVERERS,
    "decide_alias": MANAGERS,
    "withdraw_none": SUPPLIERS,
    "attach_report": DELIVERERS,
    "withdraw_report": DELIVERERS,
    "terms": MANAGERS,
    "edit_draft": MANAGERS,
    "edit_document": MANAGERS,
    "copy_version": MANAGERS,
    "withdraw_draft": MANAGERS,
    "approve_version": MANAGERS,
    "invite": MANAGERS,
    "withdraw_invitation": MANAGERS,
    "name_stand_in": ROLES,
    "end_stand_in": (*MANAGERS, "contributor", "service_manager"),
    "change_role": MANAGERS,
    "hand_over": MANAGERS,
    "end_access": MANAGERS,
    "calculate": (*MANAGERS, "service_manager"),
    "submit": ("supplier_manager", "service_manager"),
    "return_report": ("authority_manager", "service_owner"),
    "approve": ("authority_manager",),
    "journal": ("authority_manager", "service_owner"),
    "copy": ("authority_manager", "service_owner"),
    "corrections": MANAGERS,
    "decide_correction": MANAGERS,
    "report_write": ("supplier_manager", "service_manager", "contributor"),
    "mark_secret": ("supplier_manager",),
    "calendar": ("authority_manager", "service_owner"),
    "unmark_done": ("authority_manager", "service_owner"),
    "comment": tuple(role for role in ROLES if role not in ("auditor", "guest")),
    "answer": tuple(role for role in ROLES if role not in ("auditor", "guest")),
    "installation": ("administrator",),
    "organisation": ("administrator",),
    "revoke_invitation": ("administrator",),
    "end_administration": ("administrator",),
    "reset_two_step": ("administrator",),
}
"""Of those who find it, whose action is carried out."""


def own_addresses(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name
        elif pattern.namespace == "api":  # called with keys, not by people: test_api_matrix has its lines
            continue
        elif pattern.urlconf_module is not accounts:  # test_account_pages has its lines
            yield from own_addresses(pattern.url_patterns)


def address(name: str, house: House) -> str:
    version = house.contract.versions.get()
    access = house.contract.access.get(role="contributor", ended_at__isnull=True)
    contract = (house.contract.pk,)
    given = {
        "deliveries": contract,
        "delivery": (*contract, house.delivery.pk),
        "confirm_delivery": (*contract, house.delivery.pk),
        "order_files": (*contract, house.delivery.pk),
        "answer_rows": contract,
        "decide_row_answer": (*contract, house.contract.row_answers.get().pk),
        "withdraw_delivery": (*contract, house.delivery.pk),
        "upload": (*contract, house.contract.uploads.get().pk),
        "map_columns": (*contract, house.contract.uploads.get().pk),
        "read_files_again": (*contract, house.contract.uploads.get().pk),
        "contract_profiles": contract,
        "contract_profile_file": (*contract, house.contract.profiles.get().pk),
        "end_contract_profile": (*contract, house.contract.profiles.get().pk),
        "empty_tables": contract,
        "empty_table": (*contract, "incidents", "csv"),
        **dict.fromkeys(
            (
                *("period", "calculate", "submit", "return_report", "approve", "journal", "archive", "copy"),
                *("report", "report_write", "mark_secret", "comment"),
            ),
            (*contract, "2026-10"),
        ),
        "answer": (*contract, "2026-10", house.thread.pk),
        "figure": (*contract, "2026-10", "KPI 1"),
        "access_keys": contract,
        "revoke_access_key": (*contract, house.contract.access_keys.get().pk),
        "delivery_problems": (*contract, house.delivery.pk),
        "period_data": (*contract, "2026-10"),
        "key_figures": (*contract, "2026-10"),
        "aliases": contract,
        "decide_alias": (*contract, Alias.objects.get().pk),
        "state_none": (*contract, "2026-10"),
        "withdraw_none": (*contract, "2026-10", NoneStatement.objects.get().pk),
        "attach_report": (*contract, "2026-10"),
        "supplier_report": (*contract, "2026-10", house.supplier_report.pk),
        "withdraw_report": (*contract, "2026-10", house.supplier_report.pk),
        "download": (*contract, "2026-10", 1, "driftsrapport.json"),
        "penalties": contract,
        "calendar": contract,
        "unmark_done": (*contract, house.contract.done_entries.get().pk),
        "corrections": contract,
        "decide_correction": (*contract, Correction.objects.get().pk),
        "contract": (house.contract.pk,),
        "levels": contract,
        "terms": (house.contract.pk,),
        "people": (house.contract.pk,),
        "approve_version": (house.contract.pk, version.pk),
        "version": (house.contract.pk, version.pk),
        "edit_draft": (house.contract.pk, version.pk, "parter"),
        "edit_document": (house.contract.pk, version.pk),
        "copy_version": (house.contract.pk, version.pk),
        "withdraw_draft": (house.contract.pk, version.pk),
        "end_access": (house.contract.pk, access.pk),
        "change_role": (house.contract.pk, access.pk),
        "hand_over": (house.contract.pk, access.pk),
        "invite": contract,
        "name_stand_in": contract,
        "decisions": contract,
        "withdraw_invitation": (*contract, house.invitations["contract"].pk),
        "end_stand_in": (*contract, house.stand_in.pk),
        "invitation": ("contract",),
        "organisation": (house.supplier.pk,),
        "end_administration": (house.people["administrator"].pk,),
        "reset_two_step": (house.people["finance"].pk,),
        "revoke_invitation": (house.invitations["organisation"].pk,),
    }
    return reverse(name, args=given.get(name, ()))


def test_every_address_has_its_line() -> None:
    assert sorted(own_addresses()) == sorted(LINES)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD"])
def test_address_answers_whom_it_is_for(name: str, method: str, house: House) -> None:
    where = address(name, house)
    allowed = LINES[name].get("GET" if method == "HEAD" else method)
    for who in (*EVERYONE, ""):
        found = getattr(house.client(who or None), method.lower())(where)
        if found.streaming:  # its end closes its file; close() would close PostgreSQL's connection too
            b"".join(found.streaming_content)
        if "" not in (LINES[name].get("GET") or ()) and not who:
            assert found.status_code == 302, (name, method, "signed out")
            assert found.headers["Location"].startswith(reverse("account_login"))
        elif allowed is None or (method == "HEAD" and name not in ("alive", "ready", "metrics")):
            assert found.status_code == 405, (name, method, who)
        elif who in allowed:
            assert found.status_code in (200, 302, 422), (name, method, who)
        else:
            assert found.status_code == 404, (name, method, who)


@pytest.mark.parametrize("name", DECIDES)
def test_only_who_may_decide_does(name: str, house: House) -> None:
    from afstemt.web.audit.models import AuditRow

    for who in EVERYONE:
        if who in DECIDES[name]:
            continue
        before = AuditRow.objects.count()
        house.client(who).post(
            address(name, house),
            {
                "email": house.people["nobody"].email,
                "role": "contributor",
                "reason": "x",
                "name": "x",
                "kind": "adviser",
                "to": house.contract.access.get(role="service_manager").pk,
                "person": house.contract.access.get(role="service_manager").pk,
                "from_day": "2030-01-01",
                "to_day": "2030-01-02",
                "topic": "outages",
                "sure": "ja",
            },
        )
        assert AuditRow.objects.count() == before, (name, who)


def test_what_is_not_visible_is_as_what_is_not_there(house: House) -> None:
    """The same answer by the same number of queries, so that nothing tells them apart."""
    client = house.client("other_supplier")
    answers = []
    for contract_id in (house.contract.pk, 999_999):
        client.get(reverse("overview"))
        with CaptureQueriesContext(connection) as queries:
            found = client.get(reverse("contract", args=(contract_id,)))
        page = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", found.content.decode())
        answers.append((found.status_code, page, len(queries)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_a_supplier_finds_nothing_of_another(house: House) -> None:
    page = house.client("other_supplier").get(reverse("overview")).content.decode()
    assert house.other_contract.title in page
    assert house.contract.title not in page
    assert house.supplier.name not in page


@pytest.mark.parametrize("name", ["contract", "period", "report", "figure"])
def test_a_guest_is_led_only_to_what_is_there(name: str, house: House) -> None:
    client = house.client("guest")
    page = client.get(address(name, house)).content.decode()
    home = address("contract", house)
    links = {link for link in re.findall(r'href="([^"#?]*)', page) if link.startswith(home)}
    assert home in links
    for link in links:
        found = client.get(link)
        if found.streaming:
            b"".join(found.streaming_content)
        assert found.status_code == 200, link

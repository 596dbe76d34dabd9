"""Every call of the HTTP interface with every kind of key: made from the URL table, so a new one must have its line."""

import itertools

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from house import AT, KEY, House

from afstemt.web.api import keys
from afstemt.web.api.models import AccessKey
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.access import end_access
from afstemt.web.contracts.models import Alias
from afstemt.web.reports.models import NoneStatement

LINES: dict[str, tuple[str, ...]] = {
    "deliveries": ("GET", "POST"),
    "delivery": ("GET",),
    "upload": ("GET",),
    "problems": ("GET",),
    "confirm": ("POST",),
    "withdraw": ("POST",),
    "order": ("POST",),
    "none": ("GET", "POST"),
    "withdraw_none": ("POST",),
    "unknown_names": ("GET",),
    "aliases": ("GET", "POST"),
    "decide_alias": ("POST",),
    "key_figures": ("GET", "POST"),
    "report": ("GET",),
}
"""What is called with a key, by address and method."""
OPEN = {"openapi-json", "api-root"}
"""What holds nothing of anyone's and is given to all."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def addresses() -> set[str]:
    (resolver,) = (
        one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and one.namespace == "api"
    )
    return {str(one.name) for one in resolver.url_patterns if isinstance(one, URLPattern)}


def where(house: House, name: str, contract: int | None = None) -> str:
    place: dict[str, tuple[object, ...]] = {
        "deliveries": (),
        "key_figures": ("2026-10",),
        "report": ("2026-10",),
        "none": ("2026-10",),
        "withdraw_none": ("2026-10", NoneStatement.objects.get().pk),
        "unknown_names": ("2026-10",),
        "aliases": (),
        "decide_alias": (Alias.objects.get().pk,),
        "upload": (house.contract.uploads.get().pk,),
    }
    return reverse(
        f"api:{name}", args=(contract or house.contract.pk, *place.get(name, (house.delivery.pk,)))
    )


def secret_of(house: House, kind: str) -> str:
    """Return a key of the kind: one that works, or one that does not."""
    key = house.contract.access_keys.get()
    if kind == "revoked":
        keys.revoke_key(actor=house.people["supplier_manager"], key=key, at=AT)
    elif kind == "expired":
        AccessKey.objects.filter(pk=key.pk).update(
            made_at=timezone.now().replace(year=2020), expires_at=timezone.now()
        )
    elif kind == "its maker has no access":
        heir = house.people["service_manager"]
        house.contract.access.filter(person=heir).update(role="supplier_manager")
        own = house.contract.access.get(person=house.people["supplier_manager"])
        end_access(actor=heir, access=own, reason="Skiftet stilling", at=AT)
    elif kind == "another contract's":
        _key, secret = keys.make_key(
            actor=house.people["other_supplier"],
            contract=house.other_contract,
            name="Rivalens",
            uses=keys.USES,
            days=30,
            at=timezone.now(),
        )
        return secret
    return {"none": "", "made up": "afst_nothing"}.get(kind, KEY)


def answer(house: House, name: str, method: str, secret: str, contract: int | None = None):  # type: ignore[no-untyped-def]
    client = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})
    sent = {"content_type": "application/json", "data": "{}"} if method != "GET" else {}
    return client.generic(method, where(house, name, contract), **sent)  # type: ignore[arg-type]


def test_every_address_has_its_line() -> None:
    assert addresses() == set(LINES) | OPEN


@pytest.mark.parametrize(
    "kind", ["none", "made up", "revoked", "expired", "its maker has no access", "another contract's", "own"]
)
def test_a_call_is_answered_by_its_key(kind: str, house: House) -> None:
    secret = secret_of(house, kind)
    before = AuditRow.objects.count()
    for name, method in itertools.product(LINES, METHODS):
        found = answer(house, name, method, secret)
        b"".join(found)  # a file that is sent is closed when it has been read
        if method not in LINES[name]:
            expected = {405}
        elif kind == "own":
            expected = {200, 409, 422}
        else:
            expected = {404, 422} if kind == "another contract's" else {401}
        assert found.status_code in expected, (name, method, found.content)
    if kind != "own":
        assert AuditRow.objects.count() == before


def test_a_session_is_no_key(house: House) -> None:
    for name, methods in LINES.items():
        for method in methods:
            sent = {"content_type": "application/json", "data": "{}"} if method == "POST" else {}
            found = house.client("supplier_manager").generic(method, where(house, name), **sent)  # type: ignore[arg-type]
            assert found.status_code == 401, (name, method)


@pytest.mark.parametrize(
    "name", ["deliveries", "delivery", "upload", "problems", "report", "none", "unknown_names", "aliases"]
)
def test_another_contract_is_as_one_that_is_not_there(house: House, name: str) -> None:
    secret = secret_of(house, "another contract's")
    answers = []
    for contract in (house.contract.pk, 999_999):
        answer(house, name, "GET", secret, contract)
        with CaptureQueriesContext(connection) as queries:
            found = answer(house, name, "GET", secret, contract)
        answers.append((found.status_code, found.content, len(queries)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_what_is_refused_tells_nothing_of_why(house: House) -> None:
    """A key that was, and one that never was, are answered alike."""
    was = answer(house, "deliveries", "GET", secret_of(house, "revoked"))
    never = answer(house, "deliveries", "GET", "afst_nothing")
    assert (was.content, was.headers["WWW-Authenticate"]) == (never.content, "Bearer")
    assert was.content == never.content

"""The running interface held against its own published description, by generated calls: the same ones every time."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from house import KEY, House, one_connection
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from afstemt.web.api.words import WORDS
from afstemt.web.contracts.models import Alias
from afstemt.web.reports.models import NoneStatement

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CALLS_EACH = 12
"""Generated calls of each operation: bounded, so that the suite's time is."""


def closing(application: Any) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """Return the application as a server runs it: each answer is closed, and with it the files of its request."""

    def called(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = application(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()

    return called


@pytest.fixture
def described(house: House, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def] # noqa: ARG001
    """Give the description as it is published, read from the application itself."""
    monkeypatch.setattr("afstemt.web.api.calls.PerMinute.allow_request", lambda _self, _request: True)
    with one_connection():
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", closing(get_wsgi_application()))


def test_every_call_answers_as_it_is_described(described: BaseSchema, house: House) -> None:
    real = {
        "contract_id": house.contract.pk,
        "delivery_id": house.delivery.pk,
        "upload_id": house.contract.uploads.get().pk,
        "statement_id": NoneStatement.objects.get().pk,
        "alias_id": Alias.objects.get().pk,
        "period": "2026-10",
    }
    called, answered = set(), set()
    for found in described.get_all_operations():
        operation = found.ok()
        called.add(operation.label)

        @given(case=operation.as_strategy())
        @settings(
            max_examples=CALLS_EACH,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def call(case: schemathesis.Case) -> None:
            # What is generated names no contract that is there: the answers of one that is are what matters.
            case.path_parameters = {name: real[name] for name in case.path_parameters or {}}
            answered.add(
                case.call_and_validate(headers={"Authorization": f"Bearer {KEY}"}, checks=CHECKS).status_code
            )

        call()
    assert len(called) == len(WORDS)
    assert {200, 409, 422} <= answered

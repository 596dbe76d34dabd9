"""The running interface held against its own published description, by generated calls: the same ones every time."""

import gc
import warnings

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from house import KEY, House
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

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CALLS_EACH = 12
"""Generated calls of each operation: bounded, so that the suite's time is."""


@pytest.fixture
def described(house: House, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def] # noqa: ARG001
    """Return the description as it is published, read from the application itself."""
    monkeypatch.setattr("afstemt.web.api.calls.PerMinute.allow_request", lambda _self, _request: True)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def test_every_call_answers_as_it_is_described(described: BaseSchema) -> None:
    called = set()
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
            case.call_and_validate(headers={"Authorization": f"Bearer {KEY}"}, checks=CHECKS)

        with warnings.catch_warnings():  # a broken body's files are closed when its request is collected
            warnings.simplefilter("ignore", ResourceWarning)
            call()
            gc.collect()
    assert len(called) == len(WORDS)

"""The derivation of an availability says how several services' time becomes the figure's."""

from typing import Any

import pytest
from test_time_cases import outcome_of


def steps_of(services: dict[str, None], how: str | None) -> dict[str, str]:
    """Return the steps (what to result) of two days' outages, the second only of ``api``, a day in common."""
    case: dict[str, Any] = {
        "periode": "2026-09",
        "brugere": services,
        "servicemaal": {
            "kind": "availability",
            "populations": [{"target": 99}],
            "decimals": 2,
            "judge": "rounded",
            "missing_data": "up",
            "parameters": {"source": "outages", "downtime_from": "outage", "composition": how},
        },
        "outages": [
            {"service": name, "from_at": "2026-09-02 00:00", "to_at": f"2026-09-0{end} 00:00"}
            for name, end in zip(services, (3, 4), strict=False)
        ],
    }
    return {step.what: step.result.replace("\xa0", " ") for step in outcome_of(case).steps}


def test_one_service_says_its_own_time() -> None:
    found = steps_of({"web": None}, None)
    assert found["Aftalt driftstid"] == "720 t."
    assert found["Nedetid"] == "24 t."


@pytest.mark.parametrize(
    ("how", "what", "down"),
    [
        ("any", "Tid, hvor mindst én ydelse er nede", "48 t."),
        ("all", "Tid, hvor alle ydelser er nede samtidig", "24 t."),
    ],
    ids=["any", "all"],
)
def test_services_composed_into_one_say_the_sum_and_then_the_common_time(
    how: str, what: str, down: str
) -> None:
    found = steps_of({"web": None, "api": None}, how)
    assert found["Aftalt driftstid for hver ydelse, lagt sammen"] == "1.440 t."
    assert found["Nedetid for hver ydelse, lagt sammen"] == "72 t."
    assert found["Driftstid, talt én gang for ydelserne tilsammen"] == "720 t."
    assert found[what] == down


def test_each_service_by_itself_has_no_common_time() -> None:
    assert "Driftstid, talt én gang for ydelserne tilsammen" not in steps_of(
        {"web": None, "api": None}, "each"
    )

"""Security updates released, installed and missing, at the bounds of the period."""

from report_months import OCTOBER, at, full_month, table

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.report.counts.security_updates import Updates, by_severity, missing_at
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts

FIRST, AFTER = OCTOBER.from_s, OCTOBER.to_s
UPDATES = (
    # id, severity, released, installed, reason
    ("before", "high", FIRST - 9, FIRST - 1, None),
    ("at the beginning", "high", FIRST - 9, FIRST, None),
    ("inside", "high", FIRST, AFTER - 1, None),
    ("after", "high", FIRST + 5, AFTER, "Afventer test"),
    ("never", "low", at("2026-10-05 09:00"), None, None),
    ("later", "low", AFTER, None, None),
)


def october() -> Month:
    names = ("id", "severity", "released_s", "installed_s", "postponed_reason")
    rows = [dict(zip(names, row, strict=True)) for row in UPDATES]
    return full_month(evidence=Evidence({"security_updates": table("security_updates", rows)}))


def test_bounds_are_half_open() -> None:
    assert by_severity(october()) == (
        Updates("high", released=2, installed=2, missing=1, postponed=1),
        Updates("low", released=1, installed=0, missing=1, postponed=0),
    )


def test_missing_at_the_end_is_what_was_released_and_not_installed_before_it() -> None:
    found = facts(october(), "security_updates").filter(missing_at(AFTER)).collect()
    assert found["id"].to_list() == ["after", "never"]

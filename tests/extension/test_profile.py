"""A new source system: its export is recognised, and read by name."""

from pathlib import Path

from sandbox import Sandbox

PROFILE = """name = "weather-desk"
title = "Vejrdesken, sager"
reads = "the list of cases as CSV"
based_on = "nothing: it is made up"
table = "incidents"
recognise = [["Case", "Urgency", "Came in"]]

[times]
formats = ["%d-%m-%Y %H:%M"]
zone = "contract"

[columns]
id = "Case"
priority = "Urgency"
opened_at = "Came in"
"""


def test_a_profile_is_one_file(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "a source system",
        "weather-desk",
        PROFILE,
        lines={},
        english={"Vejrdesken, sager": "The weather desk, cases"},
    )
    assert len(sandbox.touched()) == 2

    (evidence / "incidents.csv").unlink()
    (evidence / "export.csv").write_text("Case;Urgency;Came in\nA1;1;05-10-2026 10:00\n", encoding="utf-8")
    assert "weather-desk" in sandbox.run("afstemt", "read", evidence)
    assert "weather-desk" in sandbox.report(tmp_path / "out", evidence=evidence)["json"].decode()

    sandbox.house_stands("tests/files/reading/test_profiles.py")
    assert "| `weather-desk` | the list of cases as CSV |" in sandbox.page("docs/profiles.md")

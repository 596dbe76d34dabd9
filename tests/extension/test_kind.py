"""A new kind of service level: in terms, in check, in report and explanation, in both languages."""

import json
from pathlib import Path

import jsonschema
from sandbox import TERMS, Sandbox

from afstemt.files.writing.formats.json import schema

KIND = '''"""Open problems: how many are open when the period ends."""

from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.counted import count_outcome
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of open problems."""

    known_errors: Annotated[
        Literal["counted", "left_out"] | None,
        Word("Kendte fejl i problemer"),
        Choices({"counted": "er åbne problemer", "left_out": "er ikke åbne problemer"}),
        Asks(
            "Kontrakten siger ikke, om en kendt fejl er et åbent problem.",
            (("counted", "En kendt fejl er åben."), ("left_out", "En kendt fejl er ikke åben.")),
        ),
    ] = None
    """Whether a known error is an open problem."""


def measure(task: Task) -> Outcome:
    """Return the number of problems open at the end, at most the target."""
    end, nothing = task.part.to_s, pl.lit(None, dtype=pl.String)
    rows = task.evidence.table("problems").filter(
        pl.col("opened_s") < end, pl.col("resolved_s").is_null() | (pl.col("resolved_s") >= end)
    )
    if task.level.parameters.known_errors == "left_out":
        rows = rows.filter(~pl.col("known_error").fill_null(value=False))
    cases = rows.with_columns(
        pl.col("opened_s").alias("start_s"),
        pl.col("resolved_s").alias("end_s"),
        nothing.alias("priority"),
        nothing.alias("reason"),
    )
    return count_outcome(task, cases, "problems", _(KIND.definition))


KIND = Kind(
    name="open_problems",
    title="Åbne problemer",
    definition="Antallet af problemer, der er åbne, når perioden slutter; højst målet.",
    parameters=Parameters,
    needs=frozenset({"target"}),
    unit="count",
    measured_on=("problems",),
    measure=measure,
    lower_is_better=True,
)
'''
ENGLISH = {
    "Åbne problemer": "Open problems",
    "Antallet af problemer, der er åbne, når perioden slutter; højst målet.": (
        "The number of problems open when the period ends; at most the target."
    ),
    "Kendte fejl i problemer": "Known errors among problems",
    "er åbne problemer": "are open problems",
    "er ikke åbne problemer": "are not open problems",
    "Kontrakten siger ikke, om en kendt fejl er et åbent problem.": (
        "The contract does not say whether a known error is an open problem."
    ),
    "En kendt fejl er åben.": "A known error is open.",
    "En kendt fejl er ikke åben.": "A known error is not open.",
}
CASE = """populations = [{ target = 1 }]
parameters = { known_errors = "counted" }
others = [{ known_errors = "left_out" }]
"""
LEVEL = """
[[service_levels]]
id = "KPI 9"
title = "Problemer"
clause = "Bilag 6, KPI 9"
kind = "open_problems"
minimum_cases = 0
populations = [{ target = 1 }]
parameters = { known_errors = "left_out" }

[[service_levels.penalties]]
rule = "points_per_unit"
parameters = { points = 2, unit = "case" }
"""
PROBLEMS = """id;opened_at;resolved_at;known_error
P1;2026-10-05T10:00:00+02:00;;false
P2;2026-10-06T10:00:00+02:00;;false
P3;2026-10-07T10:00:00+02:00;2026-10-08T10:00:00+02:00;false
P4;2026-10-07T10:00:00+02:00;;true
"""


def test_a_kind_is_one_file_and_one_line(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "a kind of service level",
        "open_problems",
        KIND,
        lines={
            "    longest_outage,": "    open_problems,",
            "    outage_count.KIND,": "    open_problems.KIND,",
        },
        english=ENGLISH,
    )
    (sandbox.root / "tests" / "cases" / "kinds" / "open_problems.toml").write_text(CASE, encoding="utf-8")
    assert len(sandbox.touched()) == 4

    assert "('open_problems', 'Åbne problemer')" in sandbox.offered("ServiceLevel", "kind")
    terms = tmp_path / "terms"
    terms.mkdir()
    (own,) = (sandbox.root / TERMS).iterdir()
    text = own.read_text(encoding="utf-8") + LEVEL
    (terms / own.name).write_text(text.replace('known_errors = "left_out"', ""), encoding="utf-8")
    assert "om en kendt fejl er et åbent problem" in sandbox.run("afstemt", "check", terms, refused=True)
    (terms / own.name).write_text(text, encoding="utf-8")
    assert "kendt fejl" not in sandbox.run("afstemt", "check", terms)
    (evidence / "problems.csv").write_text(PROBLEMS, encoding="utf-8")
    written = sandbox.report(tmp_path / "danish", terms=str(terms), evidence=evidence)
    made = json.loads(written["json"])
    jsonschema.validate(made, schema())
    level = next(one for one in made["data"]["levels"] if one["id"] == "KPI 9")
    assert [(one["state"], one["value"]) for one in level["results"]] == [("missed", "2")]
    assert "højst 1" in written["html"].decode()
    assert [line["points"] for line in made["data"]["settlement"]["lines"] if line["level"] == "KPI 9"] == [
        "2"
    ]
    english = sandbox.report(tmp_path / "english", terms=str(terms), evidence=evidence, language="en")
    assert "The number of problems open when the period ends" in english["html"].decode()
    explained = sandbox.run(
        *("afstemt", "explain", terms, evidence, "--period", "2026-10", "--date", "2026-11-10", "KPI 9")
    )
    assert "Antallet af problemer, der er åbne" in explained

    cases = "tests/core/measurement/test_kinds_golden.py"
    sandbox.pytest(cases, "-k", "open_problems", REFRESH="1")
    sandbox.house_stands(
        cases,
        "tests/test_names.py",
        "tests/core/terms/test_terms_words.py",
        "tests/core/terms/test_terms_page.py",
    )

"""A new rule of penalty: in terms, in check, in settlement and report, in both languages."""

import json
from pathlib import Path

import jsonschema
from sandbox import TERMS, Sandbox

from afstemt.files.writing.formats.json import schema

RULE = '''"""Points once for a level that is missed, whatever it is missed by."""

from pydantic import Field

from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(Part):
    """Points once for the level."""

    points: Points = Field(gt=0)
    """Points for the level."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line for a missed level."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    if breach.outcome.state != "missed":
        return ()
    step = Step(_("Servicemålet er brudt"), "", f"{number(parameters.points)} {_('point')}", breach.clause)
    return (breach.line("", points=parameters.points, steps=(step,)),)


RULE = Rule(
    name="points_once",
    title="Point én gang for servicemålet",
    parameters=Parameters,
    points=True,
    apply=apply,
)
'''
ENGLISH = {
    "Point én gang for servicemålet": "Points once for the service level",
    "Servicemålet er brudt": "The service level is missed",
}
CASE = "[[variants]]\npoints = 3\n"
PENALTY = """
[[service_levels.penalties]]
clause = "Bilag 6, KPI 3"
rule = "points_once"
parameters = { points = 3 }
"""


def test_a_rule_is_one_file_and_one_line(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "a penalty or bonus rule",
        "points_once",
        RULE,
        lines={
            "    points_by_band,": "    points_once,",
            "    points_per_breach.RULE,": "    points_once.RULE,",
        },
        english=ENGLISH,
    )
    (sandbox.root / "tests" / "cases" / "rules" / "points_once.toml").write_text(CASE, encoding="utf-8")
    assert len(sandbox.touched()) == 4

    assert "('points_once', 'Point én gang for servicemålet')" in sandbox.offered("Penalty", "rule")
    terms = tmp_path / "terms"
    terms.mkdir()
    for path in (sandbox.root / TERMS).iterdir():
        (terms / path.name).write_text(_with_rule(path.read_text(encoding="utf-8")), encoding="utf-8")
    sandbox.run("afstemt", "check", terms)
    (evidence / "incidents.csv").write_text(
        "id;priority;opened_at;responded_at;resolved_at\n"
        "A1;1;2026-10-05T10:00:00+02:00;2026-10-05T12:00:00+02:00;2026-10-05T13:00:00+02:00\n",
        encoding="utf-8",
    )
    written = sandbox.report(tmp_path / "danish", terms=str(terms), evidence=evidence)
    made = json.loads(written["json"])
    jsonschema.validate(made, schema())
    lines = [line for line in made["data"]["settlement"]["lines"] if line["rule"] == "points_once"]
    assert [(line["level"], line["points"]) for line in lines] == [("KPI 1", "3")]
    assert "Servicemålet er brudt" in written["html"].decode()
    english = sandbox.report(tmp_path / "english", terms=str(terms), evidence=evidence, language="en")
    assert "The service level is missed" in english["html"].decode()

    own = "tests/core/settlement/test_rule_matrix.py"
    sandbox.pytest(own, "-k", "points_once", REFRESH="1")
    sandbox.house_stands(
        own,
        "tests/test_names.py",
        "tests/core/terms/test_terms_words.py",
        "tests/core/terms/test_terms_page.py",
    )


def _with_rule(text: str) -> str:
    """Return the terms with the rule on the first level, beside those that are there."""
    first = "\n[[service_levels.penalties]]\n"
    assert first in text
    return text.replace(first, f"{PENALTY}{first}", 1)

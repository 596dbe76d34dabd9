"""Every finding has its sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

from afstemt.files.reading.intake import words
from afstemt.files.reading.sheets import finding
from afstemt.files.reading.sheets.finding import Finding

ROOT = Path(words.__file__).parents[1]


def codes_in_source() -> Iterator[str]:
    for path in ROOT.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                at = {"Unreadable": 0, "Finding": 0, "rows": 2}.get(name)
                if at is not None and len(call.args) > at:
                    argument = call.args[at]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def test_every_code_in_the_source_has_a_sentence() -> None:
    codes = set(codes_in_source()) - {"lacking"}
    assert len(codes) > 50
    assert codes <= set(words._sentences("da", "command_line"))


def test_a_fault_says_file_row_and_column() -> None:
    [fault] = words.faults(
        [Finding("bad-time", "set_aside", 17, "opened_at", {"value": "i går", "expected": "x"})], "a.csv"
    )
    assert (fault.source, fault.place, fault.row, fault.column) == ("a.csv", "række 17", 17, "opened_at")
    assert fault.message.startswith("opened_at: ”i går” er ikke et tidspunkt.")
    assert finding.SHOWN == 80


def test_no_fault_quotes_a_cpr_number_be_it_a_value_or_a_heading() -> None:
    [fault] = words.faults(
        [Finding("unknown-column", "note", None, "id 010170-1234", {"table": "incidents"})], "a"
    )
    assert (fault.column, "010170" in fault.message) == ("(udeladt)", False)


def test_no_line_is_advised_that_a_profile_may_not_have() -> None:
    """Nothing may be ``like`` Afstemt's own columns; of a built-in profile the line says which it is like."""
    values = {"what": "changes", "column": "initiator", "values": "X (1)", "line": "values = {}"}
    own, built_in = (
        words.faults([Finding("unknown-said", "ask", None, None, values | {"profile": name})], "a.csv")[0]
        for name in ("afstemt", "glpi")
    )
    assert "like" not in own.message
    assert "i en profil for filen (»afstemt profile FIL« laver et udkast)" in own.message
    assert 'like = "glpi"' in built_in.message

"""Nothing asks a kind, rule, section or point of the agenda for its name to decide what to do: it answers itself.

A registered name may stand in its own file and in its registry. Anywhere else in the source it may be neither compared
nor searched for. Some names are also the names of other things (``incidents`` is a section, a point of the agenda and a
fact table): those are only told by what they are held against (``spec.id``, ``level.kind``).
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from afstemt.core.evidence.tables import TABLES
from afstemt.core.measurement.registry import KINDS
from afstemt.core.meeting.registry import POINTS
from afstemt.core.report.registry import SECTIONS
from afstemt.core.settlement.registry import RULES

SOURCE = Path(__file__).parents[1] / "src" / "afstemt"
SEARCHES = {"get", "pop", "setdefault", "index", "count", "startswith", "endswith", "eq", "ne", "is_in"}
"""Methods that look for their first argument."""
QUERIES = {"filter", "exclude", "get", "Q"}
"""Calls whose keywords are comparisons."""
TABLE_NAMES = frozenset(table.name for table in TABLES)


@dataclass(frozen=True)
class Registry:
    """Registered things of one sort.

    Attributes:
        names: Theirs.
        homes: Where a name may stand, from ``src/afstemt``: with the name in it, the name's own file.
        words: What the code calls such a thing, or its name, where it asks for it.
        alone: Whether a name is the name of nothing else, so that it needs no such word to be told.
    """

    names: frozenset[str]
    homes: tuple[str, ...]
    words: frozenset[str]
    alone: bool

    def is_home(self, path: str, name: str) -> bool:
        """Return whether the name may stand in the file."""
        return any(path == home.format(name=name) for home in self.homes)


def registries() -> tuple[Registry, ...]:
    """Return what is registered."""
    kinds = {kind.name for kind in KINDS}
    by_kind = ("core/measurement/kinds/{name}.py", "core/measurement/registry.py")
    by_rule = ("core/settlement/rules/{name}.py", "core/settlement/registry.py")
    by_section = ("core/report/sections/{name}.py", "core/report/registry.py")
    return (
        Registry(frozenset(kinds - TABLE_NAMES), by_kind, frozenset({"kind"}), True),
        Registry(frozenset(kinds & TABLE_NAMES), by_kind, frozenset({"kind"}), False),
        Registry(frozenset(rule.name for rule in RULES), by_rule, frozenset({"rule"}), True),
        Registry(
            frozenset(spec.id for spec in SECTIONS), by_section, frozenset({"section", "spec", "part"}), False
        ),
        Registry(
            frozenset(point.id for point in POINTS),
            ("core/meeting/registry.py",),
            frozenset({"point", "spec"}),
            False,
        ),
    )


def violations(text: str, path: str, known: tuple[Registry, ...]) -> list[str]:
    """Return each place in a module where a registered name is compared or searched for: line and name."""
    found = []
    for node in ast.walk(ast.parse(text)):
        for constant, beside in _asked(node):
            found += [f"{path}:{constant.lineno}: {constant.value}"] * _tells(
                constant.value, _words(beside), path, known
            )
    return sorted(set(found))


def template_violations(text: str, path: str, known: tuple[Registry, ...]) -> list[str]:
    """Return each registered name that a page's template compares."""
    return [
        f"{path}: {name}"
        for tag in re.findall(r"\{%\s*(?:if|elif)\s+(.*?)%\}", text)
        for name in re.findall(r"[\"']([^\"']*)[\"']", tag)
        if _tells(name, _words(re.sub(r"[\"'][^\"']*[\"']", "", tag)), path, known)
    ]


def _tells(name: str, words: set[str], path: str, known: tuple[Registry, ...]) -> bool:
    for registry in known:
        asked = bool(words & registry.words)
        whole = name in registry.names and not registry.is_home(path, name)
        part = name not in TABLE_NAMES and any(
            f"_{name}_" in f"_{one}_" and name != one and not registry.is_home(path, one)
            for one in registry.names
        )
        if (whole and (asked or registry.alone)) or (part and asked and registry.alone):
            return True
    return False


def _words(text: str) -> set[str]:
    """Return the words of the identifiers, in singular: ``level.kind``, ``KINDS`` and ``KindTerms`` have ``kind``."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text)
    return {word.lower().removesuffix("s") for word in re.split(r"[^A-Za-z]+", parted)}


def _asked(node: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    """Yield each text that is compared or searched for, with the source of what it is held against."""
    match node:
        case ast.Compare():
            sides = [node.left, *node.comparators]
            for side in sides:
                beside = " ".join(ast.unparse(other) for other in sides if other is not side)
                yield from ((one, beside) for one in _texts(side))
        case ast.Match():
            for case in node.cases:
                for inner in ast.walk(case.pattern):
                    if isinstance(inner, ast.MatchValue):
                        yield from ((one, ast.unparse(node.subject)) for one in _texts(inner.value))
        case ast.Subscript():
            yield from ((one, ast.unparse(node.value)) for one in _texts(node.slice))
        case ast.Call(func=ast.Attribute(attr=name, value=value)) if name in SEARCHES and node.args:
            yield from ((one, ast.unparse(value)) for one in _texts(node.args[0]))
        case ast.Assign() | ast.AnnAssign() if node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            beside = " ".join(ast.unparse(target) for target in targets)
            yield from ((one, beside) for one in _texts(node.value))
        case ast.Set() | ast.List() | ast.Tuple() | ast.Dict():
            yield from ((one, "") for one in _texts(node))
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in QUERIES:
        for keyword in node.keywords:
            yield from ((one, keyword.arg or "") for one in _texts(keyword.value))


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts that the expression is, or is a collection of; of a dictionary its keys."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.Tuple() | ast.List() | ast.Set():
            for one in node.elts:
                yield from _texts(one)
        case ast.Dict():
            for key in node.keys:
                if key is not None:
                    yield from _texts(key)
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple" | "list" | "dict")):
            for one in node.args:
                yield from _texts(one)


def test_nothing_asks_a_registered_thing_for_its_name() -> None:
    known = registries()
    found = [
        place
        for path in sorted(SOURCE.rglob("*.py"))
        for place in violations(path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix(), known)
    ]
    assert not found, "\n".join(found)


def test_no_page_asks_a_registered_thing_for_its_name() -> None:
    known = registries()
    found = [
        place
        for path in sorted([*SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")])
        for place in template_violations(
            path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix(), known
        )
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        'level.kind == "availability"',
        '"availability" != one',
        '"availability" in level.kind',
        '"resolution" in kind',
        'kind.startswith("response_time")',
        'level.kind in {"outage_count", other}',
        'WATCHED = frozenset({"longest_outage"})',
        'LIMITS = {"count_limit": 1}',
        'one(["deliverable"])',
        'found["change_success"]',
        'found.get("stated_value")',
        'FIRST = "availability"',
        'level.kind == "security_updates"',
        'KINDS["security_updates"]',
        'line.rule not in ("points_per_unit",)',
        'pl.col("rule").is_in(["bonus_by_band"])',
        'Row.objects.filter(rule="lump_plus_unit")',
        'spec.id == "other"',
        'section in ("data_basis", "derivations")',
        'SECTIONS["incidents"]',
        'point.id == "economy"',
        'match level.kind:\n    case "deliverable" | "other":\n        pass',
    ],
)
def test_a_planted_name_is_caught(line: str) -> None:
    assert violations(line, "core/report/words.py", registries())


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('KIND = Kind(name="availability")', "core/measurement/kinds/availability.py"),
        ('title == "availability"', "core/measurement/kinds/availability.py"),
        ('evidence.table("incidents")', "core/report/words.py"),
        ('table == "security_updates"', "core/report/words.py"),
        ('facts["changes"]', "core/report/words.py"),
        ('phase.kind == "running_in"', "core/report/words.py"),
        ('{"section": "summary"}', "files/demo/follow_up.py"),
        ('said.get("other")', "files/reading/intake/profile_file.py"),
        ('_("availability")', "core/report/words.py"),
    ],
)
def test_what_asks_for_no_name_is_let_be(line: str, path: str) -> None:
    assert violations(line, path, registries()) == []


def test_a_name_planted_in_a_page_is_caught() -> None:
    planted = '{% if level.kind == "availability" %}x{% endif %}'
    assert template_violations(planted, "web/templates/x.html", registries())
    assert template_violations('{% if spec.id == "other" %}x{% endif %}', "web/x.html", registries())
    assert template_violations('{% if table == "incidents" %}x{% endif %}', "web/x.html", registries()) == []

"""The file of aliases: what is wrong in it comes in one list, by key and line."""

from datetime import date

import pytest

from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.aliases import parse_aliases
from afstemt.core.units.fault import Refused

TERMS = Terms(
    id="k",
    title="K",
    in_force_from=date(2020, 1, 1),
    parties=(),
    systems=({"id": "s", "name": "S", "services": ({"id": "w", "name": "Web"},)},),
    service_levels=(
        {
            "id": "KPI 1",
            "title": "M",
            "kind": "any",
            "parameters": {},
            "populations": ({"priorities": ("critical",)},),
        },
    ),
)
LATER = TERMS.model_copy(update={"systems": ()})


def test_aliases_are_read_as_a_list_or_as_tables() -> None:
    inline = 'aliases = [{ of = "service", name = "W", means = "w", confirmed_by = ["supplier"] }]'
    tables = '[[aliases]]\nof = "service"\nname = "W"\nmeans = "w"\nconfirmed_by = ["supplier"]\n'
    (one,) = parse_aliases(inline, "aliases.toml", [TERMS, LATER])
    assert (one,) == parse_aliases(tables, "aliases.toml", [TERMS])
    assert (one.of, one.name, one.means, one.confirmed_by) == ("service", "W", "w", ("supplier",))
    assert parse_aliases("", "aliases.toml", [TERMS]) == ()


@pytest.mark.parametrize(
    ("line", "code", "place", "said"),
    [
        (
            '{ of = "service", name = "W", means = "web" }',
            "unknown-reference",
            "aliases[0].means",
            "Mente du »w«?",
        ),
        (
            '{ of = "priority", name = "P1", means = "1" }',
            "unknown-reference",
            "aliases[0].means",
            "»critical«",
        ),
        ('{ of = "service", name = "w", means = "" }', "alias-of-known", "aliases[0].name", "Slet aliaset"),
        ('{ of = "services", name = "W", means = "w" }', "not-a-choice", "aliases[0].of", '"service"'),
        ('{ of = "service", name = "W" }', "missing-key", "aliases[0].means", "means"),
        ('{ of = "service", name = "", means = "w" }', "wrong-type", "aliases[0].name", ""),
        ('{ of = "service", name = "W", means = "w", by = "x" }', "unknown-key", "aliases[0].by", "by"),
        (
            '{ of = "service", name = "W", means = "w", confirmed_by = ["begge"] }',
            "not-a-choice",
            "aliases[0].confirmed_by[0]",
            '"authority"',
        ),
    ],
)
def test_what_is_wrong_is_named_by_key_and_line(line: str, code: str, place: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_aliases(f"# aliaser\naliases = [\n  {line},\n]\n", "aliases.toml", [TERMS])
    (fault,) = caught.value.faults
    assert (fault.code, fault.place, fault.source) == (code, place, "aliases.toml")
    assert fault.row in (2, 3)
    assert said in fault.message, fault.message


def test_one_name_twice_and_a_document_of_something_else() -> None:
    twice = '{ of = "service", name = "W", means = "w" }, { of = "service", name = "W", means = "" }'
    with pytest.raises(Refused) as caught:
        parse_aliases(f"aliases = [{twice}]", "aliases.toml", [TERMS])
    assert [(one.code, one.place) for one in caught.value.faults] == [("duplicate-alias", "aliases[1].name")]
    with pytest.raises(Refused) as caught:
        parse_aliases('id = "k"', "aliases.toml", [TERMS])
    assert [one.code for one in caught.value.faults] == ["unknown-key"]


def test_a_priority_may_be_what_a_population_is_called_by() -> None:
    line = 'aliases = [{ of = "priority", name = "Critical", means = "critical" }]'
    assert parse_aliases(line, "aliases.toml", [TERMS])[0].means == "critical"

"""A contract's document: read exactly, or refused with every fault at its place."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue

Parse = Callable[[str], Terms]
Faults = Callable[..., tuple[Fault, ...]]


def test_numbers_are_exact_and_dates_are_dates(parse: Parse, level: str) -> None:
    terms = parse(level.replace("target = 90", "target = 99.90"))
    assert terms.in_force_from == date(2026, 1, 1)
    assert str(terms.level("KPI 1").populations[0].target) == "99.90"


def test_parameters_become_the_rules_own_model(parse: Parse, level: str) -> None:
    penalty = '[[service_levels.penalties]]\nrule = "per_breach"\nparameters = { points = 1.5 }'
    parameters = parse(level + penalty).service_levels[0].penalties[0].parameters
    assert type(parameters).__name__ == "PerBreach"
    assert parameters.points == Decimal("1.5")


def test_every_fault_is_in_one_list_with_place_and_line(faults: Faults, level: str) -> None:
    found = faults(
        level.replace('judge = "rounded"', 'judge = "roundd"')
        + """
[[service_levels]]
id = "KPI 1"
tilte = "x"
kind = "in_tme"
decimals = 9
populations = [
    { id = "a", target = 90 },
    { id = "a", target = "90", limit = { hours = 1, minutes = 2 } },
]
"""
    )
    assert [(fault.place, fault.code) for fault in found] == [
        ("service_levels[0].judge", "not-a-choice"),
        ("service_levels[1].title", "missing-key"),
        ("service_levels[1].id", "duplicate-id"),
        ("service_levels[1].tilte", "unknown-key"),
        ("service_levels[1].kind", "unknown-kind"),
        ("service_levels[1].decimals", "out-of-range"),
        ("service_levels[1].populations[1].id", "duplicate-id"),
        ("service_levels[1].populations[1].limit", "limit"),
        ("service_levels[1].populations[1].target", "wrong-type"),
    ]
    assert {fault.source for fault in found} == {"kontrakt.toml"}
    rows = [fault.row for fault in found]
    assert all(rows)
    assert rows == sorted(row or 0 for row in rows)
    assert "Mente du »title«?" in found[3].message
    assert "in_time" in found[4].message


def test_no_message_is_english(faults: Faults, level: str) -> None:
    found = faults(
        level.replace("hours = 4", 'hours = "fire"')
        + """
[framework]
meeting_minutes = 1.5
change_advisory_board = "ja"
deadlines = [{ what = "rapport", working_days = 10 }, 7]
[report]
max_rows = 0
[contract_calendar]
"""
    )
    assert len(found) == 7
    for fault in found:
        assert not re.search(r"\b(input|should|valid|field|error|type)\b", fault.message), fault.message


def test_messages_are_english_when_english_is_spoken(faults: Faults) -> None:
    with speaking("en", catalogue("en")):
        (fault,) = faults(
            "synthetic = 1", head='id = "a"\ntitle="b"\nin_force_from=2026-01-01\nparties=[]\n'
        )[1:]
    assert fault.message.startswith("true or false")


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('to_day = "2027-01-01"', "to_day", "dato uden anførselstegn"),
        ("to_day = 2027", "to_day", "dato uden anførselstegn"),
        ("to_day = 2027-01-01T10:00:00", "to_day", "dato uden anførselstegn"),
        ("to_day = 2025-12-31", "to_day", "Er de byttet om?"),
        ('zone = "Europe/Aarhus"', "zone", "IANA"),
        ('currency = "KR"', "currency", "ISO 4217"),
        ("settlement = { cap_percent_period = true }", "settlement.cap_percent_period", "et tal"),
        ("settlement = { cap_percent_period = inf }", "settlement.cap_percent_period", "et tal"),
        ("settlement = { cap_percent_period = 1e400 }", "settlement.cap_percent_period", "et tal"),
        ("systems = { id = 1 }", "systems", "en liste"),
        ('calendars.desk.monday = ["16:00-08:00"]', "calendars.desk.monday[0]", "slutter ikke efter"),
        ('calendars.desk.monday = ["08:00-25:00"]', "calendars.desk.monday[0]", "uden for døgnet"),
        ('calendars.desk.monday = ["8.00-16.00"]', "calendars.desk.monday[0]", "kolon"),
        ('calendars.desk.monday = ["08:00-12:00", "11:00-13:00"]', "calendars.desk.monday", "overlapper"),
        ('calendars.desk.closed_days = ["02-30"]', "calendars.desk.closed_days[0]", "MM-DD"),
        ('calendars.desk.open_days = ["2026-02-29"]', "calendars.desk.open_days[0]", "MM-DD"),
        ('calendars.desk.special_days = { "24-12" = [] }', "calendars.desk.special_days.24-12", "MM-DD"),
        ('calendars.desk.holidays = "Danmark"', "calendars.desk.holidays", "ISO-kode"),
        ('service_windows = [{ weekly = { torsdag = [] } }]', "service_windows[0].weekly.torsdag", "ugedag"),
        ('service_windows = [{ services = ["web"] }]', "service_windows[0].services[0]", "findes ikke"),
        ('framework = { calendar = "desk" }', "framework.calendar", "findes ikke"),
        ('prices = { fixed = [{ id = "f", title = "F", amount = 1, index = "npi" }] }',
         "prices.fixed[0].index", "findes"),
        ('prices = { indexes = [{ name = "n", base = 1, values = { "2026" = 1 } }] }',
         "prices.indexes[0].values.2026", "dato"),
        ("settlement = { point_steps = [{ points = 5, percent = 1 }, { points = 5, percent = 2 }] }",
         "settlement.point_steps[1]", "stige"),
        ("settlement = { percent_per_point = 1, point_steps = [{ points = 5, percent = 1 }] }",
         "settlement.point_steps", "Behold den"),
        ("settlement = { reasons = { bse = \"x\" } }", "settlement.reasons.bse", "Mente du »base«?"),
    ],
)  # fmt: skip
def test_a_slip_is_named(faults: Faults, line: str, place: str, words: str, head: str) -> None:
    found = faults("", head=f"{line}\n{head}")
    assert [fault.place for fault in found] == [place]
    assert words in found[0].message
    assert found[0].row == 1


def test_phases_that_overlap_are_named(faults: Faults) -> None:
    text = """
phases = [
    { kind = "running_in", from_day = 2026-01-01, to_day = 2026-04-01 },
    { kind = "operation", from_day = 2026-04-01 },
]
"""
    head = 'id = "a"\ntitle = "b"\nin_force_from = 2026-01-01'
    parties = '[[parties]]\nrole = "authority"\nname = "A"\n[[parties]]\nrole = "supplier"\nname = "B"'
    (fault,) = faults(parties, head=f"{head}{text}")
    assert (fault.code, fault.place) == ("phase-overlap", "phases[1]")


@pytest.mark.parametrize(
    "text", ["a." * 2400 + "a = 1", "a = " + "[" * 150 + "]" * 150, "a = '" + "x" * 6000 + "'"]
)
def test_a_document_made_to_be_deep_or_long_is_refused_at_once(faults: Faults, head: str, text: str) -> None:
    assert {fault.code for fault in faults("", head=f"{text}\n{head}")} <= {"unknown-key", "line-too-long"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("cvr = '1234567'", "cvr"),
        ("cvr = '1234567a'", "cvr"),
        ("gln = '579000000000'", "gln"),
        ("gln = '5790000000006'", "gln"),
    ],
)
def test_numbers_of_parties_that_cannot_be_right(faults: Faults, head: str, number: str, code: str) -> None:
    (fault,) = faults("", head=head + number)
    assert (fault.code, fault.place) == (code, f"parties[1].{code}")


def test_numbers_of_parties_that_can_be_right(parse: Parse) -> None:
    assert parse("cvr = '12345678'\ngln = '5790000000012'").party("supplier").gln == "5790000000012"


def test_spells_that_meet_do_not_overlap_and_empty_ones_are_named(
    parse: Parse, faults: Faults, head: str
) -> None:
    parse('[calendars.desk]\nmonday = ["08:00-12:00", "12:00-16:00", "16:00-24:00"]')
    (fault,) = faults("", head=f'calendars.desk.monday = ["12:00-12:00"]\n{head}')
    assert fault.code == "spell"


def test_a_line_too_long_is_named(faults: Faults, head: str) -> None:
    (fault,) = faults("", head=f"{head}note = '{'x' * 6000}'\n")
    assert (fault.code, fault.row) == ("line-too-long", 13)


def test_one_authority_and_one_supplier(faults: Faults, head: str) -> None:
    found = faults("", head=head.replace('"supplier"', '"authority"'))
    assert {fault.code for fault in found} == {"parties"}
    assert len(found) == 1
    third = '[[parties]]\nrole = "supplier"\nname = "B"\n'
    (fault,) = faults(third)
    assert fault.code == "parties"


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        ("a = 1\nb = 99,5\n", 2, 7, "punktum"),
        ("a = 1\na = 2\n", 2, None, "allerede"),
        ("a = jan\n", 1, None, "anførselstegn"),
        ("a = 'x\n", 1, None, "anførselstegn"),
        ("a = 2026-02-30\n", 1, None, "Datoen findes ikke"),
        ("a 1\n", 1, None, "lighedstegn"),
        ("[a\n", 1, None, "parentes"),
        ("a = [1,\n", 1, None, "parentes"),
        ("a = " + "[" * 4900, 1, None, "for mange lag"),
        ("a = " + "9" * 4900, 1, None, "for stort"),
    ],
)
def test_what_is_not_toml_is_named_by_line_and_column(
    vocabulary: Vocabulary, text: str, row: int, column: int | None, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        parse_terms(text, "k.toml", vocabulary)
    (fault,) = refused.value.faults
    assert fault.code == "toml-syntax"
    assert fault.row == row
    assert fault.place.startswith(f"linje {row}, kolonne ")
    assert column is None or fault.place.endswith(f" {column}")
    assert words in fault.message


KEYS = (
    "id", "title", "parties", "systems", "services", "calendars", "service_levels", "populations", "penalties",
    "parameters", "kind", "settlement", "point_steps", "prices", "fixed", "indexes", "values", "phases", "monday",
    "weekly", "service_windows", "reasons", "framework", "deadlines", "limit", "in_force_from", "special_days",
)  # fmt: skip


def written(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return {None: "2026-01-01", 0: "nan", 1: "-inf", 2: "1e999999"}.get(value, str(value))  # type: ignore[call-overload]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9**20) | st.text("ab{}[]\"'=.\n#æ", max_size=6),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
        max_leaves=12,
    )
)
def test_any_document_is_read_or_refused_never_broken(value: object) -> None:
    text = (
        "\n".join(f"{key} = {written(item)}" for key, item in value.items())
        if isinstance(value, dict)
        else ""
    )
    with pytest.raises(Refused) as refused:
        parse_terms(text, "k.toml", Vocabulary({}, {}))
    assert refused.value.faults
    assert all(fault.message and fault.place for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("said", "holds"),
    [("working_days = 5", True), ("days = 5", True), ("", False), ("days = 5\nworking_days = 5", False)],
)
def test_a_deadline_has_one_unit(
    parse: Callable[[str], Terms], faults: Callable[..., tuple[Fault, ...]], said: str, holds: bool
) -> None:
    text = f'[[framework.deadlines]]\nwhat = "report"\n{said}\n'
    if holds:
        assert parse(text).framework.deadlines[0].what == "report"
    else:
        assert [fault.code for fault in faults(text)] == ["limit"]

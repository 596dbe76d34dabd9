"""Rounding, periods and formats: the boundaries spelled out."""

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.units import formats
from afstemt.core.units.figure import Duration, Figure, Instant, Percent, Status
from afstemt.core.units.money import Money, rounded, zero
from afstemt.core.units.period import Period, add_months, instant, month, parse_period, quarter
from afstemt.core.units.wording import speaking

COPENHAGEN = "Europe/Copenhagen"
MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}


@pytest.mark.parametrize(
    ("mode", "value", "to"),
    [
        ("half_up", "0.005", "0.01"),
        ("half_up", "-0.005", "-0.01"),
        ("half_up", "0.0049999", "0.00"),
        ("half_even", "0.005", "0.00"),
        ("half_even", "0.015", "0.02"),
        ("down", "0.019", "0.01"),
        ("down", "-0.019", "-0.01"),
        ("up", "0.011", "0.02"),
        ("up", "0.01", "0.01"),
    ],
)
def test_rounding_acts_on_the_magnitude(mode: str, value: str, to: str) -> None:
    assert rounded(Decimal(value), 2, mode) == Decimal(to)  # type: ignore[arg-type]


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 4), st.sampled_from(list(MODES)))
def test_rounding_equals_decimals_own(value: Decimal, decimals: int, mode: str) -> None:
    assert rounded(value, decimals, mode) == value.quantize(Decimal(1).scaleb(-decimals), MODES[mode])  # type: ignore[arg-type]


def test_a_third_is_exact_until_it_is_rounded() -> None:
    assert Money(Decimal(100)).times(Fraction(1, 3)) == Money(Decimal("33.33"))
    assert rounded(Fraction(18 * 100, 22), 1) == Decimal("81.8")
    assert Figure(18, 22, "percent").to(1) == Decimal("81.8")


def test_two_currencies_do_not_add() -> None:
    assert Money(Decimal("1.10")) + Money(Decimal("2.20")) - zero("DKK") == -Money(Decimal("-3.30"))
    with pytest.raises(ValueError, match="EUR"):
        Money(Decimal(1)) + Money(Decimal(1), "EUR")


def test_money_keeps_its_currency_and_its_rounding() -> None:
    ten, third = Money(Decimal(10), "EUR"), Fraction(1, 3)
    assert ten - Money(Decimal("2.50"), "EUR") == Money(Decimal("7.50"), "EUR")
    assert -ten == Money(Decimal(-10), "EUR")
    assert Money(Decimal("0.01"), "EUR").times(Fraction(1, 2)) == Money(Decimal("0.01"), "EUR")
    assert ten.times(third, 1, "up") == Money(Decimal("3.4"), "EUR")
    assert Figure(1, 3, "percent").to(1) == Decimal("33.3")
    assert Figure(1, 3, "percent").to(1, "up") == Decimal("33.4")


def test_a_figure_needs_a_denominator() -> None:
    with pytest.raises(ValueError, match="denominator"):
        Figure(0, 0, "percent")


@pytest.mark.parametrize(
    ("code", "first", "end", "hours"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1), 28 * 24),
        ("2028-02", date(2028, 2, 1), date(2028, 3, 1), 29 * 24),
        ("2026-03", date(2026, 3, 1), date(2026, 4, 1), 31 * 24 - 1),
        ("2026-10", date(2026, 10, 1), date(2026, 11, 1), 31 * 24 + 1),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1), 31 * 24),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1), 92 * 24 + 1),
        ("2026-10-15/2026-11-01", date(2026, 10, 15), date(2026, 11, 1), 17 * 24 + 1),
    ],
)
def test_period_is_half_open_to_the_second(code: str, first: date, end: date, hours: int) -> None:
    period = parse_period(code)
    assert (period.first, period.end, period.code) == (first, end, code)
    assert period.to_s - period.from_s == hours * 3600
    assert first in period
    assert end not in period


@pytest.mark.parametrize(
    "text", ["2026", "2026-13", "2026-Q5", "2026-11-01/2026-10-01", "2026-10-01/2026-10-01"]
)
def test_period_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_period(text)


def test_periods_follow_each_other() -> None:
    assert month(date(2027, 1, 31)).before() == month(date(2026, 12, 1))
    assert quarter(date(2027, 2, 1)).before() == quarter(date(2026, 12, 31))
    assert Period(date(2026, 10, 15), date(2026, 10, 20)).before() == month(date(2026, 9, 1))
    london = "Europe/London"
    for one in (month, quarter):
        assert one(date(2026, 10, 1), london).before().zone == london
    assert Period(date(2026, 10, 15), date(2026, 10, 20), london).before().zone == london
    common = month(date(2026, 10, 1), london).intersection(quarter(date(2026, 10, 1), london))
    assert common == month(date(2026, 10, 1), london)
    assert add_months(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert month(date(2026, 10, 1)).intersection(month(date(2026, 11, 1))) is None


@pytest.mark.parametrize(
    ("code", "before", "codes"),
    [
        ("2027-01", ["2026-11", "2026-12"], ("2027-01", "2027-01")),
        ("2027-Q1", ["2026-Q3", "2026-Q4"], ("2027-Q1", "2027-Q1")),
        ("2026-10-15/2026-11-01", ["2026-08", "2026-09"], ("2026-10-15/2026-11-01", "2026-10")),
        ("2026-10-01/2026-10-16", ["2026-08", "2026-09"], ("2026-10-01/2026-10-16", "2026-10")),
    ],
)
def test_periods_before_are_those_of_history_also_before_a_short_one(
    code: str, before: list[str], codes: tuple[str, str]
) -> None:
    period = parse_period(code)
    assert [one.code for one in period.run(3)] == [*before, code]
    assert period.before(2).code == before[0]
    assert period.run(1) == (period,)
    assert period.codes == codes


def test_wall_time_at_clock_changes() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert instant(spring, COPENHAGEN, 9000) == instant(spring, COPENHAGEN, 12600)
    assert instant(autumn, COPENHAGEN, 9000) - instant(autumn, COPENHAGEN) == 9000
    assert instant(date(2026, 10, 26), COPENHAGEN) - instant(autumn, COPENHAGEN) == 25 * 3600


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Percent(Fraction("99.95")), "99,95 pct.", "99.95%"),
        (Money(Decimal("1234.5")), "1.234,50 kr.", "1,234.50 DKK"),
        (Money(Decimal("-1234.5"), "EUR"), "-1.234,50 EUR", "-1,234.50 EUR"),
        (date(2026, 10, 31), "31. oktober 2026", "31 October 2026"),
        (Duration(472), "7 min. 52 sek.", "7 min 52 s"),
        (Duration(0), "0 sek.", "0 s"),
        (Duration(2 * 3600 + 26 * 60), "2 t. 26 min.", "2 h 26 min"),
        (Duration(86400 + 3 * 3600), "27 t.", "27 h"),
        (
            Instant(instant(date(2022, 7, 8), COPENHAGEN, 81287)),
            "8. juli 2022 kl. 22.34.47",
            "8 July 2022 22:34:47",
        ),
        (
            Instant(instant(date(2022, 7, 8), COPENHAGEN, 81240)),
            "8. juli 2022 kl. 22.34",
            "8 July 2022 22:34",
        ),
        (Percent(Fraction("99.9"), 1), "99,9 pct.", "99.9%"),
        (Percent(Fraction(100), 0), "100 pct.", "100%"),
        (True, "ja", "yes"),
        (False, "nej", "no"),
        ("KPI 1", "KPI 1", "KPI 1"),
        (Status("met", "opfyldt"), "opfyldt", "opfyldt"),
        (1234567, "1.234.567", "1,234,567"),
        pytest.param(None, "–", "–", id="nothing"),
    ],
)
def test_values_are_shown_as_the_language_writes_them(value: object, danish: str, english: str) -> None:
    assert formats.show(value).replace(formats.NBSP, " ") == danish  # type: ignore[arg-type]
    with speaking("en", {"ja": "yes", "nej": "no"}):
        assert formats.show(value).replace(formats.NBSP, " ") == english  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "danish", "english"),
    [
        ("2026-01", "januar 2026", "January 2026"),
        ("2026-12", "december 2026", "December 2026"),
        ("2026-Q1", "1. kvartal 2026", "Q1 2026"),
        ("2026-Q2", "2. kvartal 2026", "Q2 2026"),
        ("2026-Q4", "4. kvartal 2026", "Q4 2026"),
        (
            "2026-10-15/2026-11-01",
            "15. oktober 2026 – 31. oktober 2026",
            "15 October 2026 – 31 October 2026",
        ),
    ],
)
def test_periods_are_named_as_the_language_names_them(code: str, danish: str, english: str) -> None:
    assert formats.period_name(parse_period(code)).replace(formats.NBSP, " ") == danish
    with speaking("en", {}):
        assert formats.period_name(parse_period(code)).replace(formats.NBSP, " ") == english


@pytest.mark.parametrize(
    ("month", "danish", "english"),
    [(1, "jan. 26", "Jan. 26"), (3, "mar. 26", "Mar. 26"), (4, "apr. 26", "Apr. 26"), (5, "maj 26", "May 26"),
     (6, "juni 26", "June 26"), (12, "dec. 26", "Dec. 26")],
)  # fmt: skip
def test_months_on_an_axis_are_short(month: int, danish: str, english: str) -> None:
    """Four letters or fewer are written out; March has five."""
    day = date(2026, month, 1)
    assert formats.short_month(day) == danish
    with speaking("en", {}):
        assert formats.short_month(day) == english


def test_weekdays_are_named_by_date_and_by_number() -> None:
    friday = date(2026, 11, 13)
    assert (formats.weekday(friday), formats.weekday(0), formats.weekday(6)) == ("fredag", "mandag", "søndag")
    assert formats.weekday_and_day(friday).replace(formats.NBSP, " ") == "fredag den 13. november 2026"
    with speaking("en", {}):
        assert (formats.weekday(friday), formats.weekday(0)) == ("Friday", "Monday")
        assert formats.weekday_and_day(friday).replace(formats.NBSP, " ") == "Friday 13 November 2026"


def test_derived_constant_of_three_nines_in_a_year() -> None:
    seconds = Fraction(1, 1000) * 365 * 86400
    assert formats.duration(int(seconds)).replace(formats.NBSP, " ") == "8 t. 45 min. 36 sek."


def test_a_unit_s_sign_follows_the_language() -> None:
    assert [formats.unit_sign(unit) for unit in ("percent", "seconds", "milliseconds", "count")] == [
        "\u00a0pct.",
        "\u00a0sek.",
        "\u00a0ms",
        "",
    ]
    with speaking("en", {}):
        assert [formats.unit_sign(unit) for unit in ("percent", "seconds", "milliseconds", "count")] == [
            "%",
            "\u00a0s",
            "\u00a0ms",
            "",
        ]

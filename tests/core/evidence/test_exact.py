"""Exact sums of numbers kept as text, held against fractions."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.exact import LARGEST, PLACES, added, carried, exact, highest, parted


def summed(texts: list[str]) -> tuple[Fraction, Fraction, int]:
    """Return the sum, the highest and the most decimals."""
    frame = pl.LazyFrame({"value": texts, "group": "a"}).select("group", *parted("value"))
    sums = carried(frame.group_by("group").agg(*added(), *highest("most_")))
    [(_group, whole, rest, decimals, most, most_rest)] = collect(sums).rows()
    assert 0 <= rest < 10**PLACES
    return Fraction(exact(whole, rest)), Fraction(exact(most, most_rest)), decimals


@given(
    st.lists(
        st.tuples(st.integers(0, LARGEST - 1), st.integers(0, 10**PLACES - 1), st.integers(0, PLACES)),
        min_size=1,
        max_size=30,
    )
)
def test_a_sum_is_exact_whatever_the_decimals(numbers: list[tuple[int, int, int]]) -> None:
    texts = [
        f"{whole}.{f'{rest:0{PLACES}}'[:places]}" if places else str(whole) for whole, rest, places in numbers
    ]
    values = [Fraction(text) for text in texts]
    total, most, _decimals = summed(texts)
    assert (total, most) == (sum(values), max(values))


@pytest.mark.parametrize(
    ("texts", "total", "most", "decimals"),
    [
        (["12", "7"], "19", "12", 0),
        (["12.50", ".5", "3."], "16", "12.5", 1),
        (["0.1"] * 10, "1", "0.1", 1),
        ([str(LARGEST)] * 1000, str(LARGEST * 1000), str(LARGEST), 0),
        (["0.999999999999999999"] * 3, "2.999999999999999997", "0.999999999999999999", 18),
    ],
)
def test_a_sum_by_hand(texts: list[str], total: str, most: str, decimals: int) -> None:
    assert summed(texts) == (Fraction(total), Fraction(most), decimals)


def test_a_number_has_no_zeros_at_its_end() -> None:
    assert [str(exact(12, 0)), str(exact(0, 5 * 10**17)), str(exact(10, 0))] == ["12", "0.5", "10"]

"""Rows of earlier periods are found by the month, a short first one too."""

from decimal import Decimal

from afstemt.core.evidence.history import History, PastRow


def past(period: str, subject: str = "fee", amount: int = 1) -> PastRow:
    return PastRow(period, subject, None, None, Decimal(amount), "met")


def test_a_month_finds_its_own_rows_and_those_of_its_short_stretch() -> None:
    short, whole, other = past("2025-11-15/2025-12-01"), past("2025-12"), past("2025-1")
    history = History((short, whole, other))
    assert history.in_period("2025-11") == (short,)
    assert history.at("fee", "2025-11") == short
    assert history.in_period("2025-12") == (whole,)
    assert history.in_period("2025-Q4") == ()
    assert history.at("fee", "2025-10") is None

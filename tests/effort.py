"""How many cases a slow oracle is asked: all of them, or a few where thousands of changed programs are tried."""

from hypothesis import settings

FEW = 5


def examples(number: int) -> int:
    """Return the number of cases to make; under the mutation profile at most a few beside the explicit ones."""
    return min(number, FEW) if settings.get_current_profile_name() == "mutation" else number

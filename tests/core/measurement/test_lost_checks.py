"""How long a check that was lost could have held: until its service's next one, in whatever order the checks stand."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afstemt.core.measurement import lost_checks as module
from afstemt.core.measurement.intervals import Line
from afstemt.core.measurement.lost_checks import next_checks
from effort import examples

LINE = Line(("a", "b"), 1000, 1300)
CHECKS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(950, 1320)), max_size=40)
LOST = st.lists(st.tuples(st.sampled_from("ab"), st.integers(950, 1299)), max_size=12)
SCHEMA = {"service": pl.String, "at_s": pl.Int64}


@settings(max_examples=examples(200))
@given(CHECKS, LOST, st.sampled_from([None, 1, 30, 200]), st.sampled_from([1, 3, 1000]))
def test_lost_check_holds_until_the_next_of_its_service(
    checks: list[tuple[str, int]], lost: list[tuple[str, int]], valid_s: int | None, stretch: int
) -> None:
    rows = pl.DataFrame(lost, schema=SCHEMA, orient="row").with_row_index("row_no")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STRETCH", stretch)
        found = next_checks(pl.LazyFrame(checks, schema=SCHEMA, orient="row"), rows, LINE, valid_s=valid_s)
    ends = []
    for service, at in lost:
        later = [other for its, other in checks if its == service and at < other <= LINE.to_s]
        end = min(later, default=LINE.to_s)
        ends.append(end if valid_s is None else min(end, at + valid_s))
    assert found["row_no"].to_list() == list(range(len(lost)))
    assert list(zip(found["from_s"], found["to_s"], strict=True)) == [
        (at, end) for (_service, at), end in zip(lost, ends, strict=True)
    ]

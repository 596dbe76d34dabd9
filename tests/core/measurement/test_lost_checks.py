"""How long a check that was lost could have held: until its service's next one, in whatever order the checks stand."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afstemt.core.measurement import checks as module
from afstemt.core.measurement.checks import watch
from afstemt.core.measurement.intervals import Line
from effort import examples

LINE = Line(("a", "b"), 1000, 1300)
CHECKS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(950, 1320), st.booleans()), max_size=40)
LOST = st.lists(st.tuples(st.sampled_from("ab"), st.integers(950, 1299)), max_size=12)
SCHEMA = {"service": pl.String, "at_s": pl.Int64}


@settings(max_examples=examples(200))
@given(
    CHECKS,
    LOST,
    st.sampled_from([None, 1, 30, 200]),
    st.sampled_from([1, 3, 7, 1000]),
    st.sampled_from(["any", "time", "service"]),
)
def test_lost_check_holds_until_the_next_of_its_service(
    checks: list[tuple[str, int, bool]],
    lost: list[tuple[str, int]],
    valid_s: int | None,
    size: int,
    order: str,
) -> None:
    if order != "any":
        checks.sort(key=lambda check: (check[0], check[1]) if order == "service" else (check[1],))
    frame = pl.LazyFrame(checks, schema={**SCHEMA, "ok": pl.Boolean}, orient="row")
    rows = pl.DataFrame(lost, schema=SCHEMA, orient="row")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", size)
        patch.setattr(module, "STRETCH", size)
        seen = watch(frame, LINE, valid_s=valid_s, lost=rows)
        plain = watch(frame, LINE, valid_s=valid_s)
    found = {(service, at): following for service, at, following in seen.followed.iter_rows()}
    assert found.keys() == set(lost)
    assert seen.followed.height == len(found)
    for (service, at), following in found.items():
        later = min((other for its, other, _ok in checks if its == service and other > at), default=LINE.to_s)
        holds = later if valid_s is None else min(later, at + valid_s)
        ends = LINE.to_s if following is None else following
        ends = ends if valid_s is None else min(ends, at + valid_s)
        assert _on_line(ends) == _on_line(holds)  # before the line it makes no difference
    assert seen.down.equals(plain.down)
    assert seen.missing.equals(plain.missing)


def _on_line(at: int) -> int:
    return min(max(at, LINE.from_s), LINE.to_s)

"""A month's rows split into two overlapping exports, in any order, are the month's rows."""

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.evidence.export import Export
from afstemt.core.evidence.exports import merge
from afstemt.core.evidence.tables import BY_NAME

TABLES = (
    "incidents",
    "outages",
    "hours",
    "quantities",
    "usage",
    "checks",
    "maintenance",
    "pauses",
    "stated_values",
)


def rows_of(name: str, numbers: list[tuple[int, int]]) -> pl.DataFrame:
    """Return rows of a table: of each pair the first says what the row is about, the second what it says of that."""
    table = BY_NAME[name]
    told = {column for names in table.identities for column in names}
    rows: list[dict[str, Any]] = []
    for about, said in numbers:
        row: dict[str, Any] = {}
        for column in table.columns:
            number = about if column.name in told else said
            value = pl.Series([number]).cast(pl.Int64)
            if column.type == "date":
                row[column.frame_name] = value.cast(pl.Int32).cast(pl.Date)[0]
            elif column.type == "boolean":
                row[column.frame_name] = number % 2 == 0
            elif column.dtype == pl.String:
                row[column.frame_name] = str(number)
            else:
                row[column.frame_name] = 1_000 * about + number
        rows.append(row | {"file_no": 0, "row_no": len(rows) + 2})
    return pl.DataFrame(rows, schema=table.schema)


def content(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows without where they come from."""
    return sorted(frame.drop("file_no", "row_no").rows(), key=repr)


@given(
    name=st.sampled_from(TABLES),
    numbers=st.lists(st.tuples(st.integers(1, 8), st.integers(1, 3)), min_size=1, max_size=12),
    first=st.integers(0, 12),
    second=st.integers(0, 12),
    turned=st.booleans(),
    ordered=st.booleans(),
)
def test_a_month_split_in_two_overlapping_exports_is_the_month(
    name: str, numbers: list[tuple[int, int]], first: int, second: int, *, turned: bool, ordered: bool
) -> None:
    if BY_NAME[name].key:
        numbers = list(dict(numbers).items())
    numbers = sorted(numbers)
    whole = rows_of(name, numbers)
    begin, end = sorted((min(first, len(numbers)), min(second, len(numbers))))
    # a thing stands whole in each export that has it: exports are cut between things
    abouts = [about for about, _said in numbers]
    while 0 < begin < len(abouts) and abouts[begin] == abouts[begin - 1]:
        begin -= 1
    while 0 < end < len(abouts) and abouts[end] == abouts[end - 1]:
        end += 1
    parts = [whole[:end], whole[begin:]]
    if turned:
        parts.reverse()
    frame = pl.concat(
        part.with_columns(pl.lit(number, pl.Int32).alias("file_no")) for number, part in enumerate(parts)
    )
    exports = [Export("a", taken_s=10 if ordered else None), Export("b", taken_s=20 if ordered else None)]
    merged = merge(BY_NAME[name], frame, exports)
    assert content(merged.rows) == content(whole)
    assert merged.unordered.is_empty()
    assert len(frame) == len(merged.rows) + len(merged.superseded)

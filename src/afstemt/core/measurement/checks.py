"""What checks say about time: where a service was down, and where nobody measured.

A check's state holds until the service's next check, or at most ``valid_s``. Checks are read once, in
batches in the order of the file, and each batch gives only what is out of the ordinary: failing checks,
gaps, and the last check of each service, which is carried on. Nothing is sorted as long as the file runs
by service and time, or by time with the services in a fixed round, both verified in passing. Stretches of
time are independent, so they can be measured apart and added.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from afstemt.core.evidence.evidence import batches, collect
from afstemt.core.measurement.intervals import Line, union

BATCH = 1_000_000
_LOOK = 200_000
"""Rows to search for the round of services."""
_PAIR = {"service": pl.String, "at": pl.Int64, "next": pl.Int64, "down": pl.Boolean}


class _Unordered(Exception):  # noqa: N818 - a turn of the algorithm, never seen outside
    """A service's checks lie in several batches out of order."""


@dataclass(frozen=True)
class Watch:
    """What checks say of a line.

    Attributes:
        down: Disjoint: the service's latest check had failed.
        missing: Disjoint: no check holds.
        latest: Each service's last check: service, at.
    """

    down: pl.DataFrame
    missing: pl.DataFrame
    latest: pl.DataFrame


def failing(response_limit_ms: int | None) -> pl.Expr:
    """Return whether a check counts as down: it failed, or answered later than the limit."""
    if response_limit_ms is None:
        return ~pl.col("ok")
    return ~pl.col("ok") | (pl.col("response_ms") > response_limit_ms).fill_null(False)


def watch(
    checks: pl.LazyFrame, line: Line, *, valid_s: int | None, response_limit_ms: int | None = None
) -> Watch:
    """Return where the line's services were down, and where nothing was measured.

    Args:
        checks: Columns service, at_s, ok, response_ms; any order.
        line: Services and stretch; an earlier check that still holds is taken into account.
        valid_s: Seconds a check holds at most; None until the next one.
        response_limit_ms: A slower answer counts as down; None for no limit.

    When two checks of a service are of the same second, a failing one prevails.
    """
    known = _of_services(checks, line).with_columns(failing(response_limit_ms).alias("down"))
    within = pl.col("at_s").is_between(line.from_s, line.to_s, closed="left")
    before = _before(known, line, valid_s)
    columns = ["service", "at_s", "down"]
    run = _Run(line, valid_s, before)
    try:
        for batch in batches(known.filter(within).select(columns), BATCH):
            run.take(batch)
    except _Unordered:
        run = _Run(line, valid_s, before)
        for batch in _by_time(known.filter(within).select(columns), line):
            run.take(batch)
    return run.watch()


def next_checks(checks: pl.LazyFrame, rows: pl.DataFrame, line: Line, *, valid_s: int | None) -> pl.DataFrame:
    """Return ``rows`` (service, at_s ...) with from_s and to_s: until the service's next check, as far as they hold.

    Args:
        checks: All checks, any order.
        rows: Checks that are not among them; theirs holds until one that is.
        line: Where it ends at the latest.
        valid_s: Seconds a check holds at most; None until the next one.
    """
    if rows.is_empty():
        return rows.with_columns(pl.col("at_s").alias("from_s"), pl.col("at_s").alias("to_s"))
    names = rows["service"].unique().to_list()
    first = int(rows["at_s"].min())  # type: ignore[arg-type]  # there are rows
    last = line.to_s if valid_s is None else min(line.to_s, int(rows["at_s"].max()) + valid_s)  # type: ignore[arg-type]
    later = collect(
        checks.filter(
            pl.col("service").is_in(names), pl.col("at_s").is_between(first, last, closed="right")
        ).select("service", pl.col("at_s").alias("next"))
    )
    found = (
        rows.sort("at_s")
        .with_columns((pl.col("at_s") + 1).alias("after"))
        .join_asof(
            later.sort("next"),
            left_on="after",
            right_on="next",
            by="service",
            strategy="forward",
            coalesce=False,
            check_sortedness=False,
        )
    )
    ends = pl.col("next").fill_null(line.to_s)
    if valid_s is not None:
        ends = pl.min_horizontal(ends, pl.col("at_s") + valid_s)
    return found.with_columns(pl.col("at_s").alias("from_s"), ends.alias("to_s"))


def longest_gap(checks: pl.LazyFrame, line: Line) -> int:
    """Return the most seconds between two checks of a service on the line, its ends included."""
    within = pl.col("at_s").is_between(line.from_s, line.to_s, closed="left")
    at = pl.col("at_s").sort()
    gaps = collect(
        checks.filter(within, pl.col("service").is_in(line.services))
        .group_by("service")
        .agg(pl.max_horizontal(at.first() - line.from_s, at.diff().max().fill_null(0), line.to_s - at.last()))
    )
    longest = line.to_s - line.from_s
    return longest if gaps.height < len(line.services) else int(gaps["at_s"].max())  # type: ignore[arg-type]


def _of_services(checks: pl.LazyFrame, line: Line) -> pl.LazyFrame:
    """Return the checks; of few services only theirs, for others are put aside at the end anyway."""
    few = len(line.services) <= 8
    return checks.filter(pl.col("service").is_in(line.services)) if few else checks


def _before(known: pl.LazyFrame, line: Line, valid_s: int | None) -> pl.DataFrame:
    """Return each service's last check before the line that can still hold in it: service, at, down."""
    earlier = pl.col("at_s") < line.from_s
    if valid_s is not None:
        earlier &= pl.col("at_s") >= line.from_s - valid_s
    last = pl.col("at_s") == pl.col("at_s").max()
    return collect(
        known.filter(earlier)
        .group_by("service")
        .agg(pl.col("at_s").max().alias("at"), pl.col("down").filter(last).any())
    )


def _by_time(known: pl.LazyFrame, line: Line) -> Iterator[pl.DataFrame]:
    """Yield the checks hour by hour or longer, for files in no order: each batch is a stretch of time."""
    count = int(collect(known.select(pl.len().cast(pl.Int64))).item())
    parts = max(1, -(-count // BATCH))
    step = max(1, -(-(line.to_s - line.from_s) // parts))
    for from_s in range(line.from_s, line.to_s, step):
        yield collect(known.filter(pl.col("at_s").is_between(from_s, from_s + step, closed="left")))


@dataclass
class _Run:
    """One pass over the batches: the last check of each service, and what was found so far."""

    line: Line
    valid_s: int | None
    last: pl.DataFrame
    pairs: list[pl.DataFrame] = field(default_factory=list)
    missing: list[pl.DataFrame] = field(default_factory=list)

    def take(self, batch: pl.DataFrame) -> None:
        """Take in the next batch: service, at_s, down."""
        if batch.is_empty():
            return
        stride = _stride(batch["service"])
        if stride is None or not self._in_order(batch, stride):
            ordered = _sorted(batch, self.last)
            self._in_order(ordered, 1, tied=True)

    def _in_order(self, batch: pl.DataFrame, stride: int, *, tied: bool = False) -> bool:
        """Take in a batch in which a service's next check lies ``stride`` rows on; False if it does not.

        ``tied`` says that a check of the same second as the last before the batch has been taken care of.
        """
        service, at, down = batch["service"], batch["at_s"], batch["down"]
        count = batch.height - stride
        same = service.slice(0, count) == service.slice(stride) if stride == 1 else None
        gap = at.slice(stride) - at.slice(0, count)
        backwards = gap <= 0
        if (backwards if same is None else backwards & same).any():
            return False
        odd = down.slice(0, count)
        if self.valid_s is not None:
            odd = odd | (gap > self.valid_s)
        if same is None:
            # Gathered, not sliced: a slice that is kept would keep the whole batch in memory.
            opening = batch[pl.int_range(stride, eager=True)]
            closing = batch[pl.int_range(count, batch.height, eager=True)]
        else:
            breaks = (~same).arg_true().cast(pl.Int64)
            opening = batch[pl.concat([pl.Series([0]), breaks + 1])]
            closing = batch[pl.concat([breaks, pl.Series([count])])]
            odd = odd & same
        if opening["service"].n_unique() < opening.height or not self._opens(opening, tied):
            return False
        if odd.any():
            self.pairs.append(
                pl.DataFrame(
                    {
                        "service": service.slice(0, count).filter(odd),
                        "at": at.slice(0, count).filter(odd),
                        "next": at.slice(stride).filter(odd),
                        "down": down.slice(0, count).filter(odd),
                    }
                )
            )
        kept = self.last.join(closing, on="service", how="anti")
        self.last = pl.concat([kept, closing.rename({"at_s": "at"})])
        return True

    def _opens(self, opening: pl.DataFrame, tied: bool) -> bool:
        """Join each service's first check of the batch to its last before; False if that is not earlier."""
        joined = opening.select("service", pl.col("at_s").alias("next")).join(
            self.last, on="service", how="left"
        )
        if (joined["next"] < joined["at"]).any():
            raise _Unordered
        if not tied and (joined["next"] == joined["at"]).any():
            return False
        self._pair(joined)
        return True

    def _pair(self, joined: pl.DataFrame) -> None:
        unseen = pl.col("at").is_null()
        odd = pl.col("down")
        if self.valid_s is not None:
            odd |= pl.col("next") - pl.col("at") > self.valid_s
        self.pairs.append(joined.filter(~unseen, odd).select(*_PAIR))
        self.missing.append(
            joined.filter(unseen).select(
                "service", pl.lit(self.line.from_s, pl.Int64).alias("start_s"), pl.col("next").alias("end_s")
            )
        )

    def watch(self) -> Watch:
        """Return the whole, each service's last check holding to the end of the line."""
        line = self.line
        end = pl.lit(line.to_s, pl.Int64)
        names = pl.DataFrame({"service": line.services}, schema={"service": pl.String})
        unseen = names.join(self.last, on="service", how="anti")
        self.pairs.append(self.last.with_columns(end.alias("next")).select(*_PAIR))
        pairs = pl.concat([pl.DataFrame(schema=_PAIR), *self.pairs])
        held = (
            pl.col("next") if self.valid_s is None else pl.min_horizontal("next", pl.col("at") + self.valid_s)
        )
        pairs = pairs.with_columns(held.alias("held"))
        down = pairs.filter("down").select(
            "service", pl.col("at").alias("start_s"), pl.col("held").alias("end_s")
        )
        gaps = pairs.filter(pl.col("held") < pl.col("next")).select(
            "service", pl.col("held").alias("start_s"), pl.col("next").alias("end_s")
        )
        never = unseen.select("service", pl.lit(line.from_s, pl.Int64).alias("start_s"), end.alias("end_s"))
        return Watch(
            union(line.placed(down)),
            union(line.placed(pl.concat([gaps, never, *self.missing]))),
            self.last.select("service", "at"),
        )


def _stride(service: pl.Series) -> int | None:
    """Return how far on the same service comes again, the same for all rows; None when it does not.

    1 also where a service's rows lie together, whoever follows.
    """
    if service.len() == 1 or service[0] == service[1]:
        return 1
    again = (service.slice(1, _LOOK) == service[0]).arg_max()
    if again is None or service[again + 1] != service[0]:
        return 1
    stride = int(again) + 1
    if bool((service.slice(stride) == service.slice(0, service.len() - stride)).all()):
        return stride
    return None


def _sorted(batch: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """Return the batch by service and time, a failing check last in its second, once per second.

    A service's last check before the batch takes part where it is of the same second as its first.
    """
    first = batch.group_by("service").agg(pl.col("at_s").min())
    tied = last.rename({"at": "at_s"}).join(first, on=["service", "at_s"], how="semi")
    number = pl.col("service").cast(pl.Categorical).to_physical().cast(pl.Int64)
    rows = pl.concat([batch, tied.select(batch.columns)]).with_columns(number.alias("number"))
    names = rows.select("number", "service").unique()
    base = int(rows["at_s"].min())  # type: ignore[arg-type]  # a batch has rows
    key = ((pl.col("number") * 2**33 + (pl.col("at_s") - base)) * 2 + pl.col("down").cast(pl.Int64)).alias(
        "key"
    )
    keys = rows.select(key).to_series().sort()
    second = keys // 2
    keys = keys.filter((second != second.shift(-1)).fill_null(True))
    decoded = pl.DataFrame(
        {"number": keys // 2**34, "at_s": (keys // 2) % 2**33 + base, "down": (keys % 2) == 1}
    )
    return decoded.join(names, on="number", how="left", maintain_order="left").select(batch.columns)

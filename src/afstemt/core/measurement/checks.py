"""What checks say about time: where a service was down, and where nobody measured.

A check's state holds until the service's next check, or at most ``valid_s``. Checks are read once, in
batches in the order of the file. Each batch is parted by service, which keeps the order of its rows, and gives
only what is out of the ordinary: failing checks, gaps, and the last check of each service, which is carried on. So
nothing is sorted as long as each service's own checks come in order of time, however the services stand among each
other. Stretches of time are independent, so they can be measured apart and added.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from afstemt.core.evidence.evidence import batches, collect
from afstemt.core.measurement.intervals import Line, union

BATCH = 1_000_000
STRETCH = 4 * BATCH
"""Rows that are taken at a time of a file in no order: each time costs a look at every row's time."""
_KEY = (pl.col("at_s") * 2 + pl.col("down").cast(pl.Int64)).alias("key")
"""A check as one number: its second, and in the lowest bit whether it failed, which of one second comes last."""
_PAIR = {"service": pl.String, "at": pl.Int64, "next": pl.Int64, "down": pl.Boolean}
FOLLOWED = {"service": pl.String, "at_s": pl.Int64, "next": pl.Int64}
"""The columns of ``Watch.followed``."""


@dataclass(frozen=True)
class Parted:
    """A batch parted by service: all keys, service after service, and where each one's ``first`` and ``last`` lie."""

    service: pl.Series
    keys: pl.Series
    first: pl.Series
    last: pl.Series

    @property
    def in_order(self) -> bool:
        """Whether no service's check comes before an earlier one of the batch."""
        back = int((self.keys.diff() < 0).sum())
        between = self.keys.gather(self.first.slice(1)) < self.keys.gather(
            self.last.slice(0, self.last.len() - 1)
        )
        return back == int(between.sum())

    def number(self, place: pl.Series) -> pl.Series:
        """Return the number of the service that the key at each place is of."""
        return self.last.search_sorted(place, side="left").cast(pl.Int64)


def parted(batch: pl.DataFrame, *, ordered: bool = False) -> Parted:
    """Return the batch (service, key) parted by service; ``ordered`` says that its rows are to be put in order."""
    keys = pl.col("key").sort() if ordered else pl.col("key")
    runs = batch.group_by("service").agg(keys)
    ends = runs["key"].list.len().cast(pl.Int64).cum_sum()
    return Parted(runs["service"], runs["key"].explode(), ends.shift(1, fill_value=0), ends - 1)


class _Unordered(Exception):  # noqa: N818 - a turn of the algorithm, never seen outside
    """A service's checks lie in several batches out of order."""


@dataclass(frozen=True)
class Watch:
    """What checks say of a line.

    Attributes:
        down: Disjoint: the service's latest check had failed.
        missing: Disjoint: no check holds.
        latest: Each service's last check: service, at.
        followed: Of the lost checks that were asked about: service, at_s, and in ``next`` when the service's next check
            on the line was; null where none was.
    """

    down: pl.DataFrame
    missing: pl.DataFrame
    latest: pl.DataFrame
    followed: pl.DataFrame


def failing(response_limit_ms: int | None) -> pl.Expr:
    """Return whether a check counts as down: it failed, or answered later than the limit."""
    if response_limit_ms is None:
        return ~pl.col("ok")
    return ~pl.col("ok") | (pl.col("response_ms") > response_limit_ms).fill_null(False)


def watch(
    checks: pl.LazyFrame,
    line: Line,
    *,
    valid_s: int | None,
    response_limit_ms: int | None = None,
    lost: pl.DataFrame | None = None,
) -> Watch:
    """Return where the line's services were down, and where nothing was measured.

    Args:
        checks: Columns service, at_s, ok, response_ms; any order.
        line: Services and stretch; an earlier check that still holds is taken into account.
        valid_s: Seconds a check holds at most; None until the next one.
        response_limit_ms: A slower answer counts as down; None for no limit.
        lost: Checks that are not among them (service, at_s), to be told how long they could have held; None for none.

    When two checks of a service are of the same second, a failing one prevails.
    """
    known = _of_services(checks, line).with_columns(failing(response_limit_ms).fill_null(False).alias("down"))
    within = known.filter(pl.col("at_s").is_between(line.from_s, line.to_s, closed="left"))
    before = _before(known, line, valid_s)
    asked = pl.DataFrame(schema=FOLLOWED).drop("next") if lost is None else lost.select("service", "at_s")
    asked = asked.unique().sort("at_s")
    run = _Run(line, valid_s, before, asked)
    try:
        for batch in batches(within.select("service", _KEY), BATCH):
            run.take(batch)
    except _Unordered:
        run = _Run(line, valid_s, before, asked)
        for batch in _by_time(within, line):
            run.take(batch)
    return run.watch()


def _of_services(checks: pl.LazyFrame, line: Line) -> pl.LazyFrame:
    """Return the checks; of few services only theirs, for others are put aside at the end anyway."""
    few = len(line.services) <= 8
    return checks.filter(pl.col("service").is_in(line.services)) if few else checks


def _before(known: pl.LazyFrame, line: Line, valid_s: int | None) -> pl.DataFrame:
    """Return each service's last check before the line that can still hold in it: service, key."""
    earlier = pl.col("at_s") < line.from_s
    if valid_s is not None:
        earlier &= pl.col("at_s") >= line.from_s - valid_s
    return collect(known.filter(earlier).group_by("service").agg(_KEY.max()))


def _by_time(known: pl.LazyFrame, line: Line) -> Iterator[pl.DataFrame]:
    """Yield the checks (service, key) by stretches of time, for files in no order."""
    count = int(collect(known.select(pl.len().cast(pl.Int64))).item())
    parts = max(1, -(-count // STRETCH))
    step = max(1, -(-(line.to_s - line.from_s) // parts))
    for from_s in range(line.from_s, line.to_s, step):
        its = pl.col("at_s").is_between(from_s, from_s + step, closed="left")
        yield collect(known.filter(its).select("service", _KEY))


@dataclass
class _Run:
    """One pass over the batches: the last check of each service, and what was found so far.

    ``lost`` are the lost checks that none was found to follow yet, by their time.
    """

    line: Line
    valid_s: int | None
    last: pl.DataFrame
    lost: pl.DataFrame
    followed: list[pl.DataFrame] = field(default_factory=list)
    pairs: list[pl.DataFrame] = field(default_factory=list)
    missing: list[pl.DataFrame] = field(default_factory=list)

    def __post_init__(self) -> None:
        before = self.lost.join(self.last, on="service", how="inner", maintain_order="left")
        later = before.filter(pl.col("key") // 2 > pl.col("at_s"))
        self._found(later.select("service", "at_s", (pl.col("key") // 2).alias("next")), self.lost)

    def _found(self, followed: pl.DataFrame, among: pl.DataFrame) -> None:
        """Note which checks follow some of the first of the lost ones, ``among``."""
        left = among.join(followed, on=["service", "at_s"], how="anti", maintain_order="left")
        self.lost = pl.concat([left, self.lost.slice(among.height)])
        self.followed.append(followed)

    def take(self, batch: pl.DataFrame) -> None:
        """Take in the next batch: service, key."""
        if batch.is_empty():
            return
        its = parted(batch)
        before = self._before(its)
        if not its.in_order or (before["first"] < before["key"]).any():
            # A failing check that another of its second follows prevails, also when it was the last of a batch.
            its = parted(pl.concat([batch, before.select("service", "key").drop_nulls()]), ordered=True)
            before = self._before(its)
        if (before["first"] // 2 < before["key"] // 2).any():
            raise _Unordered
        self._open(before)
        self._pair(its)
        self._follow(its)
        closing = pl.DataFrame([its.service, its.keys.gather(its.last)])
        self.last = pl.concat([self.last.join(closing, on="service", how="anti"), closing])

    def _before(self, its: Parted) -> pl.DataFrame:
        """Return each service of the batch with its first check there and its last before (null for none)."""
        first = pl.DataFrame([its.service, its.keys.gather(its.first).alias("first")])
        return first.join(self.last, on="service", how="left")

    def _open(self, before: pl.DataFrame) -> None:
        """Join each service's first check of the batch to its last before."""
        at, following = pl.col("key") // 2, pl.col("first") // 2
        joined = before.select(
            "service", at.alias("at"), following.alias("next"), (pl.col("key") % 2 == 1).alias("down")
        )
        unseen = pl.col("at").is_null()
        odd = pl.col("down")
        if self.valid_s is not None:
            odd |= pl.col("next") - pl.col("at") > self.valid_s
        self.pairs.append(joined.filter(~unseen, odd))
        self.missing.append(
            joined.filter(unseen).select(
                "service", pl.lit(self.line.from_s, pl.Int64).alias("start_s"), pl.col("next").alias("end_s")
            )
        )

    def _pair(self, its: Parted) -> None:
        """Keep the checks that failed, or that the service's next one of the batch is far from."""
        keys = its.keys
        odd = keys & 1 == 1
        if self.valid_s is not None:  # also some at just the distance, which come to nothing
            odd = odd | (keys.diff().shift(-1) > 2 * self.valid_s).fill_null(False)
        place = odd.arg_true().cast(pl.Int64)
        number = its.number(place)
        inside = place < its.last.gather(number)
        place, number = place.filter(inside), number.filter(inside)
        self.pairs.append(
            pl.DataFrame(
                {
                    "service": its.service.gather(number),
                    "at": keys.gather(place) // 2,
                    "next": keys.gather(place + 1) // 2,
                    "down": keys.gather(place) % 2 == 1,
                }
            )
        )

    def _follow(self, its: Parted) -> None:
        """Look up which checks of the batch follow lost ones."""
        if self.lost.is_empty():
            return
        ends = its.keys.gather(its.last)
        newest = int(ends.max())  # type: ignore[arg-type]  # there are rows
        among = self.lost.head(self.lost["at_s"].search_sorted(newest // 2, side="left"))
        number = pl.int_range(its.service.len(), dtype=pl.Int64, eager=True).alias("number")
        runs = pl.DataFrame([its.service, number, ends.alias("end")])
        after = ((pl.col("at_s") + 1) * 2).alias("after")  # the least key of a later second
        asked = among.join(runs, on="service", maintain_order="left").with_columns(after)
        asked = asked.filter(pl.col("after") <= pl.col("end"))
        if asked.is_empty():
            return
        # All services' keys on one line, as far apart as the batch is long, so that one search finds them all.
        oldest = int(its.keys.min())  # type: ignore[arg-type]
        span = newest - oldest + 1
        lengths = its.last - its.first + 1
        begins = pl.select(number.repeat_by(lengths).explode() * span)["number"]
        wanted = asked["number"] * span + (asked["after"] - oldest).clip(lower_bound=0)
        place = (begins + (its.keys - oldest)).search_sorted(wanted, side="left")
        found = asked.select("service", "at_s").with_columns((its.keys.gather(place) // 2).alias("next"))
        self._found(found, among)

    def watch(self) -> Watch:
        """Return the whole, each service's last check holding to the end of the line."""
        line = self.line
        end = pl.lit(line.to_s, pl.Int64)
        names = pl.DataFrame({"service": line.services}, schema={"service": pl.String})
        unseen = names.join(self.last, on="service", how="anti")
        self.pairs.append(
            self.last.select(
                "service",
                (pl.col("key") // 2).alias("at"),
                end.alias("next"),
                (pl.col("key") % 2 == 1).alias("down"),
            )
        )
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
        unfollowed = self.lost.with_columns(pl.lit(None, pl.Int64).alias("next"))
        never = unseen.select("service", pl.lit(line.from_s, pl.Int64).alias("start_s"), end.alias("end_s"))
        return Watch(
            union(line.placed(down)),
            union(line.placed(pl.concat([gaps, never, *self.missing]))),
            self.last.select("service", (pl.col("key") // 2).alias("at")),
            pl.concat([pl.DataFrame(schema=FOLLOWED), *self.followed, unfollowed]),
        )

"""Local days of instants, in the contract's zone: for small tables only, not for a million tickets."""

import polars as pl


def last_second_of_day(instant: pl.Expr, zone: str) -> pl.Expr:
    """Return the last UTC second of the local day that ``instant`` (UTC seconds) is in.

    Where the clock is put forward at midnight the next day has none: there it is the second that shows 23:59:59.
    """
    following = (_day(instant, zone) + pl.duration(days=1)).cast(pl.Datetime("us"))
    midnight = following.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    before = (following - pl.duration(seconds=1)).dt.replace_time_zone(
        zone, ambiguous="latest", non_existent="null"
    )
    return pl.coalesce(midnight.dt.epoch("s") - 1, before.dt.epoch("s"))


def _day(instant: pl.Expr, zone: str) -> pl.Expr:
    return (
        pl.from_epoch(instant, time_unit="s").dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.date()
    )

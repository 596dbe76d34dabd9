"""Local days of instants, in the contract's zone: for small tables only, not for a million tickets."""

import polars as pl


def last_second_of_day(instant: pl.Expr, zone: str) -> pl.Expr:
    """Return the last UTC second of the local day that ``instant`` (UTC seconds) is in."""
    wall = pl.from_epoch(instant, time_unit="s").dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    following = (wall.dt.date() + pl.duration(days=1)).cast(pl.Datetime("us"))
    midnight = following.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return midnight.dt.epoch("s") - 1


def at_midnight(instant: pl.Expr, zone: str) -> pl.Expr:
    """Return whether ``instant`` is exactly local midnight, as a date without a time of day is read."""
    wall = pl.from_epoch(instant, time_unit="s").dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    return (wall.dt.hour() == 0) & (wall.dt.minute() == 0) & (wall.dt.second() == 0)

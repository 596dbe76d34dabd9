"""Index values that are missing for the coming, or the running, year."""

from collections.abc import Iterator
from datetime import date, timedelta

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.formats import day
from afstemt.core.units.wording import _

AHEAD = timedelta(days=92)


def _anniversary(value: date) -> date:
    """Return the same day the year after; 28 February for the 29th."""
    try:
        return value.replace(year=value.year + 1)
    except ValueError:
        return value.replace(year=value.year + 1, day=28)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn of an index without the value of the running year; note one whose next value is due within three
    months.
    """
    ends = scope.terms.to_day
    for number, index in enumerate(scope.terms.prices.indexes):
        place = f"prices.indexes[{number}].values"
        days = sorted(date.fromisoformat(text) for text in index.values)
        if not days:
            yield point(
                "index-values",
                "warning",
                place,
                _("Indekset »{name}« har ingen værdier, så prisen kan ikke reguleres.").format(
                    name=index.name
                ),
                clause=index.clause,
                subject="prices",
            )
            continue
        following = _anniversary(days[-1])
        if ends is not None and following > ends:
            continue
        overdue = following <= scope.as_of
        if overdue:
            text = _(
                "Indekset »{name}« mangler den værdi, der skulle gælde fra {day}. "
                "Priserne står stille, til den er skrevet."
            )
        elif following <= scope.as_of + AHEAD:
            text = _("Indekset »{name}« skal have sin næste værdi til {day}.")
        else:
            continue
        yield point(
            "index-values",
            "warning" if overdue else "note",
            place,
            text.format(name=index.name, day=day(following)),
            clause=index.clause,
            subject="prices",
        )

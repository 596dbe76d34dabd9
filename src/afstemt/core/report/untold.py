"""What nobody has told: that no row says it is no answer where the rows' files have no column to say it in."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Untold:
    """How many of some rows tell nothing of a column, because their file does not have it.

    Attributes:
        rows: So many.
        of: Of so many.
        heading: What the column is called in a file, in Danish and in Afstemt's own columns.
    """

    rows: int
    of: int
    heading: str

    @property
    def whole(self) -> bool:
        """Whether no row tells of it, and there are rows."""
        return 0 < self.rows == self.of

    def note(self, whether: str) -> str:
        """Return what is not told; nothing where all is.

        Args:
            whether: What it is about: ``om incidents blev eskaleret``.
        """
        if self.whole:
            text = _("Det er ikke oplyst, {whether}: de leverede filer har ikke kolonnen {column}.")
            return text.format(whether=whether, column=self.heading)
        if self.rows:
            text = _(
                "For {some} af {all} rækker er det ikke oplyst, {whether}: deres fil har ikke kolonnen {column}."
            )
            return text.format(
                some=number(self.rows), all=number(self.of), whether=whether, column=self.heading
            )
        return ""

    def none(self, text: str, whether: str) -> str:
        """Return that there was none of it, as ``text`` says it, as far as that is told."""
        note = self.note(whether)
        return note if self.whole else f"{text} {note}".strip()


def untold(evidence: Evidence, table: str, column: str, rows: pl.LazyFrame) -> Untold:
    """Return how many of the table's ``rows`` tell nothing of a column (its name in frames)."""
    own = evidence.untold(table, column).fill_null(value=False)
    counts = collect(rows.select(own.cast(pl.Int64).sum().alias("n"), pl.len().cast(pl.Int64).alias("of")))
    named = next(one for one in BY_NAME[table].columns if one.frame_name == column)
    return Untold(
        counts["n"][0],
        counts["of"][0],
        _("»{title}« ({name})").format(title=_(named.heading), name=named.name),
    )


def together(parts: Iterable[Untold]) -> Untold:
    """Return what several deliveries do not tell of one column; at least one."""
    found = list(parts)
    return Untold(sum(one.rows for one in found), sum(one.of for one in found), found[0].heading)

"""What users and business said since the last meeting: praise, complaints, wishes."""

import polars as pl

from afstemt.core.meeting.material import Material
from afstemt.core.report.blocks import Table
from afstemt.core.report.parts import at, column, text
from afstemt.core.units.wording import _


def feedback_table(material: Material, kind: str, caption: str) -> Table | None:
    """Return what was said of one kind in the periods covered, oldest first; None when nothing was."""
    first, end = material.months[0].period.from_s, material.month.period.to_s
    keep = (pl.col("kind") == kind) & (pl.col("at_s") >= first) & (pl.col("at_s") < end)
    found = sorted(material.rows("feedback", keep), key=lambda row: (str(row["at_s"]), text(row["text"])))
    limit = material.terms.report.max_rows
    if not found:
        return None
    return Table(
        caption,
        (column(_("Tidspunkt"), weight=1.2), column(_("Fra hvem"), weight=1.4), column(_("Tekst"), weight=3)),
        tuple(
            (at(material.month, row["at_s"]), text(row["from_whom"]), text(row["text"]))
            for row in found[:limit]
        ),
        of=len(found) if len(found) > limit else None,
    )

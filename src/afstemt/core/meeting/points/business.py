"""Point 7: what the business plans, and what it wishes."""

import polars as pl

from afstemt.core.meeting.feedback import feedback_table
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Table, Text
from afstemt.core.report.parts import column, not_delivered, text
from afstemt.core.report.words import activity_word, service_names
from afstemt.core.units import formats
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the activities not over at the end of the latest period, and the wishes since the last meeting."""
    made: list[Block] = []
    coming = sorted(
        material.rows("business_activities", pl.col("to_s") > material.month.period.to_s),
        key=lambda row: (str(row["from_s"]), text(row["title"])),
    )
    if coming:
        made.append(
            Table(
                _("Forretningens kommende aktiviteter"),
                (
                    column(_("Aktivitet"), weight=2),
                    column(_("Art"), weight=1.1),
                    column(_("Hvornår"), weight=1.8),
                    column(_("Berører"), weight=1.3),
                ),
                tuple(
                    (
                        text(row["title"]),
                        activity_word(text(row["kind"])),
                        _when(material, row),
                        service_names(material.month, text(row["affects"])) or _("alle systemer"),
                    )
                    for row in coming
                ),
            )
        )
    elif material.delivered("business_activities"):
        made.append(Text(_("Der er ikke oplyst om kommende aktiviteter i forretningen.")))
    else:
        made.append(not_delivered(_("forretningens aktiviteter")))
    wishes = feedback_table(material, "wish", _("Ønsker"))
    if wishes:
        made.append(wishes)
    made.append(Text(_("Forretningen orienterer om aktiviteter, der stiller krav til driften.")))
    return tuple(made)


def _when(material: Material, row: dict[str, object]) -> str:
    first, end = row["from_s"], row["to_s"]
    assert isinstance(first, int)
    assert isinstance(end, int)
    return formats.stretch(first, end, material.terms.zone)


SPEC = PointSpec(
    "business", lambda: _("Forretningens kommende aktiviteter og ønsker"), "authority", 20, 5, blocks
)

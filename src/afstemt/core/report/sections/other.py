"""Øvrige: feedback, improvements, deliverables, outages in words, and what was said without a section."""

import polars as pl

from afstemt.core.dialogue.matter import latest_rows
from afstemt.core.evidence.evidence import collect
from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Appendix, Block, Bullets, Section, Text
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    at,
    column,
    count,
    facts,
    inside,
    not_delivered,
    short_table,
    text,
)
from afstemt.core.report.words import counted, joined, party_word
from afstemt.core.units import formats
from afstemt.core.units.wording import _


def feedback_word(kind: str, count_: int) -> str:
    """Return ``1 ros``, ``2 klager``, ``3 ønsker``."""
    one, many = {
        "praise": (_("tilbagemelding med ros"), _("tilbagemeldinger med ros")),
        "complaint": (_("klage"), _("klager")),
        "wish": (_("ønske"), _("ønsker")),
        "": (_("bemærkning"), _("bemærkninger")),
    }[kind]
    return counted(count_, one, many)


def _feedback(month: Month) -> Section:
    title = _("Ros, klager og ønsker")
    if not month.evidence.has("feedback"):
        return Section("other.feedback", title, (not_delivered(_("ros, klager og ønsker")),))
    rows = month.evidence.table("feedback").filter(inside("at_s", month.period))
    found = collect(rows.group_by(pl.col("kind").fill_null("")).agg(pl.len().cast(pl.Int64).alias("n")))
    counts: dict[str, int] = dict(found.iter_rows())
    if not counts:
        return Section(
            "other.feedback", title, (Text(_("Der er ikke modtaget tilbagemeldinger i perioden.")),)
        )
    blocks: list[Block] = []
    limit = month.terms.report.max_rows
    words = {"praise": _("Ros"), "complaint": _("Klager"), "wish": _("Ønsker"), "": _("Andet")}
    sums = [feedback_word(kind, counts[kind]) for kind in words if kind in counts]
    blocks.append(Text(_("Der er modtaget {sums} i perioden.").format(sums=joined(sums))))
    for kind, word in words.items():
        if kind not in counts:
            continue
        own = rows.filter(pl.col("kind").fill_null("") == kind).sort("at_s", "row_no")
        shown = collect(own.head(limit))
        blocks.append(Text(f"{word}:"))
        blocks.append(
            Bullets(
                tuple(
                    _("{text} ({whom}, {when})").format(
                        text=row["text"],
                        whom=row["from_whom"],
                        when=formats.moment(row["at_s"], month.terms.zone),
                    )
                    for row in shown.iter_rows(named=True)
                )
            )
        )
        if counts[kind] > limit:
            blocks.append(
                Text(
                    _("Her vises {shown} af {all}; alle står i bilaget med tilbagemeldinger.").format(
                        shown=limit, all=formats.number(counts[kind])
                    ),
                    "note",
                )
            )
    return Section("other.feedback", title, tuple(blocks))


def _improvements(month: Month) -> Section:
    title = _("Forbedringer")
    if not month.evidence.has("improvements"):
        return Section("other.improvements", title, (not_delivered(_("forbedringer")),))
    rows = latest_rows(month.evidence, "improvements").filter(pl.col("opened_s") < month.period.to_s)
    if not count(rows):
        return Section("other.improvements", title, (Text(_("Der er ikke meldt forbedringer.")),))
    return Section(
        "other.improvements",
        title,
        (
            short_table(
                month,
                _("Forbedringer og deres effekt"),
                (
                    column(_("Id")),
                    column(_("Forbedring"), weight=2),
                    column(_("Ansvarlig")),
                    column(_("Frist")),
                    column(_("Status")),
                    column(_("Effekt"), weight=1.5),
                ),
                rows.sort("opened_s", "id"),
                lambda row: (
                    text(row["id"]),
                    text(row["title"]),
                    party_word(text(row["owner"]) or None),
                    row["due"],
                    text(row["status"]),
                    text(row["effect"]) or _("ikke oplyst"),
                ),
                "improvements",
            ),
        ),
    )


def _deliverables(month: Month) -> Section:
    title = _("Leverancer")
    if not month.evidence.has("deliverables"):
        return Section("other.deliverables", title, (not_delivered(_("leverancer")),))
    period = month.period
    rows = month.evidence.table("deliverables").filter(
        pl.col("requested_s") < period.to_s,
        pl.col("delivered_s").is_null() | (pl.col("delivered_s") >= period.from_s),
    )
    if not count(rows):
        return Section("other.deliverables", title, (Text(_("Der var ingen leverancer i perioden.")),))

    def kind_word(kind: str) -> str:
        return {
            "report": _("driftsrapport"),
            "root_cause_analysis": _("årsagsanalyse"),
            "plan": _("plan"),
        }.get(kind, kind)

    def state(row: dict[str, object]) -> str:
        due, delivered = row["due_s"], row["delivered_s"]
        if isinstance(delivered, int):
            if isinstance(due, int):
                return _("leveret til tiden") if delivered <= due else _("leveret for sent")
            return _("leveret")
        return _("mangler") if isinstance(due, int) and due < period.to_s else _("afventes")

    return Section(
        "other.deliverables",
        title,
        (
            short_table(
                month,
                _("Rapporter, analyser og planer"),
                (
                    column(_("Id")),
                    column(_("Art")),
                    column(_("Titel"), weight=1.6),
                    column(_("Anmodet"), weight=1.2),
                    column(_("Frist"), weight=1.2),
                    column(_("Leveret"), weight=1.2),
                    column(_("Status")),
                ),
                rows.sort("requested_s", "id"),
                lambda row: (
                    text(row["id"]),
                    kind_word(text(row["kind"])),
                    text(row["title"]),
                    at(month, row["requested_s"]),
                    at(month, row["due_s"]),
                    at(month, row["delivered_s"]),
                    state(row),
                ),
                "deliverables",
            ),
        ),
    )


def _appendices(month: Month) -> tuple[Appendix, ...]:
    found = []
    for table, title, order in (
        ("deliverables", _("Leverancer"), ("requested_s", "id")),
        ("improvements", _("Forbedringer"), ("opened_s", "id")),
        ("feedback", _("Tilbagemeldinger"), ("at_s",)),
        ("decisions", _("Parternes beslutninger"), ("at_s",)),
    ):
        if not month.evidence.has(table):
            continue
        rows = facts(month, table)
        if table != "decisions":  # a decision on the period may be made after it
            rows = rows.filter(pl.col(order[0]) < month.period.to_s)
        if table == "feedback":
            rows = rows.filter(inside("at_s", month.period))
        found.append(of_table(month, table, title, table, rows, order))
    return tuple(found)


def make(month: Month) -> SectionPart:
    """Return the section."""
    sections = (_feedback(month), _improvements(month), _deliverables(month))
    lead = Text(_("Her står tilbagemeldinger, forbedringer og leverancer."))
    return SectionPart(Section(SPEC.id, SPEC.title(), (lead,), sections), _appendices(month))


SPEC = SectionSpec("other", ("øvrige", "oevrige", "andet"), lambda: _("Øvrige"), make, takes_all=True)

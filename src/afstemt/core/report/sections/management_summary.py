"""Ledelsesreferat: the supplier's words, or a computed draft that is marked so."""

from afstemt.core.report.blocks import Block, Section, Text
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import SectionSpec, statements
from afstemt.core.report.summary import draft
from afstemt.core.report.verdict import verdict
from afstemt.core.units.wording import _


def _draft(month: Month) -> str:
    return "\n".join(draft(month))


def make(month: Month) -> SectionPart:
    """Return the section; ``build`` puts the supplier's words in, as in every section."""
    blocks: list[Block] = [Text(verdict(month), "lead")]
    if not statements(month, SPEC.named):
        blocks.append(
            Text(
                _(
                    "Leverandøren har ikke skrevet et ledelsesreferat. "
                    "Teksten herunder er et udkast beregnet ud fra tallene."
                )
            )
        )
        blocks.append(Text(_draft(month), "draft"))
    return SectionPart(Section(SPEC.id, SPEC.title(), tuple(blocks)))


SPEC = SectionSpec(
    "management_summary",
    ("ledelsesreferat", "summary", "resumé", "resume"),
    lambda: _("Ledelsesreferat"),
    make,
    draft=_draft,
)

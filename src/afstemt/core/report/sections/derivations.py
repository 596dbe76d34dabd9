"""Sådan er tallene beregnet: each level's derivation, step by step."""

from afstemt.core.report.blocks import Block, Bullets, Section, Text
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import SectionSpec, level_of, outcomes
from afstemt.core.report.words import level_title, rows, step_text
from afstemt.core.units.wording import _


def make(month: Month) -> SectionPart:
    """Return the chapter."""
    sections = []
    for index, outcome in enumerate(outcomes(month)):
        blocks: list[Block] = []
        if outcome.steps:
            blocks.append(Bullets(tuple(step_text(step) for step in outcome.steps), ordered=True))
        else:
            blocks.append(Text(outcome.reason or _("Der er ingen beregning, fordi målet ikke er målt.")))
        if outcome.excluded:
            blocks.append(Text(_("{rows} er holdt ude.").format(rows=rows(outcome.excluded))))
        sections.append(
            Section(f"derivations.{index + 1}", level_title(outcome, level_of(month, outcome)), tuple(blocks))
        )
    lead = _("Hvert tal kan regnes efter ud fra trinene her og rækkerne i bilagene.")
    if not sections:
        lead = _("Der er ingen servicemål at regne efter i perioden.")
    return SectionPart(Section(SPEC.id, SPEC.title(), (Text(lead),), tuple(sections)))


SPEC = SectionSpec(
    "derivations",
    ("beregninger", "sådan er tallene beregnet"),
    lambda: _("Sådan er tallene beregnet"),
    make,
    written=False,
)

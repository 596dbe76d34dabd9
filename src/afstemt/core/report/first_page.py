"""Perioden på én side: verdict, reservations, summary, six key figures, misses, what worked, comes and is asked."""

from afstemt.core.report.blocks import Block, Bullets, Text
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.losses import first
from afstemt.core.report.misses import misses_table
from afstemt.core.report.month import Month
from afstemt.core.report.parts import SectionSpec, statements
from afstemt.core.report.questions import asked_of, to_deliver
from afstemt.core.report.summary import asked, coming, short_draft, worked
from afstemt.core.report.upcoming import deadlines_ahead, next_deadline
from afstemt.core.report.verdict import penalty_words, verdict
from afstemt.core.units import formats
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

MISSES = 6
"""What the page has room for; all misses stand with their reasons in the section on service levels."""
RESERVATIONS = 6
"""The same for levels that something was lost for."""

COMING = 4
"""What comes first of what comes; the sections have all of it."""


def _next(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first of what comes, and how much more there is."""
    more = len(items) - COMING
    return (*items[:COMING], _("Dertil {n} længere fremme.").format(n=number(more))) if more > 1 else items


def _misses(month: Month) -> list[Block]:
    table = misses_table(month, MISSES)
    if table is None:
        return []
    note = Text(_("De øvrige står i afsnittet om opfyldelse af servicemål."), "note")
    return [table, note] if table.of else [table]


def reservation_blocks(month: Month) -> list[Block]:
    """Return what was lost and what it can do, level by level; it stands before every figure of the page."""
    found = first(month)
    if not found:
        return []
    shown = found[:RESERVATIONS]
    if len(found) > len(shown):
        rest = _("Yderligere {count} servicemål har forbehold; se afsnittet om opfyldelse af servicemål.")
        shown = (*shown, rest.format(count=formats.number(len(found) - len(shown))))
    return [Text(_("Forbehold:"), "lead"), Bullets(shown)]


def _asked(month: Month) -> list[Block]:
    """Return what is asked of the authority, and of others; that nothing is asked only where that is so."""
    of_authority = (*asked(month), *asked_of(month, "authority"))
    others = (*asked_of(month, "", "supplier"), *to_deliver(month))
    blocks: list[Block] = []
    if of_authority:
        blocks += [Text(_("Myndigheden bedes:")), Bullets(of_authority)]
    if others:
        blocks += [Text(_("Det skal besvares, før tallene kan lægges til grund:")), Bullets(others)]
    if not blocks and not first(month):
        return [Text(_("Der er ikke bedt om noget fra myndigheden for denne periode."))]
    return blocks


def _list(lead: str, items: tuple[str, ...], none: str) -> list[Block]:
    return [Text(lead), Bullets(items)] if items else [Text(none)]


def first_page(month: Month, summary: SectionSpec) -> tuple[Block, ...]:
    """Return the page's blocks; ``summary`` is the section whose statements are the supplier's summary."""
    own = statements(month, summary.named)
    words: list[Block] = list(own) if own else [Text(short_draft(month), "draft")]
    return (
        Text(f"{verdict(month)} {next_deadline(month)}".strip(), "lead"),
        *reservation_blocks(month),
        *words,
        key_figures(month),
        *_misses(month),
        *_list(
            _("Det fungerede:"),
            worked(month),
            _("Der er ikke data, der viser, hvad der fungerede særligt godt."),
        ),
        Text(penalty_words(month)),
        *_list(
            _("Det sker nu:"),
            _next((*deadlines_ahead(month), *coming(month))),
            _("Der er ikke oplyst frister, ændringer eller aktiviteter efter perioden."),
        ),
        *_asked(month),
    )

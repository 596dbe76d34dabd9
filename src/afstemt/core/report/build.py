"""The whole report of a period: first page, sections in the template's order, appendices, data."""

from dataclasses import replace

from afstemt import __version__
from afstemt.core.evidence.evidence import collect, engine_for
from afstemt.core.report.blocks import Appendix, Document, Section, Table, Text
from afstemt.core.report.data import data
from afstemt.core.report.first_page import first_page
from afstemt.core.report.month import Month
from afstemt.core.report.parts import SectionSpec, phase_of, statements
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.summary import ASKED
from afstemt.core.report.words import phase_word
from afstemt.core.units import formats
from afstemt.core.units.wording import _, language


def _left_out(month: Month, spec: SectionSpec) -> bool:
    return any(spec.named(name) for name in month.terms.report.leave_out)


def _section(
    month: Month, spec: SectionSpec, without: frozenset[str]
) -> tuple[Section, tuple[Appendix, ...]]:
    """Return a section with the supplier's words first, or the line that it is left out, and why."""
    if spec.id in without:
        line = Text(_("Afsnittet er udeladt: leverandøren har mærket det som en forretningshemmelighed."))
        return Section(spec.id, spec.title(), (line,)), ()
    if _left_out(month, spec):
        line = Text(
            _("Afsnittet er udeladt efter aftale mellem parterne (kontraktens vilkår, report.leave_out).")
        )
        return Section(spec.id, spec.title(), (line,)), ()
    part = spec.make(month)
    words = statements(month, spec.named)
    blocks = part.section.blocks
    opening = 1 if blocks and isinstance(blocks[0], Text) and blocks[0].role == "lead" else 0
    blocks = (*blocks[:opening], *words, *blocks[opening:])
    return replace(part.section, blocks=blocks), part.appendices


def _homeless(month: Month) -> tuple[Text, ...]:
    """Return the statements that name no section of the report: none is dropped."""
    named = collect(month.evidence.table("statements").select("section").unique())["section"].to_list()
    known = {
        name
        for name in named
        if name.strip().casefold() in ASKED or any(spec.named(name) for spec in SECTIONS)
    }
    return statements(month, lambda name: name not in known)


def _facts(month: Month) -> tuple[tuple[str, str], ...]:
    terms = month.terms
    versions = ", ".join(
        formats.day(version.in_force_from) for _part, version in month.contract.in_force(month.period)
    )
    system = None if month.system is None else terms.system_name(month.system)
    lines = [
        (_("Kontrakt"), terms.title),
        (_("Myndighed"), terms.party("authority").name),
        (_("Leverandør"), terms.party("supplier").name),
        (_("Periode"), f"{formats.day(month.period.first)} – {formats.day(month.period.last)}"),
        *([(_("Fase"), phase_word(phase.kind))] if (phase := phase_of(month)) else []),
        (_("System"), system or _("hele kontrakten")),
        (_("Vilkår gældende fra"), versions or formats.day(terms.in_force_from)),
        (_("Dato for rapporten"), formats.day(month.as_of)),
        (_("Beregnet med"), f"Afstemt {__version__}"),
    ]
    if terms.synthetic:
        lines.append((_("Bemærk"), _("Syntetiske data: kontrakt, parter og tal er opdigtede.")))
    return tuple(lines)


def _unique(appendices: list[Appendix]) -> tuple[Appendix, ...]:
    found: dict[str, Appendix] = {}
    for appendix in appendices:
        found.setdefault(appendix.id, appendix)
    return tuple(found.values())


def _with_titles(section: Section, titles: dict[str, str]) -> Section:
    """Return the section with its tables naming their appendix by title, as the reader finds it."""
    blocks = tuple(
        replace(block, appendix=titles.get(block.appendix, "")) if isinstance(block, Table) else block
        for block in section.blocks
    )
    return replace(
        section,
        blocks=blocks,
        sections=tuple(_with_titles(inner, titles) for inner in section.sections),
    )


def build_report(month: Month, without: frozenset[str] = frozenset()) -> Document:
    """Return the operations report (driftsrapport) in the active language.

    Args:
        month: Everything calculated for the period; ``month.system`` cuts the report to one system.
        without: Ids of sections that are trade secrets and left out of this copy. The first page and ``data`` hold
            figures of every section, so they are left out with them.

    Returns:
        The document; every section of the template is there, also without data, and ``data`` has the shape
        that ``core.report.data`` describes.
    """
    with engine_for(month.evidence):
        return _document(month, without)


def _document(month: Month, without: frozenset[str]) -> Document:
    sections: list[Section] = []
    appendices: list[Appendix] = []
    for spec in SECTIONS:
        section, own = _section(month, spec, without)
        if spec.takes_all and not _left_out(month, spec):
            section = replace(section, blocks=(*_homeless(month), *section.blocks))
        sections.append(section)
        appendices += own
    titles = {appendix.id: appendix.title for appendix in appendices}
    terms = month.terms
    name = formats.period_name(month.period)
    system = None if month.system is None else terms.system_name(month.system)
    return Document(
        kind="report",
        title=_("Driftsrapport for {period}").format(period=name),
        subtitle=terms.title if system is None else f"{terms.title} – {system}",
        language=language(),
        date=month.as_of,
        zone=terms.zone,
        sections=tuple(_with_titles(section, titles) for section in sections),
        appendices=_unique(appendices),
        facts=_facts(month),
        synthetic=terms.synthetic,
        first_page=() if without else first_page(month, next(spec for spec in SECTIONS if spec.draft)),
        data={} if without else data(month),
        max_rows=terms.report.max_rows,
    )

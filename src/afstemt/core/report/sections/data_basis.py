"""Datagrundlag: the files with their hashes and rows, what was set aside and why, and the terms' versions."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from afstemt.core.report.blocks import Appendix, AppendixColumn, Block, Section, Table, Text
from afstemt.core.report.lost_rows import lost_rows
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import SectionSpec, column, number_column, without_empty
from afstemt.core.report.questions import unanswered
from afstemt.core.report.words import capital, clauses, counted, rows, table_word
from afstemt.core.units import formats
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _

RUNS = 6
"""Runs of row numbers written out beside a remark."""


def _files(month: Month) -> list[Block]:
    files = month.evidence.files
    if not files:
        return [Text(_("Der er ikke leveret filer for perioden."))]
    read, used = sum(f.rows_read for f in files), sum(f.rows_used for f in files)
    aside = sum(f.rows_set_aside for f in files)
    superseded, left_out = sum(f.rows_superseded for f in files), sum(f.rows_left_out for f in files)
    parts = [_("{n} er brugt").format(n=formats.number(used))]
    if superseded:
        parts.append(_("{n} er erstattet af en senere eksport").format(n=formats.number(superseded)))
    if left_out:
        parts.append(_("{n} er udeladt efter profilen").format(n=formats.number(left_out)))
    parts.append(_("{n} er sat til side").format(n=formats.number(aside)))
    return [
        Text(
            _("{files} med i alt {read}: {parts}.").format(
                files=capital(counted(len({f.name for f in files}), _("fil"), _("filer"))),
                read=rows(read),
                parts=clauses(parts),
            )
        ),
        _files_table(month, (read, used, superseded or None, left_out or None, aside)),
    ]


def _files_table(month: Month, total: tuple[Value, ...]) -> Table:
    """Return the files with where their rows went, without what no file has; ``total`` is of them all."""
    found = without_empty(
        Table(
            _("Filer, og hvor mange rækker der er læst, brugt og sat til side"),
            (
                column(_("Fil"), weight=1.8),
                column(_("Indhold")),
                column(_("Profil"), weight=0.8),
                number_column(_("Læst"), 0.7),
                number_column(_("Brugt"), 0.7),
                number_column(_("Erstattet"), 0.7),
                number_column(_("Udeladt"), 0.7),
                number_column(_("Sat til side"), 0.7),
                column(_("SHA-256"), weight=2),
            ),
            tuple(
                (
                    *(f.name, table_word(f.table), f.profile, f.rows_read, f.rows_used),
                    *(f.rows_superseded or None, f.rows_left_out or None, f.rows_set_aside, f.sha256),
                )
                for f in month.evidence.files
            ),
        )
    )
    shown = tuple(value for value in total if value is not None)
    return replace(found, total=(_("I alt"), "", "", *shown, ""))


def _questions(month: Month) -> Section | None:
    """Return what must be answered, and what to do about it, as the findings say; first of all in the chapter."""
    found = unanswered(month)
    if not found:
        return None
    limit = month.terms.report.max_rows
    alike = _alike(found)
    lead = Text(
        _("Tallene er regnet uden svar på det, der står her, og servicemålene siger, hvad det kan betyde.")
    )
    table = Table(
        _("Fund, der skal besvares, og hvad der skal gøres"),
        (column(_("Fil")), column(_("Rækker"), weight=0.9), column(_("Fund"), weight=3)),
        tuple(
            (source, _places(places), message) for (source, message), places in list(alike.items())[:limit]
        ),
        of=len(alike) if len(alike) > limit else None,
    )
    return Section("data_basis.questions", _("Skal besvares"), (lead, table))


def _aside(month: Month) -> tuple[Section, tuple[Appendix, ...]]:
    title = _("Rækker sat til side")
    faults = [fault for fault in month.evidence.faults if fault.severity == "set_aside"]
    if not faults:
        return Section("data_basis.set_aside", title, (Text(_("Ingen rækker er sat til side.")),)), ()
    limit = month.terms.report.max_rows

    def cells(fault: Fault) -> tuple[Value, ...]:
        return (fault.source, fault.row, fault.column or "", fault.message)

    table = Table(
        _("Rækker, der ikke indgår i tallene, og hvorfor"),
        (
            column(_("Fil"), weight=1.2),
            number_column(_("Række"), 0.6),
            column(_("Kolonne"), weight=0.9),
            column(_("Hvorfor"), weight=3),
        ),
        tuple(cells(fault) for fault in faults[:limit]),
        of=len(faults) if len(faults) > limit else None,
        appendix="set_aside",
    )
    frame = pl.DataFrame(
        {
            "source": [fault.source for fault in faults],
            "row": [fault.row for fault in faults],
            "column": [fault.column for fault in faults],
            "message": [fault.message for fault in faults],
            "code": [fault.code for fault in faults],
        },
        schema={
            "source": pl.String,
            "row": pl.Int64,
            "column": pl.String,
            "message": pl.String,
            "code": pl.String,
        },
    )
    appendix = Appendix(
        "set_aside",
        title,
        (
            AppendixColumn("source", _("Fil")),
            AppendixColumn("row", _("Række"), "integer"),
            AppendixColumn("column", _("Kolonne")),
            AppendixColumn("message", _("Hvorfor")),
            AppendixColumn("code", _("Kode")),
        ),
        frame,
    )
    return Section("data_basis.set_aside", title, (table,)), (appendix,)


def _alike(notes: Sequence[Fault]) -> dict[tuple[str, str], list[int]]:
    """Return the notes by file and message, each with the rows that it is about."""
    found: dict[tuple[str, str], list[int]] = {}
    for note in notes:
        rows_ = found.setdefault((note.source, note.message), [])
        if note.row is not None:
            rows_.append(note.row)
    return found


def _places(numbers: list[int]) -> str:
    """Return row numbers as runs (``3, 16.572–16.582``), the last ones as a count where they are many runs."""
    runs: list[list[int]] = []
    for one in sorted(set(numbers)):
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    written = [
        formats.number(first) if first == last else f"{formats.number(first)}–{formats.number(last)}"
        for first, last in runs
    ]
    if len(written) <= RUNS:
        return ", ".join(written)
    rest = sum(last - first + 1 for first, last in runs[RUNS:])
    return _("{places} og {n} mere").format(places=", ".join(written[:RUNS]), n=formats.number(rest))


def _terms(month: Month) -> Section:
    cells: list[tuple[Value, ...]] = [
        (
            f"{formats.day(part.first)} – {formats.day(part.last)}",
            terms.in_force_from,
            month.contract.hash_of(terms) or _("ikke oplyst"),
        )
        for part, terms in month.contract.in_force(month.period)
    ]
    aliases = Text(
        _("Ved siden af vilkårene står {aliases} i filen aliases.toml med SHA-256 {hash}.").format(
            aliases=counted(len(month.contract.aliases), _("alias"), _("aliaser")),
            hash=month.contract.aliases_hash or _("ikke oplyst"),
        )
    )
    return Section(
        "data_basis.terms",
        _("Kontraktens vilkår"),
        (
            Table(
                _("De vilkår, der er regnet efter"),
                (
                    column(_("Del af perioden"), weight=1.4),
                    column(_("Version gældende fra"), weight=1.2),
                    column(_("SHA-256"), weight=2.4),
                ),
                tuple(cells),
            ),
            *([aliases] if month.contract.aliases else []),
        ),
    )


def make(month: Month) -> SectionPart:
    """Return the chapter."""
    aside, appendices = _aside(month)
    notes = [fault for fault in month.evidence.faults if fault.severity == "note"]
    blocks = _files(month)
    lost, rows_lost = lost_rows(month)
    asked = _questions(month)
    sections = [aside, *([lost] if lost else []), _terms(month)]
    if notes:
        limit = month.terms.report.max_rows
        alike = _alike(notes)
        noted = Table(
            _("Det, der er bemærket i filerne, uden at rækker er sat til side"),
            (column(_("Fil")), column(_("Rækker"), weight=0.9), column(_("Bemærkning"), weight=3)),
            tuple(
                (source, _places(places), message)
                for (source, message), places in list(alike.items())[:limit]
            ),
            of=len(alike) if len(alike) > limit else None,
        )
        sections.insert(-1, Section("data_basis.notes", _("Bemærkninger til filerne"), (noted,)))
    own = (*([asked] if asked else []), *sections)
    return SectionPart(Section(SPEC.id, SPEC.title(), tuple(blocks), own), (*appendices, *rows_lost))


SPEC = SectionSpec("data_basis", ("datagrundlag",), lambda: _("Datagrundlag"), make, written=False)

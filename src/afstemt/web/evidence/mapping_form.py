"""The form in which somebody says what a file's columns are: drawn from the draft, read into a mapping."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from afstemt.core.evidence.column import Column
from afstemt.core.evidence.tables import BY_NAME, TABLES
from afstemt.core.report.words import party_word, table_word
from afstemt.core.units.wording import _
from afstemt.files.reading.intake.column_mapping import FORMATS, Cell, ColumnMapping
from afstemt.files.reading.intake.draft import allowed, proposal
from afstemt.files.reading.intake.survey import Survey
from afstemt.web.evidence.profiles import LONGEST_NAME

LONGEST_CELL = 200
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
_LETTERS = re.compile(r"[^a-zæøåäöüß]+")


@dataclass(frozen=True)
class ValueField:
    """One of the file's texts in a column that takes few: how many rows have it, and what it is said to mean."""

    name: str
    text: str
    rows: int
    means: str


@dataclass(frozen=True)
class ColumnField:
    """One of the table's columns.

    Attributes:
        name: The column's; the fields are ``kolonne-``, ``fast-`` and ``vaerdier-`` with it.
        heading: The file's column that it is said to be; empty for none.
        headings: Those that it can be.
        constant: The text of every row, where the file has no such column.
        choices: What the texts can mean, as value and word; empty where any text stands.
        values: The texts to be said what mean.
        example: A text of the file's column; empty where none is shown.
        error: What is wrong with what was said.
    """

    name: str
    title: str
    required: bool
    heading: str
    headings: tuple[str, ...]
    constant: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    values: tuple[ValueField, ...] = ()
    example: str = ""
    error: str = ""


@dataclass(frozen=True)
class MappingForm:
    """The whole form; ``errors`` are by the name of a field that is no column, and ``mapping`` is None where any is."""

    table: str
    tables: tuple[tuple[str, str], ...]
    name: str
    columns: tuple[ColumnField, ...]
    format: str
    first: str
    alone: str
    errors: Mapping[str, str] = field(default_factory=dict)
    mapping: ColumnMapping | None = None

    @property
    def needed(self) -> tuple[ColumnField, ...]:
        """The columns that every row must have."""
        return tuple(one for one in self.columns if one.required)

    @property
    def chosen(self) -> tuple[ColumnField, ...]:
        """The columns that a file can leave out, of which something is said."""
        return tuple(one for one in self.columns if not one.required and (one.heading or one.error))

    @property
    def spare(self) -> tuple[ColumnField, ...]:
        """The columns that a file can leave out, of which nothing is said."""
        return tuple(one for one in self.columns if not one.required and not one.heading and not one.error)

    @property
    def is_wrong(self) -> bool:
        """Whether something must be corrected."""
        return bool(self.errors) or any(one.error for one in self.columns)

    @property
    def formats(self) -> tuple[tuple[str, str], ...]:
        """How times can be written, as value and words."""
        words = (
            _("Dato og klokkeslæt med helt årstal, fx 31-10-2026 08:00 eller 2026-10-31T08:00:00"),
            _("Dato og klokkeslæt med årstal på to cifre, fx 31-10-26 08:00"),
            _("Antal sekunder siden 1970"),
            _("Antal millisekunder siden 1970"),
        )
        return tuple(zip(FORMATS, words, strict=True))


def proposed(
    source: str, surveys: Sequence[Survey], table: str, said: ColumnMapping | None = None
) -> MappingForm:
    """Return the form with what was said before filled in, else what the columns prove.

    Args:
        source: The file's name.
        surveys: Its columns.
        table: One of the tables, as somebody has chosen; empty for the one that the columns give most of.
        said: What was said of these columns before; None where nothing was.
    """
    drafted = proposal(name_of(source), surveys, table)
    if said is not None and table in ("", said.table):
        drafted = said
    return MappingForm(
        drafted.table,
        _tables(),
        drafted.name,
        tuple(
            _field(column, drafted.cells.get(column.name, Cell()), surveys)
            for column in BY_NAME[drafted.table].columns
        ),
        drafted.format,
        drafted.first or "",
        drafted.alone,
    )


def name_of(source: str) -> str:
    """Return a name for the profile of a file: the letters of its own, without the month it is of."""
    stem = PurePosixPath(source.partition("#")[0]).stem.lower()
    return _LETTERS.sub("-", stem).strip("-")[:LONGEST_NAME].strip("-") or "udtraek"


def filled_in(
    posted: Mapping[str, str], source: str, surveys: Sequence[Survey], taken: Mapping[str, bool]
) -> MappingForm:
    """Return the form as it was sent, with the mapping that it says, or what is wrong beside each field.

    Args:
        posted: The fields.
        source, surveys: As ``proposed`` has them.
        taken: The names of the party's profiles, and whether each reads files with these columns.
    """
    table = posted.get("tabel", "")
    if table not in BY_NAME:
        return proposed(source, surveys, "")
    fields = tuple(_sent(column, posted, surveys) for column in BY_NAME[table].columns)
    name = " ".join(posted.get("navn", "").split()).lower()
    form, first, alone = (posted.get(key, "").strip() for key in ("format", "raekkefoelge", "alene"))
    errors: dict[str, str] = {}
    if not re.fullmatch(r"[a-z0-9æøåäöüß]+(?:-[a-z0-9æøåäöüß]+)*", name) or len(name) > LONGEST_NAME:
        errors["navn"] = _("Skriv et navn af små bogstaver, tal og bindestreger, fx ”sagssystem”.")
    elif not taken.get(name, True):
        errors["navn"] = _(
            "Navnet bruges af en profil for filer med andre kolonner. Vælg et andet navn, eller ret den profil."
        )
    if form not in FORMATS:
        errors["format"] = _("Vælg, hvordan tidspunkterne er skrevet.")
    if first not in ("", "day", "month"):
        errors["raekkefoelge"] = _("Vælg, om dagen eller måneden står først.")
    if alone and not _TIME.fullmatch(alone):
        errors["alene"] = _("Skriv et klokkeslæt som 08:00, eller 24:00 for dagens slutning.")
    if not errors and not any(one.heading for one in fields):
        errors["kolonner"] = _("Vælg mindst én af filens kolonner.")
    sent = MappingForm(table, _tables(), name, fields, form, first, alone, errors)
    if sent.is_wrong:
        return sent
    cells = {one.name: _cell(one) for one in fields if one.heading or one.constant}
    said = ColumnMapping(name, table, cells, form, first or None, alone)  # type: ignore[arg-type]
    return MappingForm(table, _tables(), name, fields, form, first, alone, {}, said)


def _tables() -> tuple[tuple[str, str], ...]:
    return tuple((table.name, f"{table_word(table.name).capitalize()} ({table.name})") for table in TABLES)


def _field(
    column: Column,
    cell: Cell,
    surveys: Sequence[Survey],
    means: Mapping[str, str] | None = None,
    error: str = "",
) -> ColumnField:
    own = next((one for one in surveys if one.heading == cell.heading), None)
    known = allowed(column)
    return ColumnField(
        column.name,
        _(column.heading),
        column.required,
        cell.heading if own else "",
        tuple(one.heading for one in surveys),
        cell.constant,
        tuple((value, _choice(value)) for value in known),
        tuple(
            ValueField(
                f"vaerdi-{column.name}-{number}",
                text,
                rows,
                (means or cell.values).get(text) or _same(text, known),
            )
            for number, (text, rows) in enumerate(own.values if own and known else ())
        ),
        _example(column, own),
        error,
    )


def _same(text: str, known: Sequence[str]) -> str:
    return text.casefold() if text.casefold() in known else ""


def _choice(value: str) -> str:
    """Return a value that a column takes, in words where it has any."""
    words = {
        "true": _("ja"),
        "false": _("nej"),
        "authority": party_word("authority"),
        "supplier": party_word("supplier"),
    }
    return words.get(value) or (party_word(value) if value == "third_party" else value)


def _example(column: Column, survey: Survey | None) -> str:
    """Return an example; none of free text, which may be about a person."""
    free = column.type == "text" and not column.required
    return "" if free or survey is None or not survey.examples else survey.examples[0][:60]


def _sent(column: Column, posted: Mapping[str, str], surveys: Sequence[Survey]) -> ColumnField:
    """Return a column as it was sent, with what is wrong with it."""
    heading = posted.get(f"kolonne-{column.name}", "")
    constant = posted.get(f"fast-{column.name}", "").strip()
    headings = [one.heading for one in surveys]
    known, shown_of = allowed(column), posted.get(f"vist-{column.name}", "")
    values = next((one.values for one in surveys if one.heading == heading), ())
    means = {
        text: posted.get(f"vaerdi-{column.name}-{number}", "") if shown_of == heading else ""
        for number, (text, _rows) in enumerate(values)
    }
    return _field(
        column,
        Cell(heading, constant),
        surveys,
        means if shown_of == heading else {},
        _error(column, heading, headings, constant, known, means, shown_of == heading),
    )


def _error(
    column: Column,
    heading: str,
    headings: Sequence[str],
    constant: str,
    known: Sequence[str],
    means: Mapping[str, str],
    were_shown: bool,
) -> str:
    if heading and heading not in headings:
        return _("Filen har ikke den kolonne. Vælg en af dem, der står der.")
    if heading and constant:
        return _("Vælg en kolonne, eller skriv en fast værdi; ikke begge dele.")
    if column.required and not heading and not constant:
        return _("Hver række skal have den: vælg en kolonne, eller skriv en værdi, der gælder alle rækker.")
    if len(constant) > LONGEST_CELL or any(not each.isprintable() for each in constant):
        return _("Skriv en kort tekst på én linje.")
    if constant and known and constant not in known:
        return _("Værdien skal være en af: {values}.").format(values=", ".join(known))
    if any(each and each not in known for each in means.values()):
        return _("Vælg, hvad hver værdi betyder.")
    unsaid = [text for text, each in means.items() if not each and not _same(text, known)]
    if heading and known and unsaid and (column.required or not were_shown):
        return _("Vælg, hvad hver værdi betyder.")
    return ""


def _cell(one: ColumnField) -> Cell:
    """Return what a field that is right says."""
    values = {value.text: value.means for value in one.values if value.means and value.means != value.text}
    return Cell(one.heading, "" if one.heading else one.constant, values)

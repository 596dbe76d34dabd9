"""A draft of a profile for a file that nothing recognises: what its columns prove is filled in, the rest is asked for.

A draft guesses a table and which heading is which, so that a person has something to correct; nothing is read by it
before that person has put it beside the file.
"""

from collections.abc import Iterator, Mapping, Sequence

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.tables import BY_NAME, TABLES
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _
from afstemt.files.reading.intake.column_mapping import FORMATS, Cell, ColumnMapping
from afstemt.files.reading.intake.column_mapping import text as toml
from afstemt.files.reading.intake.likeness import meant, stem_of
from afstemt.files.reading.intake.profile_file import builtin
from afstemt.files.reading.intake.survey import Survey, Times
from afstemt.files.reading.sheets.personal import unquoted
from afstemt.files.reading.sheets.sheet import heading_key

_BESIDES = {
    "id": (
        "sagsnr",
        "sagsnummer",
        "nummer",
        "nr",
        "ref",
        "reference",
        "ticket",
        "ticketid",
        "caseid",
        "key",
        "vorgang",
    ),
    "ticket_id": ("sagsnr", "sagsnummer", "ticket", "incident"),
    "title": ("emne", "overskrift", "subject", "summary", "title", "betreff", "ämne", "rubrik"),
    "priority": ("hastegrad", "prioritering", "prioritet", "prio", "urgency", "priorität", "prioriteit"),
    "opened_at": (
        "oprettet",
        "registreret",
        "modtaget",
        "created",
        "opened",
        "reported",
        "erstellt",
        "skapad",
        "åbnet",
    ),
    "resolved_at": ("løst", "løsning", "resolved", "solved", "gelöst", "löst"),
    "closed_at": ("lukket", "afsluttet", "closed", "geschlossen", "stängd"),
    "responded_at": ("reageret", "påbegyndt", "responded", "firstresponse"),
    "from_at": ("fra", "start", "starttid", "begin", "began", "from", "beginn", "nede"),
    "to_at": ("til", "slut", "sluttid", "end", "ended", "to", "ende", "oppe"),
    "at": ("tidspunkt", "tid", "time", "timestamp", "dato"),
    "service": ("ydelse", "tjeneste", "service", "host", "component", "dienst", "tjänst"),
    "status": ("status", "tilstand", "state"),
    "date": ("dato", "date", "dag", "datum"),
    "consultant": ("konsulent", "medarbejder", "consultant"),
    "activity": ("aktivitet", "opgave", "activity", "task"),
    "hours": ("timer", "antaltimer", "hours"),
    "order": ("ordre", "bestilling", "rekvisition"),
}
"""What exports call columns besides, in several languages; written as ``heading_key`` has it."""

Found = Mapping[str, Survey]
"""By the table's column, the file's column that it is taken to be."""


def draft(name: str, columns: Sequence[Survey], table: str = "") -> str:
    """Return a profile in TOML with comments in the active language.

    Args:
        name: The profile's name.
        columns: The file's columns, personal ones left out.
        table: Its table, where somebody has said so; one of ``TABLES``.
    """
    chosen = BY_NAME[table] if table else _table_of(columns)
    found = _found(chosen, columns)
    lines = [
        "# " + _("Udkast. Ret det, læg det som profil.toml ved siden af filen, og læs den igen."),
        "# " + _("Linjer med # foran gælder ikke. docs/profiles.md beskriver alle nøgler."),
        f"name = {toml(name)}",
        f"table = {toml(chosen.name)}" + ("" if table else f"  # {_guessed()}"),
        f"recognise = [[{', '.join(toml(each.heading) for each in _signs(chosen, found, columns))}]]",
        *_times(found, chosen, columns),
        *_columns(chosen, found, columns),
    ]
    return "\n".join(lines) + "\n"


def proposal(name: str, columns: Sequence[Survey], table: str = "") -> ColumnMapping:
    """Return what the columns seem to be, for somebody to correct in a form. Arguments as ``draft``."""
    chosen = BY_NAME[table] if table else _table_of(columns)
    found = _found(chosen, columns)
    cells = {
        column.name: Cell(found[column.name].heading, values=_said(column, found[column.name]))
        for column in chosen.columns
        if column.name in found
    }
    times = [each.times for each in found.values() if each.times is not None]
    firsts = {each.first for each in times} - {None}
    forms = [each.format for each in times if each.format in FORMATS]
    return ColumnMapping(
        name,
        chosen.name,
        cells,
        max(forms, key=forms.count, default=FORMATS[0]),
        firsts.pop() if len(firsts) == 1 else None,
    )


def _said(column: Column, survey: Survey) -> dict[str, str]:
    """Return the texts that are a choice of the column written with other letters."""
    known = allowed(column)
    return {
        text: text.casefold()
        for text, _rows in survey.values
        if text not in known and text.casefold() in known
    }


def allowed(column: Column) -> tuple[str, ...]:
    """Return the texts that the column takes; empty where it takes any."""
    return column.choices or (("true", "false") if column.type == "boolean" else ())


def _guessed() -> str:
    return _("gættet efter kolonnerne; der er: {tables}").format(tables=", ".join(BY_NAME))


def _table_of(columns: Sequence[Survey]) -> Table:
    """Return the table that the columns give most of; the first of those that they give as much of."""
    return max(TABLES, key=lambda table: _score(table, _found(table, columns)))


def _score(table: Table, found: Found) -> tuple[int, int]:
    lacking = sum(column.required and column.name not in found for column in table.columns)
    return len(found) - 2 * lacking, -lacking


def _found(table: Table, columns: Sequence[Survey]) -> Found:
    """Return which of the file's columns each of the table's is, by its own words, the known systems', or nearly."""
    found: dict[str, Survey] = {}
    words = _words()
    ordered = sorted(table.columns, key=lambda column: not column.required)
    for near in (False, True):
        for column in ordered:
            free = {
                each.heading: each for each in columns if each not in found.values() and _fits(column, each)
            }
            if column.name in found:
                continue
            if near:
                heading = meant(column.name, free)
            else:
                keys = words[column.name] | {heading_key(column.heading)}
                heading = next((each for each in free if {heading_key(each), stem_of(each)[0]} & keys), None)
            if heading is not None:
                found[column.name] = free[heading]
    return found


def _words() -> dict[str, set[str]]:
    """Return what each column is called: in Afstemt's own files and in those of the systems that are known."""
    words = {
        column.name: {heading_key(column.name), *_BESIDES.get(column.name, ())}
        for table in TABLES
        for column in table.columns
    }
    for profile in builtin():
        for name, source in profile.columns.items():
            words[name] |= {heading_key(each) for each in source.columns}
    return words


def _fits(column: Column, survey: Survey) -> bool:
    """Return whether the texts can be of the column's type; a column without any can."""
    return column.type not in ("instant", "date") or survey.times is not None or not survey.examples


def _signs(table: Table, found: Found, columns: Sequence[Survey]) -> list[Survey]:
    """Return the columns that tell the file: those of what every row must have, else the first few."""
    own = [found[column.name] for column in table.columns if column.required and column.name in found]
    return list(dict.fromkeys([*own, *columns]))[: max(len(own), _FEWEST)]


_FEWEST = 3
"""Columns that a draft recognises a file by, at the least."""


def _times(found: Found, table: Table, columns: Sequence[Survey]) -> Iterator[str]:
    """Yield how times are written, as far as the columns prove it."""
    every = [
        found[column.name].times
        for column in table.columns
        if column.name in found and column.type == "instant"
    ]
    times = [each for each in every if each is not None]
    times = times or [each.times for each in columns if each.times is not None]
    if not times:
        return
    yield ""
    yield "[times]"
    formats = list(dict.fromkeys(each.format for each in times if not _is_alone(each)))
    yield f"formats = [{', '.join(map(toml, formats or ['iso']))}]"
    if not all(each.zoned or _is_alone(each) for each in times):
        yield 'zone = "contract"  # ' + _("tiderne siger ikke selv deres zone")
    firsts = {each.first for each in times} - {None}
    if len(firsts) == 1:
        yield f"first = {toml(str(firsts.pop()))}  # " + _("rækkerne viser det")
    elif any(each.doubtful for each in times):
        yield '# first = "day"  # ' + _("ingen række viser, om dagen (day) eller måneden (month) står først")


def _is_alone(times: Times) -> bool:
    """Return whether the format must stand in its own column: a number says nothing of how other times are written."""
    return times.format.startswith("epoch")


def _columns(table: Table, found: Found, columns: Sequence[Survey]) -> Iterator[str]:
    """Yield each of the table's columns: the simple ones, those that the file lacks, then those with more to say."""
    yield ""
    yield "[columns]"
    spare = [each for each in columns if each not in found.values()]
    for column in table.columns:
        survey = found.get(column.name)
        if survey is not None and not _has_more(column, survey):
            yield f"{column.name} = {toml(survey.heading)}  # {_(column.heading)}{_example(column, survey)}"
        elif survey is None:
            yield f'# {column.name} = "?"  # {_(column.heading)}{_choice(column, spare)}'
    for column in table.columns:
        survey = found.get(column.name)
        if survey is not None and _has_more(column, survey):
            yield from _more(column, survey)
    if spare:
        yield ""
        text = _("Kolonner i filen, som ikke er brugt: {columns}.")
        yield "# " + text.format(columns=", ".join(_shown(each.heading) for each in spare))


def _has_more(column: Column, survey: Survey) -> bool:
    epoch = column.type == "instant" and survey.times is not None and _is_alone(survey.times)
    return epoch or (column.groups and bool(survey.values))


def _more(column: Column, survey: Survey) -> Iterator[str]:
    yield ""
    yield f"[columns.{column.name}]  # {_(column.heading)}"
    yield f"from = {toml(survey.heading)}"
    if survey.times is not None and _is_alone(survey.times) and column.type == "instant":
        yield f"formats = [{toml(survey.times.format)}]"
        return
    yield f"[columns.{column.name}.values]  # " + _("filens værdi = det, den betyder")
    known = allowed(column)
    if known:
        yield "# " + _("Der ventes en af: {known}.").format(known=", ".join(known))
    elif column.names:
        yield "# " + _("Der ventes et navn, som vilkårene kender.")
    for text, rows in survey.values:
        if (shown := unquoted(text)) == text:
            same = text.casefold() in known
            yield f"{'' if same else '# '}{toml(text)} = {toml(text.casefold() if same else '?')}  # {number(rows)}"
        else:
            yield f"# {_shown(shown)}"


def _example(column: Column, survey: Survey) -> str:
    """Return an example; none of free text, which may be about a person."""
    free = column.type == "text" and not column.required
    return "" if free or not survey.examples else _(", fx {text}").format(text=_shown(survey.examples[0]))


def _choice(column: Column, spare: Sequence[Survey]) -> str:
    """Return what a column that was not found could be; of one that every row must have, that it must be said."""
    could = ", ".join(_shown(each.heading) for each in spare if _fits(column, each))
    if column.required:
        return _(
            '. SKAL UDFYLDES, eller skriv en fast værdi: {{ constant = "..." }}. Mulige: {columns}'
        ).format(columns=could or "-")
    return (
        _(". Mulige: {columns}").format(columns=could) if could and column.type in ("instant", "date") else ""
    )


def _shown(text: str) -> str:
    """Return a text for a comment: on one line, not too long, and without a CPR number."""
    return "".join(each if each.isprintable() else " " for each in unquoted(text))[:_SHOWN]


_SHOWN = 60
"""Characters of a text in a comment."""

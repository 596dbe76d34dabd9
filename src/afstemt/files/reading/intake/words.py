"""The sentence for each finding: what is wrong, where, what was expected, what to do."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.loss_words import reason_words
from afstemt.core.units import formats
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _, language, spoken
from afstemt.files.reading.intake.frame_words import of_frames
from afstemt.files.reading.intake.kind_words import of_kinds
from afstemt.files.reading.intake.personal_words import of_personal_data
from afstemt.files.reading.intake.profile import OWN
from afstemt.files.reading.intake.profile_file import builtin
from afstemt.files.reading.intake.time_words import of_time_cells, of_times
from afstemt.files.reading.intake.workplace_words import in_the_workplace
from afstemt.files.reading.registry import NAMES
from afstemt.files.reading.sheets.finding import ASIDE, Finding
from afstemt.files.reading.sheets.personal import unquoted

_COUNTED = {"count", "limit", "all"}
"""Values of a sentence that are written as numbers are; the number of a row is not."""
Reader = Literal["command_line", "workplace"]
"""Who is told: one who has options and profiles at hand, or one who has a page."""


def faults(findings: Iterable[Finding], source: str, reader: Reader = "command_line") -> list[Fault]:
    """Return the findings as faults in the active language. ``source`` is the file as the user knows it."""
    return [_fault(finding, source, reader) for finding in findings]


def _fault(finding: Finding, source: str, reader: Reader) -> Fault:
    column = None if finding.column is None else unquoted(finding.column)
    quoted = {
        name: unquoted(value) if isinstance(value, str) else value for name, value in finding.values.items()
    }
    values = {"column": column or "", "row": finding.row or 0, **_formats(), **_in_profile(quoted), **quoted}
    for name in _COUNTED & set(values):
        if isinstance(count := values[name], int):
            values[name] = formats.number(count)
    if kind := str(values.get("kind", "")):
        values["kind"] = reason_words(kind) or kind
    for said, name in (("table", "what"), ("into", "elsewhere")):
        if (table := str(quoted.get(said, ""))) in BY_NAME:
            values[name] = _(BY_NAME[table].title)
    if "party" in quoted:
        values["deliverer"] = _deliverer(str(quoted["party"]), str(quoted["file"]))
    make = _of_cell if finding.code in _cell_codes() else _of_finding
    place = _("række {n}").format(n=finding.row) if finding.row is not None else ""
    return Fault(
        finding.code,
        make(finding, values, reader),
        source,
        place,
        finding.row,
        column,
        finding.severity,
    )


@spoken
def _of_cell(finding: Finding, values: Mapping[str, str | int], reader: Reader) -> str:
    return f"{_of_finding(finding, values, reader)} {_ending(finding)}"


def _of_finding(finding: Finding, values: Mapping[str, str | int], reader: Reader) -> str:
    sentences = _sentences(language(), reader)
    one = f"{finding.code}:1" if finding.values.get("count") == 1 else finding.code
    return sentences.get(one, sentences[finding.code]).format(**values)


def _ending(finding: Finding) -> str:
    """Return what became of a cell that could not be read."""
    if finding.severity == ASIDE:
        return _("Rækken er sat til side.")
    if finding.values.get("cells") == 2:
        return _("De to tidspunkter er ikke brugt; rækken er brugt i de tal, der ikke skal bruge dem.")
    return _("Feltet er ikke brugt; rækken er brugt i de tal, der ikke skal bruge det.")


def _deliverer(party: str, file: str) -> str:
    """Return who delivered a file: the party where it is known."""
    if party == "authority":
        return _("myndigheden, som har leveret {file},").format(file=file)
    if party == "supplier":
        return _("leverandøren, som har leveret {file},").format(file=file)
    return _("den, der har leveret {file},").format(file=file)


def _in_profile(values: Mapping[str, str | int]) -> dict[str, str]:
    """Return where a line about the finding's profile is written: beside a built-in one, or in one's own."""
    name = str(values.get("profile", ""))
    if name == OWN:  # nothing can be like Afstemt's own columns
        return {"in_profile": _("i en profil for filen (»afstemt profile FIL« laver et udkast)")}
    if any(each.name == name for each in builtin()):
        return {"in_profile": _('i mappens profil.toml: like = "{profile}" og').format(profile=name)}
    return {"in_profile": _("i profilen {profile}").format(profile=name)}


def _formats() -> dict[str, str]:
    """Return what files may be, to fill in: as a list, and as one of several."""
    a_format = _("{first} eller {last}").format(first=", ".join(NAMES[:-1]), last=NAMES[-1])
    return {"formats": ", ".join(NAMES), "a_format": a_format}


@cache
def _sentences(_active: str, reader: Reader) -> Mapping[str, str]:
    of_cells = {**_of_cells(), **of_time_cells()}
    of_more = {**of_frames(), **of_times(), **of_kinds(), **of_personal_data()}
    said = {**_of_files(), **_of_columns(), **_of_rows(), **of_cells, **of_more}
    return said if reader == "command_line" else said | in_the_workplace()


@cache
def _cell_codes() -> frozenset[str]:
    return frozenset((*_of_cells(), *of_time_cells()))


def _of_files() -> dict[str, str]:
    return {
        "empty-file": _("Filen er tom. Der ventes en linje med kolonnenavne og derefter data."),
        "no-such-zone": _("Tidszonen {zone} findes ikke. Angiv en som Europe/Copenhagen."),
        "empty-folder": _("Mappen har ingen filer, der kan læses. Læg eksporterne ({formats}) i den."),
        "no-such-path": _("Mappen eller filen findes ikke. Kontrollér stien."),
        "cannot-open": _("Filen eller mappen kan ikke åbnes ({why}). Kontrollér, at den må læses."),
        "changed-while-read": _(
            "Filen blev ændret, mens den blev læst, så intet af den er brugt. Kør igen, når den er færdig."
        ),
        "link": _("Filen er en genvej (symbolsk link) og er ikke læst. Læg selve filen i mappen."),
        "no-file": _("Stien er hverken en fil eller en mappe og er ikke læst. Fjern den fra mappen."),
        "file-too-large": _(
            "Filen fylder {size} MB; grænsen er {limit} MB. Del den op, eller aflever den som Parquet med "
            "Afstemts egne kolonner."
        ),
        "too-many-cells": _("Filen har flere end {limit} celler. Del den op."),
        "too-many-columns": _(
            "Filen har flere end {limit} kolonner. Eksportér kun de kolonner, der skal bruges, og "
            "kontrollér skilletegnet."
        ),
        "long-line": _(
            "Linje {row} er længere end {limit} MB. Filen er beskadiget eller har forkerte linjeskift; "
            "eksportér den igen."
        ),
        "long-header": _(
            "Linjen med kolonnenavne er længere end {limit} tegn. Kontrollér, at filen har en sådan linje, og "
            "eksportér den igen."
        ),
        "not-text": _("Filen er ikke tekst. Kontrollér, at filens endelse svarer til indholdet."),
        "mixed-encoding": _(
            "Filen blander tegnsæt: linje {row} er ikke UTF-8, men andre linjer er. Eksportér hele filen "
            "i ét tegnsæt."
        ),
        "bad-bytes": _(
            "Filen kan ikke læses som {codec} (omkring linje {row}). Den er afkortet eller beskadiget."
        ),
        "read-as-cp1252": _(
            "Filen er ikke UTF-8 og er læst som Windows-1252. Kontrollér, at æ, ø og å står rigtigt."
        ),
        "encoded-twice": _(
            "Filen har tegn som ”Ã¦” i linje {row}: den er gemt to gange i forskellige tegnsæt. Eksportér den igen."
        ),
        "too-many-faults": _(
            "Flere end {limit} rækker har fejl; den første er række {row} ({kind}). Det er filen eller profilen, "
            "der er forkert, ikke rækkerne."
        ),
        "too-much-memory": _(
            "Filen kræver mere hukommelse end de {limit} MB, der er sat af. Del den op, eller aflever den som Parquet."
        ),
        "took-too-long": _(
            "Filen kunne ikke læses på {limit} sekunder. Del den op, eller kontrollér, om den er beskadiget."
        ),
        "parser-died": _(
            "Læsningen af filen brød sammen (status {status}) inden for grænsen på {limit} MB hukommelse. "
            "Filen er beskadiget eller for stor; eksportér den igen."
        ),
        "parser-failed": _(
            "Filen kan ikke læses: {why}. Den er afkortet eller beskadiget; eksportér den igen."
        ),
        "bad-profile": _("Profilen {profile} kan ikke bruges: {why}. Se docs/profiles.md."),
        "no-such-profile": _(
            "Profilen {profile} findes ikke. Vælg en af: {profiles}, eller angiv en TOML-fil."
        ),
        "unread-format": _(
            "Filer af typen {suffix} læses ikke. Gem den som {a_format}, eller fjern den fra mappen."
        ),
        "not-evidence": _("Filen er ikke læst: typen {suffix} er ikke data."),
        "ignored-sheet": _("Arket er ikke læst: profilen {profile} siger, at det ikke er grundlag."),
        "ignored": _("Filen er ikke læst: profilen {profile} siger, at den ikke er grundlag."),
        "unrecognised": _(
            "Filen genkendes ikke på sit navn eller sine kolonner ({columns}). Lav et udkast til en profil med "
            "afstemt profile, eller angiv en af dem, der er (--as på kommandolinjen): {profiles}."
        ),
        "nearest": _("Den ligner mest {nearest}, men mangler kolonnerne {lacks}."),
        "several-profiles": _(
            "Filen passer på flere profiler: {profiles}. Angiv den rigtige (--as på kommandolinjen)."
        ),
        "unrecognised-sheet": _(
            "Arket {sheet} er ikke læst: det genkendes ikke på sit navn eller sine kolonner ({columns}). Er det en "
            "forside eller en opsummering, så skriv øverst i profilen i mappen (profil.toml): {line}. Har det sager, "
            "så giv det tabellens navn, eller angiv profilen."
        ),
        "several-customers": _(
            "Kolonnen {column} har rækker for {count} kunder. Angiv kunden (--customer på kommandolinjen), så "
            "de andres rækker udelades."
        ),
        "more-notes:1": _("Yderligere 1 bemærkning af samme slags ({kind}); de første {limit} er vist."),
        "more-notes": _(
            "Yderligere {count} bemærkninger af samme slags ({kind}); de første {limit} er vist."
        ),
        "blank-rows:1": _("1 linje har kun skilletegn og er ikke talt som række."),
        "blank-rows": _("{count} linjer har kun skilletegn og er ikke talt som rækker."),
        "zip-too-large": _(
            "Filen pakker ud til mere end {limit} MB. Den er beskadiget eller skadelig og er ikke læst."
        ),
        "not-a-workbook": _(
            "Filen er ikke et regneark ({why}). Den er afkortet eller har forkert endelse; gem den igen "
            "som XLSX."
        ),
        "xml-entities": _(
            "Regnearket definerer XML-entiteter ({part}). Det gør ingen regnearksprogrammer; filen er "
            "ikke læst."
        ),
        "sheet-too-wide": _(
            "Arket {sheet} har en celle i {cell}, så det spænder over {span} celler; grænsen er {limit}. "
            "Slet cellen, og gem igen."
        ),
        "bad-json": _(
            "Linje {line}, tegn {char}: filen er ikke gyldig JSON ({why}). Den er afkortet eller "
            "beskadiget; eksportér den igen."
        ),
        "json-shape": _(
            "Filen har ikke en liste af poster. Der ventes [...] eller et objekt med en af listerne {lists}."
        ),
    }


def _of_columns() -> dict[str, str]:
    return {
        "missing-column": _(
            "Kolonnen {column} mangler ({table}.{target} er påkrævet). Filen har: {columns}."
        ),
        "missing-column-meant": _(
            "Kolonnen {column} mangler ({table}.{target} er påkrævet). Mente du {meant}?"
        ),
        "unknown-column": _("Kolonnen {column} kendes ikke i tabellen {table} og er ikke læst."),
        "unknown-column-meant": _(
            "Kolonnen {column} kendes ikke i tabellen {table} og er ikke læst. Mente du {meant}?"
        ),
        "bad-column-type": _(
            "Kolonnen {column} har typen {type}, som ikke kan læses. Der ventes {expected}."
        ),
    }


def _of_rows() -> dict[str, str]:
    return {
        "too-few-fields": _("Rækken har {value} felter, hvor der ventes {expected}. Den er sat til side."),
        "too-many-fields": _(
            "Rækken har {value} felter, hvor der ventes {expected}. Tekst med skilletegn skal stå i "
            "anførselstegn. Den er sat til side."
        ),
        "open-quote": _("Rækken har et anførselstegn, der ikke lukkes rigtigt. Den er sat til side."),
        "open-quote-in-header": _("Linjen med kolonnenavne har et anførselstegn, der ikke lukkes."),
        "bad-quoting": _(
            "Rækken har et anførselstegn inde i et felt. Det skal skrives dobbelt i et felt med "
            "anførselstegn. Den er sat til side."
        ),
        "rows-in-quotes": _(
            "Rækken går til linje {last}, hvor dens anførselstegn lukkes. Linjer imellem ligner rækker ({count}), men "
            "står i en tekst. De og linje {last} er sat til side, da de kan være rækker: ret anførselstegnene, eller "
            "eksportér uden den tekst, og levér filen igen."
        ),
        "no-such-character": _(
            "Posten har et halvt tegn ({why}), som ikke kan skrives. Den er sat til side."
        ),
        "bad-json-row": _("Linjen er ikke gyldig JSON ({why}). Den er sat til side."),
        "not-an-object": _("Posten er ikke et objekt med navngivne felter. Den er sat til side."),
        "repeated-field": _("Posten har feltet {column} flere gange. Den er sat til side."),
        "zero-length": _("Rækken har ingen længde: {end} er lig med {begin}. Den er sat til side."),
        "duplicate-id": _(
            "{column} {value} står også i række {other} med andet indhold. Række {other} er brugt; denne "
            "er sat til side."
        ),
        "identical-row": _("Rækken er en gentagelse af række {other} ({value}) og tæller én gang."),
        "superseded:1": _("1 af filens rækker står også i en anden fil, hvis række er brugt."),
        "superseded": _("{count} af filens rækker står også i en anden fil, hvis rækker er brugt."),
        "moved-window": _(
            "{count} af filens rækker i {table} er flyttet til et andet tidspunkt i {file}, som er nyere. Kun det "
            "nye tidspunkt tæller; den første er række {row}."
        ),
        "unordered-exports": _(
            "{value} står også i {file} med andet indhold, og intet viser, hvilken af filerne der er den nyeste. "
            "Rækken er sat til side i dem alle. Skriv filerne med den ældste først i mappens profil.toml, under "
            "[export]: {line}."
        ),
        "missing-later": _(
            "{value} står her, men ikke i {file}, som er nyere og dækker tidspunktet. Rækken er brugt. Svar med en "
            "beslutning: lapsed (udgået) eller stands (gælder stadig) i kind, {table} i table og »{value}« i row_id. "
            "Skal en nyere fil ikke have det hele, så skriv partial = true under [export] i profilen."
        ),
        "missing-later-more:1": _(
            "Yderligere 1 række (i alt {all}) står her, men ikke i {file}, som er nyere og dækker dens tidspunkt. Den "
            "er brugt."
        ),
        "missing-later-more": _(
            "Yderligere {count} rækker (i alt {all}) står her, men ikke i {file}, som er nyere og dækker deres "
            "tidspunkt. De er brugt."
        ),
        "duplicate-update": _(
            "Opdateringen {value} (nummer / rækkefølge) står også i række {other} med andet indhold. "
            "Række {other} er brugt; denne er sat til side."
        ),
        "same-time": _(
            "Sagen {value} har to opdateringer på samme tidspunkt, denne og række {other}, og intet siger, hvilken "
            "der er den sidste. Det, som de kan ændre, er ikke brugt. Angiv order i profilens [event_log], hvis filen "
            "har en kolonne, der ordner dem."
        ),
        "pause-zero-length": _("Pausen, der begynder her på {value}, har ingen længde og er udeladt."),
        "pause-reversed": _("Pausen, der begynder her på {value}, slutter før start og er udeladt."),
        "no-filter-value": _(
            "{column} er tom, men profilen vælger rækker efter den (kun {known}). Rækken er sat til side."
        ),
        "filter-value-alike": _(
            "{column}: ”{value}” ligner en af dem, som profilen tager med ({known}), men er skrevet på en anden måde. "
            "Rækken er sat til side."
        ),
        "contradicting-checks": _(
            "Målinger af samme ydelse i samme sekund modsiger hinanden (antal sekunder: {values}); de første er række "
            "{row} og {other}. Den, der fejlede, tæller, og ydelsen er nede til næste måling. Måler de hver sit, så "
            "giv dem hver sin ydelse."
        ),
        "no-such-ticket": _("{column} {value} findes ikke blandt de leverede sager. Rækken er sat til side."),
        "no-such-ticket-note": _("{column} {value} findes ikke blandt de leverede sager."),
    }


def _of_cells() -> dict[str, str]:
    """Return what can be wrong with a cell, without what became of it: ``_ending`` says that."""
    return {
        "formula-without-value": _(
            "{column}: cellen har en formel uden beregnet værdi. Åbn arket, beregn det, og gem igen."
        ),
        "error-cell": _("{column}: cellen har en fejlværdi (#) i stedet for en værdi."),
        "cpr-in-id": _("{column} ligner et CPR-nummer."),
        "missing-value": _("{column} mangler, men er påkrævet."),
        "bad-number": _("{column}: ”{value}” er ikke et tal."),
        "percent-number": _(
            "{column}: ”{value}” er skrevet som procent. Skriv tallet alene, f.eks. 99,5, og uden procentformat i "
            "regnearket."
        ),
        "bad-duration": _(
            "{column}: ”{value}” er ikke et tidsrum (fx 1 t. 30 min., 01:30 eller 5400 sekunder)."
        ),
        "bad-integer": _("{column}: ”{value}” er ikke et helt tal."),
        "unclear-number": _(
            "{column}: ”{value}” kan læses både som tusinder og som decimaler. Angiv decimal i profilen."
        ),
        "too-small": _("{column}: {value} er mindre end {least}."),
        "too-large": _("{column}: {value} er større end {most}."),
        "too-exact": _("{column}: {value} har flere end {places} decimaler. Eksportér tallet med færre."),
        "bad-boolean": _("{column}: ”{value}” er hverken ja eller nej."),
        "bad-date": _("{column}: ”{value}” er ikke en dato (åååå-mm-dd)."),
        "unknown-choice": _("{column}: ”{value}” kendes ikke. Der ventes en af: {known}."),
        "unknown-value": _("{column}: ”{value}” står ikke i profilen. Der ventes en af: {known}."),
    }

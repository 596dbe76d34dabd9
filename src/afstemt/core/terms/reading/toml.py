"""TOML to plain values with Decimal numbers; what is not TOML is named by line and column."""

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _

LONGEST_LINE = 5000
"""Characters. Longer lines are no contract, and dotted keys of thousands of parts take the reader very long."""

_DECIMAL_COMMA = re.compile(r"=\s*-?\d+,\d+\b(?!\s*=)")
_UNQUOTED = re.compile(r"=\s*[A-Za-zÆØÅæøå][^\"']*$")


def _reason(message: str, line: str) -> str:
    """Return the parser's message in the active language, with a hint where the line shows the slip."""
    if _DECIMAL_COMMA.search(line):
        return _("Decimaltal skrives med punktum: 99.5, ikke 99,5.")
    known = (
        ("Cannot overwrite a value", _("Nøglen står allerede i denne tabel. Behold den ene.")),
        ("Duplicate inline table key", _("Nøglen står allerede i denne tabel. Behold den ene.")),
        ("Cannot declare", _("Tabellen er allerede skrevet. Brug [[…]], hvis der skal være flere.")),
        ("Cannot mutate", _("Tabellen er allerede skrevet færdig et andet sted og kan ikke udvides her.")),
        ("Cannot redefine", _("Tabellen er allerede skrevet færdig et andet sted og kan ikke udvides her.")),
        ("Expected '='", _("Der mangler et lighedstegn efter nøglen.")),
        ("Unterminated string", _("Teksten mangler sit afsluttende anførselstegn.")),
        ("Illegal character '\\n'", _("Teksten mangler sit afsluttende anførselstegn.")),
        ("Unclosed array", _("Listen mangler sin afsluttende kantede parentes.")),
        ("Unclosed inline table", _("Tabellen mangler sin afsluttende krøllede parentes.")),
        ("Expected ']", _("Tabellens navn mangler sin afsluttende kantede parentes.")),
        ("Invalid date or datetime", _("Datoen findes ikke. Skriv den som 2026-01-15.")),
        (
            "Invalid initial character for a key part",
            _("Nøgler med andet end a-z, 0-9, _ og - skal stå i anførselstegn."),
        ),
        (
            "Unescaped '\\'",
            _("Skriv bagvendt skråstreg to gange, eller sæt teksten i enkelte anførselstegn."),
        ),
    )
    for start, text in known:
        if message.startswith(start):
            return text
    if message.endswith("(at end of document)"):
        return _("Dokumentet slutter midt i en værdi. Mangler der en parentes eller et anførselstegn?")
    if _UNQUOTED.search(line):
        return _("Tekst skal stå i anførselstegn.")
    if message.startswith("Illegal character"):
        return _("Linjen indeholder et tegn, der ikke må stå her (fx et styretegn).")
    return _("Linjen er ikke gyldig TOML. Se efter anførselstegn, lighedstegn og parenteser.")


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def read_toml(text: str, source: str) -> dict[str, Any]:
    """Return the document with numbers as int and Decimal, dates as dates.

    Raises:
        Refused: The text is not TOML; the one fault names line and column.
    """
    long = next((row for row, line in enumerate(text.splitlines(), 1) if len(line) > LONGEST_LINE), None)
    if long is not None:
        message = _("Linjen er over {most} tegn. Del den i flere linjer.").format(most=LONGEST_LINE)
        raise Refused((Fault("line-too-long", message, source, _("linje {row}").format(row=long), long),))
    try:
        return tomllib.loads(text, parse_float=_number)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = re.search(r"\(at line (\d+), column (\d+)\)$", message)
        lines = text.splitlines() or [""]
        row, column = (int(at[1]), int(at[2])) if at else (len(lines), len(lines[-1]) + 1)
        reason = _reason(message, lines[row - 1] if row <= len(lines) else "")
    except RecursionError:
        row, column, reason = 1, 1, _("Dokumentet har lister eller tabeller inde i hinanden i for mange lag.")
    except ValueError:
        row, column, reason = 1, 1, _("Dokumentet indeholder et tal, der er for stort.")
    place = _("linje {row}, kolonne {column}").format(row=row, column=column)
    raise Refused((Fault("toml-syntax", reason, source, place, row),))

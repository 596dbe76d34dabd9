"""Which reader a file goes to: the ordered registry of import formats. A new one is one file and one line here."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from afstemt.files.reading.sheets.wanted import Reader


@dataclass(frozen=True, slots=True)
class Format:
    """One import format.

    Attributes:
        name: What users call it, in any language.
        module: Its file among ``formats``; the first paragraph of its docstring is its documentation.
        suffixes: Endings of its files, lower case, with the dot.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]


FORMATS: tuple[Format, ...] = (
    Format("CSV", "csv_text", (".csv", ".tsv", ".txt")),
    Format("XLSX", "xlsx", (".xlsx", ".xlsm")),
    Format("JSON", "json_document", (".json",)),
    Format("JSON", "json_lines", (".jsonl", ".ndjson")),
    Format("Parquet", "parquet", (".parquet",)),
)

READERS: Mapping[str, str] = {suffix: one.module for one in FORMATS for suffix in one.suffixes}
_FORMATS: Mapping[str, str] = {suffix: one.name.lower() for one in FORMATS for suffix in one.suffixes}
NAMES: tuple[str, ...] = tuple(dict.fromkeys(one.name for one in FORMATS))

OTHER_DATA = frozenset(
    {".xls", ".xlsb", ".ods", ".zip", ".gz", ".xml", ".7z", ".db", ".sqlite", ".feather", ".arrow"}
)
"""Files that probably hold evidence, in a format that is not read: asked for in another one."""


def format_of(suffix: str) -> str:
    """Return the format of files with the suffix (lower case, with the dot), as a profile names it: ``json``."""
    return _FORMATS[suffix]


def reader(suffix: str) -> Reader:
    """Return the reader of files with the suffix (lower case, with the dot); imported when first asked for."""
    made: Reader = import_module(f"afstemt.files.reading.formats.{READERS[suffix]}").read
    return made

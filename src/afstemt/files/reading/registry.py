"""Which reader a file goes to: the ordered registry of import formats."""

from collections.abc import Mapping
from importlib import import_module

from afstemt.files.reading.sheets.sheet import Reader

READERS: Mapping[str, str] = {
    ".csv": "csv_text",
    ".tsv": "csv_text",
    ".txt": "csv_text",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".json": "json_document",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".parquet": "parquet",
}

OTHER_DATA = frozenset(
    {".xls", ".xlsb", ".ods", ".zip", ".gz", ".xml", ".7z", ".db", ".sqlite", ".feather", ".arrow"}
)
"""Files that probably hold evidence, in a format that is not read: asked for in another one."""


def reader(suffix: str) -> Reader:
    """Return the reader of files with the suffix (lower case, with the dot); imported when first asked for."""
    made: Reader = import_module(f"afstemt.files.reading.formats.{READERS[suffix]}").read
    return made

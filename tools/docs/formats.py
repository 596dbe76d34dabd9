"""The formats of files, from the first paragraph of what each one's module says of itself."""

from importlib import import_module

from afstemt.files.reading.registry import FORMATS
from afstemt.files.writing.registry import WRITERS


def readers() -> str:
    """Return a row for each import format: the endings of its files, and what is read."""
    rows = [
        f"| {' '.join(f'`{suffix}`' for suffix in one.suffixes)} | {_about(f'reading.formats.{one.module}')} |"
        for one in FORMATS
    ]
    return "\n".join(["| suffix | what is read |", "|---|---|", *rows])


def writers() -> str:
    """Return a row for each output format: the ending of its file, and what it holds."""
    rows = [f"| `.{suffix}` | {_about(f'writing.formats.{suffix}')} |" for suffix in WRITERS]
    return "\n".join(["| file | what it is |", "|---|---|", *rows])


def _about(module: str) -> str:
    first, _, _ = (import_module(f"afstemt.files.{module}").__doc__ or "").partition("\n\n")
    return " ".join(first.split()).replace("``", "`").rstrip(".")

"""The formats of files, from what each one's module says of itself; the JSON's keys from its schema."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from afstemt.core.report import data
from afstemt.files.reading.registry import FORMATS
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.writing.formats.json import schema
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


def limits() -> str:
    """Return a row for each limit of reading: its name, what it is of, and its default."""
    default = Limits()
    of = re.findall(r"^ {8}(\w+): (.*(?:\n {12}.*)*)", Limits.__doc__ or "", re.MULTILINE)
    rows = [
        f"| `{name}` | {' '.join(text.split())} | {_amount(name, getattr(default, name))} |"
        for name, text in of
    ]
    return "\n".join(["| limit | of | default |", "|---|---|---|", *rows])


def _amount(name: str, value: int) -> str:
    """Return a limit in the unit that its name ends with."""
    if name.endswith("_bytes"):
        return f"{value >> 30} GiB" if value >= 1 << 30 else f"{value >> 20} MiB"
    return f"{value:,}" + (" s" if name.endswith("_seconds") else "")


def json_keys() -> str:
    """Return a row for each key of the JSON that its schema names, by the object that it stands in."""
    whole = schema()
    rows = [*_keys("the document", whole)]
    for name, part in whole["$defs"].items():
        rows += _keys(name, part)
    return "\n".join(["| in | key | holds | meaning |", "|---|---|---|---|", *rows])


def json_data() -> str:
    """Return the shape of the JSON's ``data``, and what is said below it."""
    _, _, text = (data.__doc__ or "").partition("::\n\n")
    shape, _, rest = text.partition("\n\n")
    lines = "\n".join(line.removeprefix("    ") for line in shape.split("\n"))
    return f"```text\n{lines}\n```\n\n{rest.strip().replace('``', '`')}"


def _keys(name: str, part: dict[str, Any]) -> Iterator[str]:
    """Return the rows of an object, and those of the objects in it and of its kinds."""
    for key, value in part.get("properties", {}).items():
        yield f"| {name} | `{key}` | {_holds(value)} | {value.get('description', '')} |"
        yield from _keys(f"{name}, {key}", value.get("items", {}))
    for case in part.get("allOf", ()):
        kind = next(iter(case["if"]["properties"].values()))["const"]
        yield from _keys(f"{name}, {kind}", case["then"])


def _holds(value: dict[str, Any]) -> str:
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{one}`" if one else "empty" for one in value["enum"])
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "anyOf" in value:
        return " or ".join(_holds(one) for one in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_holds(value['items'])}"
    kinds = value.get("type", "object")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _about(module: str) -> str:
    first, _, _ = (import_module(f"afstemt.files.{module}").__doc__ or "").partition("\n\n")
    return " ".join(first.split()).replace("``", "`").rstrip(".")

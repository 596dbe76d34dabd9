"""A profile that is like a built-in one but for what it says itself."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.profile import OWN
from afstemt.files.reading.intake.profile_values import WrongError, sets_of, text_of


@cache
def _document(path: Path) -> dict[str, Any]:
    """Return what a built-in profile says; several are like one."""
    return tomllib.loads(path.read_text("utf-8"))


def with_model(document: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return a profile that is like a built-in one but for what it says itself.

    What is a table is taken key by key, what to recognise is added to, the rest is taken whole. Columns that its own
    table lacks fall away; so do its model's words about itself, and what tells the zone where it says it.
    """
    name = text_of(document["like"], "like")
    path = folder / f"{name}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", name) or name == OWN or not path.is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.toml") if path.stem != OWN))
        raise WrongError(f"like = {name!r} ? ({known})")
    model = _document(path)
    model = with_model(model, folder) if "like" in model else model
    said = {key: value for key, value in document.items() if key != "like"}
    merged = {key: value for key, value in model.items() if key not in ("name", "title", "reads", "based_on")}
    for key, value in said.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both else value
    if (
        "zone" in said.get("times", {}) and "zones" not in said["times"]
    ):  # what it says goes before what may tell it
        merged["times"] = {key: value for key, value in merged["times"].items() if key != "zones"}
    if "recognise" in said and "recognise" in model:
        merged["recognise"] = [
            sorted(each) for key in (model, said) for each in sets_of(key["recognise"], "recognise")
        ]
    table = BY_NAME.get(str(merged.get("table")))
    if table is not None and merged["table"] != model.get("table"):
        known_columns = {column.name for column in table.columns} | set(said.get("columns", ()))
        columns = merged.get("columns", {})
        merged["columns"] = {name: each for name, each in columns.items() if name in known_columns}
    for name, each in said.get("columns", {}).items():
        before = model.get("columns", {}).get(name)
        if isinstance(each, dict) and "from" not in each and "constant" not in each and before is not None:
            was = before if isinstance(before, dict) else {"from": before}
            merged["columns"][name] = {
                **was,
                **each,
                "values": {**was.get("values", {}), **each.get("values", {})},
            }
    return merged

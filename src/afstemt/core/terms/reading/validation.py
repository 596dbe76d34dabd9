"""Validation of a document against its model: every fault once, with its key and its line."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from afstemt.core.terms.model.fields import fields_of, is_model
from afstemt.core.terms.reading.lines import Path, place_of
from afstemt.core.terms.reading.messages import CODES, of_pydantic
from afstemt.core.terms.reading.node import Node
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _

Model = TypeVar("Model", bound=BaseModel)


class Faults:
    """Collects faults with their place and line; the first one at a place stands."""

    def __init__(self, source: str, lines: Mapping[Path, int]) -> None:
        self.source = source
        self.lines = lines
        self.found: dict[Path, Fault] = {}

    def line(self, path: Path) -> int | None:
        """Return the line of the path, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def add(self, code: str, path: Path, message: str) -> None:
        """Note what is wrong at a place, unless something is noted there already."""
        self.found.setdefault(
            path, Fault(code, message, self.source, place_of(path) or _("dokumentet"), self.line(path))
        )

    def blame(self, code: str, node: Node, message: str) -> None:
        """Note what is wrong with a part of the document."""
        self.add(code, node.path, message)

    def ordered(self) -> tuple[Fault, ...]:
        """Return the faults in the order of their lines."""
        return tuple(sorted(self.found.values(), key=lambda fault: (fault.row or 0, fault.place)))


def _real_path(raw: Any, location: tuple[str | int, ...], *, missing: bool) -> Path:
    """Return Pydantic's location without the parts it adds for unions; a missing key's own name is kept."""
    path: Path = ()
    for number, part in enumerate(location):
        inside = (isinstance(raw, dict) and part in raw) or (
            isinstance(raw, list) and isinstance(part, int) and part < len(raw)
        )
        if inside:
            raw = raw[part]
            path = (*path, part)
        elif missing and number == len(location) - 1:
            path = (*path, part)
    return path


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model of the table at ``path`` below ``model``, or None where no table of a model stands."""
    item_of = ""
    for part in path:
        if item_of:
            if isinstance(part, int) is not (item_of == "parts"):
                return None
            item_of = ""
            continue
        field = next((one for one in fields_of(model) if one.name == part), None)
        if field is None or not is_model(field.inner):
            return None
        model, item_of = field.inner, "" if field.shape == "part" else field.shape
    return None if item_of else model


def _counts_misfits(error: Mapping[str, Any]) -> bool:
    """Return whether Pydantic calls a list too short only because it left out the items that do not fit."""
    return error["type"] == "too_short" and bool(len(error["input"]) >= error["ctx"]["min_length"])


def validated(model: type[Model], value: Any, raw: Any, base: Path, faults: Faults) -> Model | None:
    """Return the model of ``value``, or None with every fault noted; ``raw`` is the document as read."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            path = _real_path(raw, item["loc"], missing=item["type"] == "missing")
            if _counts_misfits(item):
                continue
            owner = model_at(model, path[:-1])
            known = set(owner.model_fields) if owner else set()
            key = str(path[-1]) if path else ""
            code = CODES.get(item["type"], "wrong-type")
            faults.add(code, base + path, of_pydantic(item, key, known))
        return None

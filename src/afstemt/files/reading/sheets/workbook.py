"""What a spreadsheet holds, streamed under limits before a spreadsheet reader sees it: sizes, spans, rows, entities.

A reader lays a sheet out as a full rectangle, so one cell in the far corner costs all of it, and it unpacks
whatever the archive says. Both are counted here first, part by part.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from afstemt.files.mark import is_own
from afstemt.files.reading.sheets.finding import OwnOutput, Unreadable
from afstemt.files.reading.sheets.limits import Limits

MOST_CELLS = 20_000_000
"""Cells of one sheet's rectangle: about 650 MB in the reader."""
_CHUNK = 1 << 18
_MOST_PARTS = 5_000
_STYLES = "xl/styles.xml"
_PROPERTIES = "docprops/custom.xml"
_INDEX = ("workbook.xml", "workbook.xml.rels", _STYLES, "custom.xml")
"""The parts that say which other parts are sheets, how cells are shown, and who wrote the workbook: read first."""
_PERCENT_FORMATS = ("9", "10")
"""Built-in number formats 0% and 0.00% (ECMA-376 part 1, 18.8.30)."""
_TIMED_FORMATS = ("18", "19", "20", "21", "22", "45", "46", "47")
"""Built-in number formats with a time of day (the same place)."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


@dataclass
class Inventory:
    """What one sheet holds. ``rows``: numbers of the rows with at least one value. Cells by reference."""

    rows: list[int] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    corner: str = ""
    percent: set[tuple[int, int]] = field(default_factory=set)
    """(row, column), 1-based, of the cells that are shown as percent: 0.995 stands for 99.5 %."""
    midnight: set[tuple[int, int]] = field(default_factory=set)
    """(row, column), 1-based, of the whole days in cells that are shown with a time of day: they mean 00:00."""
    unreadable: dict[tuple[int, int], str] = field(default_factory=dict)
    """What is wrong with cells that have no value but ought to: ``formula-without-value``, ``error-cell``."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of those beside each other, 1-based."""
    hidden: bool = False


@dataclass(frozen=True)
class Workbook:
    """Sheet name to what it holds, in the workbook's order."""

    sheets: dict[str, Inventory]


class _SheetHandler:
    def __init__(self, percent_styles: frozenset[str], timed_styles: frozenset[str]) -> None:
        self.inventory = Inventory()
        self._percent_styles, self._timed_styles = percent_styles, timed_styles
        self._percent = self._timed = False
        self._value = ""
        self._row = self._column = 0
        self._cell, self._formula, self._valued, self._in_value = "", False, False, False
        self._text, self._empty = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._close_cell()
            reference = _REFERENCE.match(attributes.get("r", ""))
            if reference:
                self._column, self._row = _column_number(reference[1]), int(reference[2])
                self._cell = attributes["r"]
            else:
                self._column += 1
                self._cell = f"#{self._column}:{self._row}"
            number = attributes.get("t", "n") == "n"
            self._percent = number and attributes.get("s") in self._percent_styles
            self._timed = number and attributes.get("s") in self._timed_styles
            self._text = attributes.get("t") == "str"
            if attributes.get("t") == "e":
                self.inventory.unreadable[self._row, self._column] = "error-cell"
        elif tag in ("v", "is"):
            self._in_value = True
            self._empty = self._text
            return
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._close_cell()
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if _is_hidden(attributes, "ht"):
                self.inventory.hidden_rows.add(self._row)
        elif tag == "col" and _is_hidden(attributes, "width"):
            self.inventory.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        if tag not in ("t", "r"):
            self._in_value = False

    def text(self, data: str) -> None:
        if self._in_value and self._timed:
            self._value += data
        if self._in_value and not self._valued and data.strip():
            self._valued = True
            self._count()

    def _count(self) -> None:
        found = self.inventory
        if self._percent:
            found.percent.add((self._row, self._column))
        if not found.rows or found.rows[-1] != self._row:
            found.rows.append(self._row)
        if self._row > found.last_row or self._column > found.last_column:
            found.corner = self._cell
        found.last_row = max(found.last_row, self._row)
        found.last_column = max(found.last_column, self._column)

    def _close_cell(self) -> None:
        if (
            self._formula and not self._valued and not self._empty
        ):  # a formula may be calculated to an empty text
            self.inventory.unreadable.setdefault((self._row, self._column), "formula-without-value")
            self._count()
        if self._value and re.fullmatch(r"\d+(\.0*)?", self._value.strip()):
            self.inventory.midnight.add((self._row, self._column))
        self._formula = self._valued = self._empty = False
        self._value = ""

    def close(self) -> Inventory:
        self._close_cell()
        self.inventory.rows = sorted(set(self.inventory.rows))
        self.inventory.hidden_rows.intersection_update(self.inventory.rows)
        return self.inventory


class _Styles:
    """The cell styles that show a number as percent, or with a time of day, by their place among the cell formats."""

    def __init__(self) -> None:
        self._percent, self._timed = set(_PERCENT_FORMATS), set(_TIMED_FORMATS)
        self._formats: list[str] = []
        self._cells = False

    @property
    def percent(self) -> frozenset[str]:
        return self._with(self._percent)

    @property
    def timed(self) -> frozenset[str]:
        return self._with(self._timed)

    def _with(self, formats: set[str]) -> frozenset[str]:
        return frozenset(str(at) for at, name in enumerate(self._formats) if name in formats)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "numFmt":
            shown = re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]', "", attributes.get("formatCode", ""))
            if "%" in shown:
                self._percent.add(attributes.get("numFmtId", ""))
            if "h" in shown.lower():
                self._timed.add(attributes.get("numFmtId", ""))
        elif tag == "xf" and self._cells:
            self._formats.append(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles"):
            self._cells = tag == "cellXfs"


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Return whether a row or column is hidden, or has no size to be seen by."""
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _refuse_entities(part: str, parser: expat.XMLParserType) -> None:
    def refuse(*_: object) -> None:
        raise Unreadable("xml-entities", part=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]


def _refuse_own(name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "property" and is_own(attributes.get("name")):
        raise OwnOutput


def inspect(path: Path, limits: Limits) -> Workbook:
    """Return what the workbook holds, having unpacked every XML part once without keeping it.

    Raises:
        Unreadable: ``not-a-workbook``, ``zip-too-large``, ``xml-entities``, ``sheet-too-wide``.
        OwnOutput: Afstemt wrote it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, limits)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Unreadable("not-a-workbook", why=str(error)[:120] or type(error).__name__) from error
    except (expat.ExpatError, zlib.error, ValueError, OSError) as error:
        raise Unreadable("not-a-workbook", why=str(error)[:120]) from error


def _inspect(archive: zipfile.ZipFile, limits: Limits) -> Workbook:
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if len(members) > _MOST_PARTS or declared > limits.unpacked_bytes:
        raise Unreadable("zip-too-large", limit=limits.unpacked_bytes >> 20)
    unpacked = 0
    inventories: dict[str, Inventory] = {}
    names: dict[str, str] = {}
    states: dict[str, str] = {}
    targets: dict[str, str] = {}
    styles = _Styles()
    for member in sorted(members, key=lambda member: not member.filename.endswith(_INDEX)):
        part_name = member.filename.lower()
        is_sheet = part_name in {_part(targets.get(key, "")) for key in names}
        if not is_sheet and not part_name.endswith((".xml", ".rels", ".vml")):
            continue
        parser = expat.ParserCreate()
        _refuse_entities(member.filename, parser)
        sheet = None
        if is_sheet:
            sheet = _SheetHandler(styles.percent, styles.timed)
            parser.StartElementHandler = sheet.start
            parser.CharacterDataHandler = sheet.text
        elif part_name == _STYLES:
            parser.StartElementHandler = styles.start
        elif part_name == _PROPERTIES:
            parser.StartElementHandler = _refuse_own
        elif member.filename.endswith("workbook.xml"):
            parser.StartElementHandler = _both(
                _collect(names, "sheet", "r:id", "name"), _collect(states, "sheet", "r:id", "state")
            )
        elif member.filename.endswith("workbook.xml.rels"):
            parser.StartElementHandler = _collect(targets, "Relationship", "Id", "Target")
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > limits.unpacked_bytes:
                    raise Unreadable("zip-too-large", limit=limits.unpacked_bytes >> 20)
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        if sheet is not None:
            inventories[part_name] = sheet.close()
    if not names:
        raise Unreadable("not-a-workbook", why="workbook.xml")
    sheets: dict[str, Inventory] = {}
    for key, name in names.items():
        place = _part(targets.get(key, ""))
        if place not in inventories:
            raise Unreadable("not-a-workbook", why=f"{name}: {place}")
        sheets[name] = inventories[place]
        sheets[name].hidden = states.get(key) in ("hidden", "veryHidden")
    for name, found in sheets.items():
        span = found.last_row * found.last_column
        if span > min(MOST_CELLS, limits.cells):
            raise Unreadable(
                "sheet-too-wide",
                sheet=name,
                cell=found.corner,
                span=span,
                limit=min(MOST_CELLS, limits.cells),
            )
    return Workbook(sheets)


def _part(target: str) -> str:
    """Return the name in the archive of what the workbook points to; names of parts differ by more than case."""
    return (target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")).lower()


Start = Callable[[str, dict[str, str]], None]


def _both(one: Start, other: Start) -> Start:
    def start(name: str, attributes: dict[str, str]) -> None:
        one(name, attributes)
        other(name, attributes)

    return start


def _collect(into: dict[str, str], tag: str, key: str, value: str) -> Start:
    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            wanted = key.rpartition(":")[2]
            identity = attributes.get(key) or next(
                (text for other, text in attributes.items() if other.rpartition(":")[2] == wanted), ""
            )
            into[identity] = attributes.get(value, "")

    return start

"""The report's font: from a PyPI package, the same for Typst and vl-convert, whatever the machine has.

System fonts are never used: the same input gives the same bytes on every machine.
"""

import shutil
import struct
import tempfile
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

FAMILY = "Source Sans Pro"
_PACKAGE = "font_source_sans_pro"
_STYLES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
_kept: list[tempfile.TemporaryDirectory[str]] = []


@cache
def folder() -> Path:
    """Return a folder with the report's font files and nothing else; it lives as long as the process.

    The package holds every style twice (TrueType and OpenType), and which one a renderer picks would depend
    on the order of the folder; so the few styles in use are copied out.

    Raises:
        FileNotFoundError: The font package lacks a style: a fault in the installation.
    """
    kept = tempfile.TemporaryDirectory(prefix="afstemt-fonts-")
    _kept.append(kept)
    for style in _STYLES:
        source = files(_PACKAGE).joinpath("files", f"SourceSansPro-{style}.ttf")
        with as_file(source) as path:
            shutil.copyfile(path, Path(kept.name) / path.name)
    return Path(kept.name)


def forget() -> None:
    """Remove the folder; for a process that leaves without its last rites."""
    while _kept:
        _kept.pop().cleanup()


@cache
def covered() -> frozenset[int]:
    """Return the code points that every style of the font can show.

    A PDF/A may not hold a character without a glyph, so the PDF writer must know before it renders.
    """
    return frozenset.intersection(*(_code_points(path.read_bytes()) for path in sorted(folder().iterdir())))


def _code_points(font: bytes) -> frozenset[int]:
    """Return the code points in a TrueType file's character map, by its tables 4 and 12 (ISO/IEC 14496-22)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    points: set[int] = set()
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * index)
        (format_,) = struct.unpack_from(">H", font, start + offset)
        if format_ == 4:
            points |= _segments(font, start + offset)
        elif format_ == 12:
            (groups,) = struct.unpack_from(">I", font, start + offset + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, start + offset + 16 + 12 * group)
                points.update(range(first, last + 1))
    return frozenset(points)


def _segments(font: bytes, at: int) -> set[int]:
    """Return the code points of a format 4 table; a code point that maps to glyph 0 is not covered."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    ends, starts = at + 14, at + 16 + twice
    points: set[int] = set()
    for place in range(0, twice, 2):
        (end,) = struct.unpack_from(">H", font, ends + place)
        (start,) = struct.unpack_from(">H", font, starts + place)
        (delta,) = struct.unpack_from(">H", font, starts + twice + place)
        where = starts + 2 * twice + place
        (reach,) = struct.unpack_from(">H", font, where)
        for point in range(start, end + 1):
            if reach:
                (glyph,) = struct.unpack_from(">H", font, where + reach + 2 * (point - start))
            else:
                glyph = (point + delta) % 65536
            if glyph and point != 0xFFFF:
                points.add(point)
    return points

"""Which characters a text file is written in, and its text as UTF-8 with LF line ends, block by block."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.limits import Limits

BLOCK = 32 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with UTF-16's mark, so it is looked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """Python codec name, and whether lines end in a lone CR."""

    codec: str
    cr_only: bool


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _is_utf8(path: Path) -> tuple[bool, int]:
    """Return whether all bytes are UTF-8, and otherwise the line of the first that is not (0 when none mixes)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, seen_multibyte = 1, False
    for block in _blocks(path):
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            mixed = seen_multibyte or not before.isascii()
            return False, line + before.count(b"\n") if mixed else 0
        seen_multibyte = seen_multibyte or not block.isascii()
        line += block.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, line
    return True, 0


def detect(path: Path) -> Encoding:
    """Return the encoding of a text file.

    A byte order mark decides; else UTF-8 when every byte is valid; else Windows-1252, which also reads
    Latin-1's letters. Zeros between the letters mean UTF-16 without a mark.

    Raises:
        Unreadable: ``not-text`` for binary content; ``mixed-encoding`` when valid UTF-8 letters and invalid
            bytes stand in one file.
    """
    with path.open("rb") as file:
        head = file.read(1 << 20)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            if codec == "utf-8-sig":
                valid, line = _is_utf8(path)
                if not valid:
                    raise Unreadable("mixed-encoding", row=max(line, 1))
            return _with_ends(codec, head)
    zeros = head.count(b"\0")
    if zeros:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if zeros > len(head) // 4 and min(even, odd) == 0:
            return _with_ends("utf-16-be" if even else "utf-16-le", head)
        raise Unreadable("not-text")
    valid, line = _is_utf8(path)
    if valid:
        return _with_ends("utf-8", head)
    if line:
        raise Unreadable("mixed-encoding", row=line)
    return _with_ends("cp1252", head)


def _with_ends(codec: str, head: bytes) -> Encoding:
    return Encoding(codec, b"\r" in head and b"\n" not in head)


def blocks(path: Path, encoding: Encoding, limits: Limits) -> Iterator[tuple[str, int]]:
    """Yield (text, number of its first line): whole lines with LF ends, about 32 MiB each.

    The last line may lack its end.

    Raises:
        Unreadable: ``long-line`` for a line past the limit, found without reading on.
            ``bad-bytes`` for bytes that the encoding does not have.
    """
    errors = "latin-1-letters" if encoding.codec == "cp1252" else "strict"
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors)
    rest, line = "", 1
    held_cr = False
    for block in _blocks(path):
        try:
            text = decoder.decode(block)
        except UnicodeError as error:
            raise Unreadable("bad-bytes", row=line, codec=encoding.codec) from error
        if encoding.cr_only:
            text = text.replace("\r", "\n")
        else:
            if held_cr:
                text = "\r" + text
            held_cr = text.endswith("\r")
            text = (text[:-1] if held_cr else text).replace("\r\n", "\n")
        cut = text.rfind("\n") + 1
        if not cut:
            rest += text
        else:
            whole = rest + text[:cut]
            _check_lines(whole, line, limits)
            yield whole, line
            line += whole.count("\n")
            rest = text[cut:]
        _check_lines(rest, line, limits)
    try:
        rest += decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise Unreadable("bad-bytes", row=line, codec=encoding.codec) from error
    if rest:
        yield rest, line


def _check_lines(text: str, first_line: int, limits: Limits) -> None:
    """Raise Unreadable for a line past the limit, looking at few of the lines."""
    at = 0
    while len(text) - at > limits.line_bytes:
        end = text.rfind("\n", at, at + limits.line_bytes + 1)
        if end < 0:
            line = first_line + text.count("\n", 0, at)
            raise Unreadable("long-line", row=line, limit=limits.line_bytes >> 20)
        at = end + 1


def _latin_1_letters(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that Windows-1252 leaves undefined as Latin-1 does."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin-1-letters", _latin_1_letters)

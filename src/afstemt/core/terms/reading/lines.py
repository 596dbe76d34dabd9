"""Which line of a TOML document each key and table stands on, so that a fault can name it."""

from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and 0-based list indexes from the top of the document."""

DEEPEST = 32
"""Places further down than this are not noted: no key of the terms lies there."""

_BARE_END = frozenset(" \t\r\n=.]#,}[{\"'")
_SCALAR_END = frozenset("\r\n,]}#")


class _Scanner:
    """One pass over a document that ``tomllib`` has already accepted; it notes places, not values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.row = 1
        self.rows: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.comments: list[str] = []

    def peek(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def skip(self, length: int = 1) -> None:
        self.row += self.text.count("\n", self.at, self.at + length)
        self.at += length

    def blank(self, *, newlines: bool) -> None:
        """Move past white space and comments, over line ends when ``newlines``."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "#":
                end = self.text.find("\n", self.at)
                end = end if end >= 0 else len(self.text)
                self.comments.append(self.text[self.at : end].strip())
                self.skip(end - self.at)
            elif char in " \t\r" or (newlines and char == "\n"):
                self.skip()
            else:
                return

    def note(self, path: Path) -> None:
        if len(path) <= DEEPEST:
            self.rows.setdefault(path, self.row)

    def string(self) -> str:
        """Read a string of any of the four kinds; escapes are kept as written."""
        quote = self.peek()
        mark = quote * 3 if self.peek(3) == quote * 3 else quote
        self.skip(len(mark))
        start = self.at
        while self.at < len(self.text) and self.peek(len(mark)) != mark:
            self.skip(2 if quote == '"' and self.peek() == "\\" else 1)
        content = self.text[start : self.at]
        self.skip(len(mark))
        while len(mark) == 3 and self.peek() == quote:
            self.skip()
        return content

    def keys(self) -> Path:
        """Read a dotted key."""
        parts: list[str | int] = []
        while self.at < len(self.text):
            self.blank(newlines=False)
            if self.peek() in ('"', "'"):
                parts.append(self.string())
            else:
                start = self.at
                while self.at < len(self.text) and self.text[self.at] not in _BARE_END:
                    self.at += 1
                parts.append(self.text[start : self.at])
            self.blank(newlines=False)
            if self.peek() != ".":
                break
            self.skip()
        return tuple(parts)

    def value(self, path: Path) -> None:
        """Move past a value, noting the places inside it."""
        self.note(path)
        match self.peek():
            case '"' | "'":
                self.string()
            case "[":
                self.skip()
                self.array(path)
            case "{":
                self.skip()
                self.inline(path)
            case _:
                while self.at < len(self.text) and self.text[self.at] not in _SCALAR_END:
                    self.skip()

    def array(self, path: Path) -> None:
        index = 0
        while self.at < len(self.text):
            self.blank(newlines=True)
            if self.peek() == "]":
                self.skip()
                return
            before = self.at
            self.value((*path, index))
            index += 1
            self.blank(newlines=True)
            if self.peek() == ",":
                self.skip()
            elif self.at == before:
                return

    def inline(self, path: Path) -> None:
        while self.at < len(self.text):
            self.blank(newlines=True)
            if self.peek() == "}":
                self.skip()
                return
            before = self.at
            self.pair(path)
            self.blank(newlines=True)
            if self.peek() == ",":
                self.skip()
            elif self.at == before:
                return

    def pair(self, table: Path) -> None:
        keys = self.keys()
        for length in range(1, len(keys) + 1):
            self.note(table + keys[:length])
        if self.peek() == "=":
            self.skip()
        self.blank(newlines=False)
        self.value(table + keys)

    def resolve(self, keys: Path) -> Path:
        """Return the path of a header's keys, noting each; an array of tables stands for its last table."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            self.note(path)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def header(self) -> Path:
        many = self.peek(2) == "[["
        self.skip(2 if many else 1)
        keys = self.keys()
        self.skip(2 if many else 1)
        if not many:
            table = self.resolve(keys)
        else:
            array = (*self.resolve(keys[:-1]), keys[-1])
            self.counts[array] = self.counts.get(array, 0) + 1
            self.note(array)
            table = (*array, self.counts[array] - 1)
        self.note(table)
        return table

    def document(self) -> None:
        table: Path = ()
        while True:
            self.blank(newlines=True)
            if self.at >= len(self.text):
                return
            before = self.at
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)
            if self.at == before:
                return


def line_index(text: str) -> Mapping[Path, int]:
    """Return the 1-based line of every key, table and list item in a document that parses as TOML."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.rows


def comments(text: str) -> tuple[str, ...]:
    """Return the comments of a document that parses as TOML, in order, each with its ``#``."""
    scanner = _Scanner(text)
    scanner.document()
    return tuple(scanner.comments)


def place_of(path: Path) -> str:
    """Return the path as written in messages: ``service_levels[2].populations[0].target``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = part.replace("_", "").replace("-", "")
            name = part if plain.isascii() and plain.isalnum() else f'"{part}"'
            text += f".{name}" if text else name
    return text

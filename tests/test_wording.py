"""Every Danish text for users has an English translation, with the same placeholders, and none is left over."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

from afstemt.core.evidence.decisions import KINDS as DECISIONS
from afstemt.core.evidence.tables import TABLES
from afstemt.core.measurement.registry import KINDS
from afstemt.core.settlement.registry import RULES
from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.fields import fields_of, is_model
from afstemt.core.terms.model.terms import Terms
from afstemt.files.catalogues import catalogue
from afstemt.files.reading.intake.profile_file import builtin

SOURCE = Path(__file__).parents[1] / "src" / "afstemt"
MARKERS = {"_", "msgid"}
SAID = re.compile(r"""\{%\s*say\s+(?:"([^"]*)"|'([^']*)')""")
"""A text in a page's template."""


@cache
def code() -> tuple[tuple[str, ast.Call | ast.Constant], ...]:
    """Return (where, node) of every call and constant in the source."""
    return tuple(
        (f"{path.relative_to(SOURCE)}:{node.lineno}", node)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Constant)
    )


@cache
def literal_texts() -> tuple[tuple[str, str], ...]:
    """Return (where, text) of every text marked in the source."""
    return tuple(marked_texts())


def marked_texts() -> Iterator[tuple[str, str]]:
    for where, node in code():
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in MARKERS
            and node.args
        ):
            argument = node.args[0]
            assert not isinstance(argument, ast.JoinedStr), f"{where}: an f-string cannot be translated"
            if isinstance(argument, ast.Constant):
                assert isinstance(argument.value, str), where
                yield where, argument.value
    for path in sorted([*SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        for match in SAID.finditer(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(SOURCE)), match[1] or match[2]


def texts_of(part: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield the texts that stand on the fields of a table and of the tables inside it."""
    for field in fields_of(part):
        where = f"{part.__name__}.{field.name}"
        word = field.word
        for text in (word.label, word.definite, word.unit, word.hint, word.one, *field.choices.values()):
            yield where, text
        if field.asks:
            yield where, field.asks.question
            yield from ((where, meaning) for _value, meaning in field.asks.choices)
        if is_model(field.inner):
            yield from texts_of(field.inner)


def declared_texts() -> Iterator[tuple[str, str]]:
    """Yield texts that are declared as data and translated when shown."""
    for kind in KINDS:
        yield kind.name, kind.title
        yield kind.name, kind.definition
        yield from texts_of(kind.parameters)
    yield from ((kind.name, kind.title) for kind in DECISIONS)
    for rule in RULES:
        yield rule.name, rule.title
        yield from texts_of(rule.parameters)
    yield from texts_of(Terms)
    yield from texts_of(Alias)
    yield from ((f"{profile.name}.toml", profile.title) for profile in builtin())
    for table in TABLES:
        yield table.name, table.title
        yield from ((f"{table.name}.{column.name}", column.heading) for column in table.columns)


def placeholders(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)", text)))


def test_every_text_has_english() -> None:
    english = catalogue("en")
    missing = [
        f"{where}: {text}"
        for where, text in [*literal_texts(), *declared_texts()]
        if text and not english.get(text)
    ]
    assert not missing, "\n".join(missing)


def test_every_translation_is_there_sure_and_the_same_in_all_rooms() -> None:
    english: dict[str, str] = {}
    wrong = []
    for path in sorted((SOURCE / "locale" / "en").glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes()), abort_invalid=True):
            where = f"{path.name}:{message.lineno}"
            if not message.id:
                continue
            if not isinstance(message.id, str) or not message.string or message.fuzzy:
                wrong.append(f"{where}: not translated, not sure of, or in plural")
            elif english.setdefault(message.id, message.string) != message.string:
                wrong.append(f"{where}: translated otherwise in another room")
    assert not wrong, "\n".join(wrong)


def test_translations_keep_their_placeholders() -> None:
    wrong = [text for text, english in catalogue("en").items() if placeholders(text) != placeholders(english)]
    assert not wrong, "\n".join(wrong)


def test_no_translation_is_left_over() -> None:
    constants = {
        node.value
        for _where, node in code()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    constants |= {text for _where, text in [*literal_texts(), *declared_texts()]}
    pages = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html"))
    left = [text for text in catalogue("en") if text not in constants and f'"{text}"' not in pages]
    assert not left, "\n".join(left)


@pytest.mark.parametrize("word", ["aa", "oe", "ae"])
def test_danish_is_written_with_its_own_letters(word: str) -> None:
    """The likely slips of a keyboard without æ, ø and å."""
    slips = {
        "aa": r"\b(paa|naar|maal|aaben|maaned)",
        "oe": r"\b(foer|koer|soeg|loes)",
        "ae": r"\b(vaer|naest|laes|aend)",
    }
    wrong = [
        f"{where}: {text}"
        for where, text in [*literal_texts(), *declared_texts()]
        if re.search(slips[word], text, re.IGNORECASE)
    ]
    assert not wrong, "\n".join(wrong)

"""Texts that are kept and shown later: in every language, so that who reads them hears their own.

A text that was kept before this, or that is of no language, is kept as it is.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import Any

from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import LANGUAGES, Told, language, speaking
from afstemt.files.catalogues import catalogue

Kept = str | Mapping[str, str]
"""A text as it is kept: by language, or one for all."""


def kept(text: str) -> Kept:
    """Return a text as it is kept."""
    if not isinstance(text, Told):
        return text
    said: dict[str, str] = {}
    for spoken in LANGUAGES:
        with speaking(spoken, catalogue(spoken)):
            said[spoken] = str.__str__(text.again())
    return said if len(set(said.values())) > 1 else said["da"]


def told(text: Kept) -> str:
    """Return a kept text in the active language."""
    return text if isinstance(text, str) else Told(_said(text), partial(_said, text))


def _said(text: Mapping[str, str]) -> str:
    return text.get(language(), text["da"])


def kept_line(text: str) -> str:
    """Return a text as it is kept where a line of text is: JSON when it is in several languages."""
    said = kept(text)
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def told_line(line: str) -> str:
    """Return what ``kept_line`` kept in the active language."""
    try:
        said = json.loads(line)
    except ValueError:
        return line
    return told(said) if isinstance(said, dict) and said.keys() == set(LANGUAGES) else line


def kept_fault(fault: Fault) -> dict[str, Any]:
    """Return a fault as it is kept: its fields, with its message and its place as texts are kept.

    What is kept was found in a file by itself, where no name is unknown.
    """
    said = {field.name: getattr(fault, field.name) for field in fields(fault) if field.name != "unknown"}
    return said | {"message": kept(fault.message), "place": kept(fault.place)}


def told_fault(said: Mapping[str, Any]) -> Fault:
    """Return a kept fault in the active language."""
    return Fault(**{**said, "message": told(said["message"]), "place": told(said["place"])})

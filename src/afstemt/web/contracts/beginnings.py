"""The first draft of a contract's terms, where nobody has a file: from the standard contract, or from nothing."""

import re
from datetime import date

from afstemt.core.terms.reading.toml import read_toml
from afstemt.files.standard import standard_contract
from afstemt.web.contracts.editor.document import Drop, Edit, Put, rewritten
from afstemt.web.parties.models import Organisation


def from_standard(
    *, title: str, in_force_from: date | None, authority: Organisation, supplier: Organisation
) -> str:
    """Return the standard contract between the two parties, its comments kept.

    Args:
        title: Empty keeps the standard contract's.
        in_force_from: None keeps the standard contract's.
    """
    text = standard_contract()
    edits: list[Edit] = [Drop(("note",))]
    for number, party in enumerate(read_toml(text, "")["parties"]):
        own = authority if party["role"] == "authority" else supplier
        edits += [Put(("parties", number, "name"), own.name), Put(("parties", number, "cvr"), own.cvr)]
    if title:
        edits += [Put(("title",), title), Put(("id",), _id_of(title))]
    if in_force_from:
        edits.append(Put(("in_force_from",), in_force_from))
    return rewritten(text, edits).text


def from_scratch(*, title: str, in_force_from: date, authority: Organisation, supplier: Organisation) -> str:
    """Return terms that say nothing but who agrees and from when."""
    edits: list[Edit] = [
        Put(("id",), _id_of(title)),
        Put(("title",), title),
        Put(("in_force_from",), in_force_from),
        Put(
            ("parties",),
            [
                {"role": "authority", "name": authority.name, "cvr": authority.cvr},
                {"role": "supplier", "name": supplier.name, "cvr": supplier.cvr},
            ],
        ),
    ]
    return rewritten("", edits).text


def _id_of(title: str) -> str:
    return re.sub(r"[^a-zæøå0-9]+", "-", title.casefold()).strip("-")[:60] or "kontrakt"

"""A contract's terms on disk: one file, or a folder with a file per version named by its first day; aliases beside."""

import hashlib
from datetime import date
from pathlib import Path

from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.parties import Party
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.reading.aliases import parse_aliases
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _

LARGEST_FILE = 2_000_000
"""Bytes. A long contract is 100 kB."""

MOST_VERSIONS = 200

ALIASES = "aliases.toml"
"""The aliases' file in a folder of versions; beside a single file ``NAME.toml`` it is ``NAME.aliases.toml``."""


def aliases_path(terms: Path) -> Path:
    """Return where the aliases of terms stand: in their folder, or beside their only file."""
    return terms / ALIASES if terms.is_dir() else terms.with_name(f"{terms.stem}.{ALIASES}")


def _read(path: Path, source: str, *, may_be_empty: bool = False) -> tuple[str, str]:
    """Return a file's text and the SHA-256 of its bytes.

    Raises:
        Refused: It cannot be read, is too large, is empty, or is not UTF-8.
    """

    def refuse(code: str, message: str, row: int | None = None) -> Refused:
        return Refused((Fault(code, message, source, row=row),))

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse("unreadable", _("Filen kan ikke læses. Har du adgang til den?")) from error
    if len(content) > LARGEST_FILE:
        raise refuse(
            "too-large",
            _(
                "Filen er over {size} MB. En vilkårsfil er tekst og langt mindre; er det den rigtige fil?"
            ).format(size=LARGEST_FILE // 1_000_000),
        )
    if not content.strip() and not may_be_empty:
        raise refuse("empty", _("Filen er tom. Tag udgangspunkt i examples/standardkontrakt.toml."))
    try:
        return content.decode("utf-8-sig"), hashlib.sha256(content).hexdigest()
    except UnicodeDecodeError as error:
        raise refuse(
            "encoding",
            _("Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8 i din editor."),
            content.count(b"\n", 0, error.start) + 1,
        ) from error


def _files(path: Path) -> tuple[Path, ...]:
    """Return the files of the contract.

    Raises:
        Refused: There are none, or too many.
    """
    if not path.exists():
        raise Refused((Fault("absent", _("Filen eller mappen findes ikke."), str(path)),))
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(file for file in path.glob("*.toml") if file.name != ALIASES))
    if not found:
        raise Refused(
            (
                Fault(
                    "no-versions",
                    _(
                        "Mappen har ingen vilkårsfiler. Læg en fil pr. version, opkaldt efter dagen den "
                        "træder i kraft: 2026-01-15.toml."
                    ),
                    str(path),
                ),
            )
        )
    if len(found) > MOST_VERSIONS:
        message = _("Mappen har {count} filer; højst {most} versioner kan læses.").format(
            count=len(found), most=MOST_VERSIONS
        )
        raise Refused((Fault("too-many-versions", message, str(path)),))
    return found


def _named_day(file: Path, source: str) -> tuple[date | None, tuple[Fault, ...]]:
    try:
        return date.fromisoformat(file.stem), ()
    except ValueError:
        message = _("Filen skal hedde dagen, versionen træder i kraft, fx 2026-01-15.toml.")
        return None, (Fault("version-name", message, source),)


def _same_party(one: Party, other: Party) -> bool:
    return one.cvr == other.cvr if one.cvr and other.cvr else one.name == other.name


def disagreements(first: Terms, terms: Terms, source: str) -> tuple[Fault, ...]:
    """Return where a version is not of the same contract as the first: id, parties, time zone, currency."""
    faults = []
    if terms.id != first.id:
        message = _(
            "Kontraktens id er »{id}«, men »{first}« i den ældste version. Alle versioner skal have samme id."
        )
        faults.append(Fault("version-id", message.format(id=terms.id, first=first.id), source, "id"))
    for role in ("authority", "supplier"):
        one, other = first.party(role), terms.party(role)
        if not _same_party(one, other):
            message = _(
                "Parten er »{name}«, men »{first}« i den ældste version. En anden part er en anden kontrakt."
            )
            faults.append(
                Fault("version-party", message.format(name=other.name, first=one.name), source, "parties")
            )
    for key, word in (("zone", _("Tidszonen")), ("currency", _("Valutaen"))):
        if getattr(first, key) != getattr(terms, key):
            message = _("{word} er »{value}«, men »{first}« i den ældste version. Den skal være den samme.")
            faults.append(
                Fault(
                    "version-differs",
                    message.format(word=word, value=getattr(terms, key), first=getattr(first, key)),
                    source,
                    key,
                )
            )
    return tuple(faults)


def read_contract(path: Path, vocabulary: Vocabulary) -> Contract:
    """Return a contract with all its versions, oldest first, and the aliases beside them; the SHA-256 of each file.

    Args:
        path: A TOML file with the only version, or a folder of ``YYYY-MM-DD.toml``, one per version. The aliases stand
            in ``aliases_path``, where there are any.
        vocabulary: The kinds and rules that exist.

    Raises:
        Refused: With the faults of all files in one list: unreadable, too large, not UTF-8, not TOML, not
            valid; a name that disagrees with ``in_force_from``; versions that are not of one contract; aliases that
            cannot be used.
    """
    faults: list[Fault] = []
    versions: list[tuple[Terms, str, str]] = []
    for file in _files(path):
        source = file.name if path.is_dir() else str(path)
        day, misnamed = _named_day(file, source) if path.is_dir() else (None, ())
        faults += misnamed
        try:
            text, digest = _read(file, source)
            terms = parse_terms(text, source, vocabulary)
        except Refused as refused:
            faults += refused.faults
            continue
        if day and terms.in_force_from != day:
            message = _("Filen hedder {day}, men in_force_from er {from_day}. De skal være samme dag.")
            faults.append(
                Fault(
                    "version-name",
                    message.format(day=day.isoformat(), from_day=terms.in_force_from.isoformat()),
                    source,
                    "in_force_from",
                )
            )
        versions.append((terms, digest, source))
    versions.sort(key=lambda version: version[0].in_force_from)
    for terms, _digest, source in versions[1:]:
        faults += disagreements(versions[0][0], terms, source)
    if faults:
        raise Refused(tuple(faults))
    own = tuple(terms for terms, *_rest in versions)
    aliases, aliases_hash = _aliases(path, own)
    return Contract(own, tuple(digest for _terms, digest, _source in versions), aliases, aliases_hash)


def _aliases(terms: Path, versions: tuple[Terms, ...]) -> tuple[tuple[Alias, ...], str]:
    """Return the aliases beside the terms and the SHA-256 of their file; none where there is no such file."""
    path = aliases_path(terms)
    if not path.exists():
        return (), ""
    source = path.name if terms.is_dir() else str(path)
    text, digest = _read(path, source, may_be_empty=True)
    return parse_aliases(text, source, versions), digest

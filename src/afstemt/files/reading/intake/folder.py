"""What lies in an evidence folder: files to read, profiles, and what is not read, by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.files.reading.intake.profile_file import builtin, load
from afstemt.files.reading.registry import OTHER_DATA, READERS
from afstemt.files.reading.sheets.finding import Finding, Unreadable
from afstemt.files.reading.sheets.limits import Limits

PROFILE_NAMES = ("profil.toml", "profile.toml")

AUTHORITY_FOLDER = "myndigheden"
"""What lies in a folder of this name, at any depth, the authority has delivered; all else the supplier has."""


@dataclass(frozen=True)
class Listing:
    """The files of an evidence folder in order of name, its profiles, and findings by file name."""

    root: Path
    files: tuple[Path, ...]
    profiles: tuple[Path, ...]
    findings: tuple[tuple[str, Finding], ...]

    def name(self, path: Path) -> str:
        """Return the path relative to the folder, with forward slashes; bytes that are no text show as ``\\xe6``."""
        name = path.relative_to(self.root).as_posix() if path != self.root else path.name
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def party_of(name: str) -> PartyRole:
    """Return whose a file is, by its path in the evidence folder, with forward slashes."""
    return "authority" if AUTHORITY_FOLDER in name.casefold().split("/")[:-1] else "supplier"


def _is_profile(path: Path) -> bool:
    return path.name.lower() in PROFILE_NAMES or path.name.lower().endswith((".profil.toml", ".profile.toml"))


def list_folder(folder: Path, limits: Limits) -> Listing:
    """Return what lies in the folder. Hidden files are passed over; everything else that is not read is named."""
    if not folder.exists():
        return Listing(folder, (), (), ((folder.name, Finding("no-such-path")),))
    if folder.is_file():
        beside = tuple(path for path in sorted(folder.parent.iterdir()) if _is_profile(path))
        return _sorted(folder, [folder], beside, limits)
    unread: list[Path] = []
    try:
        seen = sorted(_walk(folder, unread))
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Listing(folder, (), (), ((folder.name, Finding("cannot-open", values={"why": why})),))
    profiles = tuple(path for path in seen if _is_profile(path) and path not in unread)
    return _sorted(
        folder, [path for path in seen if path not in profiles], profiles, limits, frozenset(unread)
    )


def _walk(folder: Path, unread: list[Path]) -> Iterator[Path]:
    """Yield every file below the folder, and put into ``unread`` the links out of it and what is no file.

    A link would read what nobody delivered, and what the hash of the delivery does not cover.
    """
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")):
            continue
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            unread.append(path)
        if path.is_dir() and path not in unread:
            yield from _walk(path, unread)
        else:
            yield path


def _sorted(
    root: Path,
    paths: list[Path],
    profiles: tuple[Path, ...],
    limits: Limits,
    unread: frozenset[Path] = frozenset(),
) -> Listing:
    listing = Listing(root, (), profiles, ())
    files: list[Path] = []
    findings: list[tuple[str, Finding]] = []
    readable = []
    for path in profiles:
        try:
            readable.append(load(path))
        except Unreadable as unreadable:
            findings.append((listing.name(path), unreadable.finding))
    knowing = [*readable, *builtin()]
    for path in paths:
        name, suffix = listing.name(path), path.suffix.lower()
        if path in unread:
            findings.append((name, Finding("link" if path.is_symlink() else "no-file")))
            continue
        ignoring = next((each for each in knowing if each.ignores(path.name)), None)
        if ignoring is not None and path != root:
            findings.append((name, Finding("ignored", "note", values={"profile": ignoring.name})))
        elif suffix not in READERS:
            severity, code = (
                ("stop", "unread-format")
                if suffix in OTHER_DATA or path == root
                else ("note", "not-evidence")
            )
            findings.append((name, Finding(code, severity, values={"suffix": suffix or "-"})))  # type: ignore[arg-type]
        elif (size := path.stat().st_size) > limits.file_bytes and suffix != ".parquet":
            sizes = {"size": size >> 20, "limit": limits.file_bytes >> 20}
            findings.append((name, Finding("file-too-large", values=sizes)))
        elif size == 0:
            findings.append((name, Finding("empty-file")))
        else:
            files.append(path)
    if not files and not findings:
        findings.append(("", Finding("empty-folder")))
    good = tuple(path for path in profiles if all(listing.name(path) != name for name, _ in findings))
    return Listing(root, tuple(files), good, tuple(findings))

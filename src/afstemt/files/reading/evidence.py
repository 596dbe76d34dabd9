"""Evidence from a folder of exports: every file parsed under limits, every row used or set aside by name."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.export import Export, from_json
from afstemt.core.units.fault import Fault, Refused
from afstemt.files.reading.intake.across import joined
from afstemt.files.reading.intake.event_log import Rule
from afstemt.files.reading.intake.folder import list_folder, party_of
from afstemt.files.reading.intake.interpret import Facts
from afstemt.files.reading.intake.parts import Parts
from afstemt.files.reading.intake.process import Parser
from afstemt.files.reading.intake.profile import is_zone
from afstemt.files.reading.intake.recognise import profiles_for
from afstemt.files.reading.intake.words import Reader
from afstemt.files.reading.intake.words import faults as worded
from afstemt.files.reading.sheets.finding import Finding, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.typed import scan_table

__all__ = ["Limits", "Parts", "joined", "preview", "read_evidence", "read_parts"]

Progress = Callable[[str, int, int], None]
NOBODY: Mapping[str, str] = {}
"""No parties: the terms are not at hand."""


def read_evidence(
    folder: Path,
    *,
    zone: str,
    as_profile: str | None = None,
    customer: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    order: Sequence[str] = (),
    parties: Mapping[str, str] = NOBODY,
) -> Evidence:
    """Return everything that a folder (or a single file) of exports says.

    Args:
        folder: A folder, read with its subfolders, or one file.
        zone: The contract's zone, for times that a profile says are local.
        as_profile: Name of a profile, or path of one, for files that are not Afstemt's own tables.
        customer: Rows of other customers are set aside, where the profile names the customer's column.
        limits: What one file may cost.
        progress: Called with (file, files done, files in all).
        order: Files by name or pattern, oldest first, where nothing else orders exports that tell different things.
        parties: The role of each party by its names in the terms (``roles_of_names``), for rows that name who asked.

    Raises:
        Refused: A file cannot be used; every fault of every file is in it.
    """
    evidence = preview(
        folder,
        zone=zone,
        as_profile=as_profile,
        customer=customer,
        limits=limits,
        progress=progress,
        order=order,
        parties=parties,
    )
    if any(fault.severity == "stop" for fault in evidence.faults):
        raise Refused(evidence.faults)
    return evidence


def preview(
    folder: Path,
    *,
    zone: str,
    as_profile: str | None = None,
    customer: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    order: Sequence[str] = (),
    parties: Mapping[str, str] = NOBODY,
) -> Evidence:
    """Return what would be imported, with every fault; never raises Refused. Arguments as ``read_evidence``."""
    parts = read_parts(
        folder,
        zone=zone,
        as_profile=as_profile,
        customer=customer,
        limits=limits,
        progress=progress,
        order=order,
        parties=parties,
    )
    return joined(parts, limits)


def read_parts(
    folder: Path,
    *,
    zone: str,
    as_profile: str | None = None,
    customer: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    order: Sequence[str] = (),
    parties: Mapping[str, str] = NOBODY,
    reader: Reader = "command_line",
    profiles: Sequence[Path] = (),
) -> Parts:
    """Return what each file became, with every fault, for ``joined``. Arguments as ``read_evidence``.

    Args:
        reader: Who is told of faults.
        profiles: Files of profiles that are used as if they lay in the folder.
    """
    with Parser(limits) as parser:
        listing = list_folder(folder, limits)
        parts = Parts(reader=reader)
        for name, finding in listing.findings:
            parts.say(worded([finding], name, reader))
        beside = [str(each) for each in (*listing.profiles, *profiles)]
        asked = _what_was_asked(zone, as_profile, beside)
        parts.say(worded(asked, "", reader))
        for number, path in enumerate(listing.files if not asked else ()):
            name = listing.name(path)
            if progress:
                progress(name, number, len(listing.files))
            received = _Received(path, name)
            parser.send(
                number,
                path,
                zone=zone,
                customer=customer,
                as_profile=as_profile,
                folder_profiles=beside,
                name=name,
                order=list(order),
                parties=dict(parties),
            )
            replies = parser.receive()
            if changed := received.finish():
                replies = [{"sheet": "", "rows_read": 0, "findings": [changed.as_json()]}]
            parts.say(received.take(replies, parts))
        if progress and listing.files:
            progress("", len(listing.files), len(listing.files))
    return parts


def _what_was_asked(zone: str, as_profile: str | None, beside: Sequence[str]) -> list[Finding]:
    """Return what is wrong with the arguments, said once and not for every file."""
    if not is_zone(zone):
        return [Finding("no-such-zone", values={"zone": zone})]
    try:
        profiles_for(as_profile, beside)
    except Unreadable as unreadable:
        return [unreadable.finding]
    return []


@dataclass
class _Received:
    """One file while the child works on it: its hash is taken meanwhile, by a thread of its own.

    So the child's memory is watched from the first moment, and not only when a large file's hash is done.
    """

    path: Path
    name: str
    sha256: str = ""
    size: int = 0
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._seen = _identity(self.path)
        self._hashing = Thread(target=self._hash, daemon=True)
        self._hashing.start()

    def _hash(self) -> None:
        digest = hashlib.sha256()
        try:
            with self.path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
                    self.size += len(block)
        except OSError:  # the child says why
            return
        self.sha256 = digest.hexdigest()

    def finish(self) -> Finding | None:
        """Wait for the hash; return what is wrong if the file is another one than when its reading began."""
        self._hashing.join()
        if self._seen is None or self._seen == _identity(self.path):
            return None
        return Finding("changed-while-read")

    def take(self, replies: list[dict[str, Any]], parts: Parts) -> list[Fault]:
        """Put the file's facts among the others'; return its faults."""
        several = len({reply["sheet"] for reply in replies}) > 1
        any_taken = any("frames" in reply or "scan" in reply for reply in replies)
        for reply in replies:
            name = f"{self.name}#{reply['sheet']}" if several and reply["sheet"] else self.name
            findings = [Finding(**finding) for finding in reply["findings"]]
            if several and any_taken:
                findings = [
                    _unread_sheet(finding, reply["sheet"], reply["rows_read"]) for finding in findings
                ]
            self.faults += worded(findings, name, parts.reader)
            scanned = None
            if "scan" in reply:
                try:
                    scanned = scan_table(self.path, reply["scan"])
                except (ValueError, OSError, pl.exceptions.PolarsError):
                    self.faults += worded([Finding("changed-while-read")], name, parts.reader)
                    continue
            aside, out = reply.get("set_aside", reply["rows_read"]), reply.get("left_out", 0)
            source = SourceFile(
                name,
                self.sha256,
                self.size,
                reply.get("table", ""),
                reply.get("profile", ""),
                reply["rows_read"],
                reply["rows_read"] - aside - out,
                aside,
                rows_left_out=out,
                known_by=reply.get("known_by", ""),
                signs=reply.get("signs", ""),
                party=party_of(self.name),
            )
            facts = Facts(
                **{
                    kind: {table: pl.read_ipc(path) for table, path in paths.items()}
                    for kind, paths in reply.get("frames", {}).items()
                }
            )
            export = from_json(reply["export"]) if "export" in reply else Export(self.name)
            number = parts.add(source, facts, export, Rule(**reply["log"]) if "log" in reply else None)
            if scanned is not None:
                parts.add_lazy(reply["scan"], scanned, number)
        return self.faults


def _identity(path: Path) -> tuple[int, ...] | None:
    """Return what changes when a file is written to or exchanged; None for one that cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _unread_sheet(finding: Finding, sheet: str, rows: int) -> Finding:
    """In a workbook with other sheets that are read, one that is not recognised stops nothing.

    It is asked about where it has rows below its first.
    """
    if finding.code != "unrecognised":
        return finding
    line = (
        f"ignore_sheets = [{json.dumps(sheet, ensure_ascii=False)}]"  # such a string is one in TOML as well
    )
    return Finding(
        "unrecognised-sheet",
        "ask" if rows else "note",
        None,
        None,
        {**finding.values, "sheet": sheet, "line": line},
    )

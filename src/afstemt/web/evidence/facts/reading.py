"""Reading a delivery's files into facts, in a process of its own when they are large.

What a large file takes of memory is then gone with the process, and the one that serves pages does not grow.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import Language, language, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.kept import kept_fault, told_fault
from afstemt.files.reading.evidence import joined, read_parts
from afstemt.web.evidence.facts.comparison import compare
from afstemt.web.evidence.facts.contents import Kept, contents
from afstemt.web.evidence.facts.extent import Extent, as_json, extents, from_json
from afstemt.web.evidence.facts.overlap import Earlier
from afstemt.web.evidence.facts.survey import survey
from afstemt.web.evidence.facts.tables import Delivered, keep, order_among, together

LARGE = 4 << 20
"""Bytes of files from which a process of its own is worth its start."""


class Failed(Exception):  # noqa: N818 - a value for the caller, with the system's own words
    """The reading broke down: a full disk, or a fault in the program. ``errno`` is the system's, or 0."""

    def __init__(self, said: str, errno: int = 0) -> None:
        super().__init__(said)
        self.errno = errno


@dataclass(frozen=True)
class Order:
    """What is to be read, and where the facts go.

    Attributes:
        files: Folder of the files as received. What is needed for a while is put beside it, in its parent.
        target: Folder of the facts; must not be there.
        zone: The contract's time zone.
        profile: Name of the profile for files that are not told by themselves; None to tell.
        customer: Whose rows are taken, where the files have several customers'.
        earlier: Confirmed deliveries to hold the facts against, in the order they were confirmed.
        orders: Orders of files that the party has said before, the newest first.
        parties: The role of each party by its names in the terms.
        profiles: Files of the contract's own profiles.
    """

    files: Path
    target: Path
    zone: str
    profile: str | None
    customer: str | None
    earlier: Sequence[Earlier]
    orders: Sequence[Sequence[str]] = ()
    parties: Mapping[str, str] = field(default_factory=dict)
    profiles: Sequence[Path] = ()


@dataclass(frozen=True)
class Read:
    """What was read.

    Attributes:
        files: As counted.
        extents: How far its tables reach.
        order: The order of files that it stands by.
        contents: What each file holds, by its place among the files.
    """

    files: tuple[SourceFile, ...]
    extents: dict[str, Extent]
    order: tuple[str, ...] = ()
    contents: Sequence[Sequence[Kept]] = ()


def read(order: Order) -> Read:
    """Read the files, keep their facts and hold them against what is confirmed.

    Raises:
        Refused: A file cannot be used; every fault of every file is in it. Nothing is kept.
        Failed: The reading broke down. Nothing is kept.
    """
    size = sum(path.stat().st_size for path in order.files.rglob("*") if path.is_file())
    return _apart(order) if size >= LARGE else _here(order)


def _here(order: Order) -> Read:
    parts = read_parts(
        order.files,
        zone=order.zone,
        as_profile=order.profile,
        customer=order.customer,
        reader="workplace",
        parties=order.parties,
        profiles=order.profiles,
    )
    evidence = joined(parts)
    if any(fault.severity == "stop" for fault in evidence.faults):
        survey(order.files, evidence.faults)
        raise Refused(evidence.faults)
    keep(order.target, parts, evidence)
    try:
        said = order_among([file.name for file in evidence.files], order.orders)
        if said:
            evidence = together([Delivered(order.target, order=said)])
        reach = extents(evidence.tables, order.zone)
        compare(order.target, order.earlier, order.zone, said)
        held = contents(evidence, order.zone)
    except BaseException:
        shutil.rmtree(order.target, ignore_errors=True)
        raise
    return Read(evidence.files, reach, said, held)


def _apart(order: Order) -> Read:
    job = {
        **asdict(order),
        "earlier": [
            {"id": one.id, "folder": one.folder, "extents": as_json(one.extents), "order": one.order}
            for one in order.earlier
        ],
        "language": language(),
    }
    done = subprocess.run(
        [sys.executable, "-m", "afstemt.web.evidence.facts.reading"],
        input=json.dumps(job, default=str).encode(),
        capture_output=True,
        check=False,
        env=os.environ | {"TMPDIR": str(order.files.parent)},
    )
    try:
        said = json.loads(done.stdout)
    except ValueError as error:
        shutil.rmtree(order.target, ignore_errors=True)
        raise Failed(done.stderr.decode(errors="replace")[-2000:]) from error
    if "refused" in said:
        raise Refused(tuple(told_fault(one) for one in said["refused"]))
    if "failed" in said:
        raise Failed(said["failed"], said["errno"])
    files = tuple(
        SourceFile(**{**one, "facts": tuple((name, count) for name, count in one["facts"])})
        for one in said["files"]
    )
    return Read(files, from_json(said["extents"]), tuple(said["order"]), said["contents"])


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    order = Order(
        Path(job["files"]),
        Path(job["target"]),
        job["zone"],
        job["profile"],
        job["customer"],
        [
            Earlier(one["id"], Path(one["folder"]), from_json(one["extents"]), tuple(one["order"]))
            for one in job["earlier"]
        ],
        [tuple(one) for one in job["orders"]],
        job["parties"],
        [Path(one) for one in job["profiles"]],
    )
    spoken: Language = job["language"]
    try:
        with speaking(spoken, catalogue(spoken)):
            found = _here(order)
    except Refused as refused:
        return {"refused": [kept_fault(fault) for fault in refused.faults]}
    except OSError as error:
        return {"failed": str(error), "errno": error.errno or 0}
    return {
        "files": [asdict(one) for one in found.files],
        "extents": as_json(found.extents),
        "order": found.order,
        "contents": found.contents,
    }


if __name__ == "__main__":
    json.dump(_answer(json.load(sys.stdin)), sys.stdout)

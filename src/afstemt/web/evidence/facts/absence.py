"""Rows that a later delivery ought to have and has not, found in a process of its own where the facts are large."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from afstemt.core.evidence.evidence import SourceFile, collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.web.evidence.facts.reading import LARGE, Failed
from afstemt.web.evidence.facts.tables import Delivered, together


@dataclass(frozen=True)
class Missing:
    """A row that a later delivery lacks.

    Attributes:
        table, name: Its fact table, and what it is known by.
        file, row: Where it stands.
        delivery, later: Its delivery, and the one that lacks it: by their places among those looked at, or by their
            ids, as whoever hands it on says.
    """

    table: str
    name: str
    file: str
    row: int
    delivery: int
    later: int

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.table}|{self.name}"


def absent_rows(deliveries: Sequence[Delivered]) -> list[Missing]:
    """Return the rows that later deliveries lack, by places.

    Args:
        deliveries: In the order they were confirmed, with their files.

    Raises:
        Failed: The other process broke down.
    """
    facts = (path for one in deliveries for path in one.folder.rglob("*") if path.is_file())
    return _apart(deliveries) if sum(path.stat().st_size for path in facts) >= LARGE else _here(deliveries)


def _here(deliveries: Sequence[Delivered]) -> list[Missing]:
    evidence = together(deliveries)
    owners = [place for place, one in enumerate(deliveries) for _file in one.files or ()]
    found = []
    for table in [name for name in BY_NAME if name in evidence.missing]:
        standing = collect(evidence.table(table).select("file_no", "row_no"))
        rows = evidence.missing[table].join(standing, on=["file_no", "row_no"], how="semi")
        found += [
            Missing(table, name, evidence.files[file_no].name, row_no, owners[file_no], owners[later])
            for file_no, row_no, later, name in rows.unique(maintain_order=True).iter_rows()
        ]
    return found


def _apart(deliveries: Sequence[Delivered]) -> list[Missing]:
    job = json.dumps([asdict(one) for one in deliveries], default=str)
    done = subprocess.run(
        [sys.executable, "-m", "afstemt.web.evidence.facts.absence"],
        input=job.encode(),
        capture_output=True,
        check=False,
    )
    try:
        return [Missing(**one) for one in json.loads(done.stdout)]
    except ValueError as error:
        raise Failed(done.stderr.decode(errors="replace")[-2000:]) from error


def _answer() -> list[dict[str, object]]:
    deliveries = [
        Delivered(
            Path(one["folder"]),
            tuple(_source(file) for file in one["files"]),
            tuple(one["order"]),
        )
        for one in json.load(sys.stdin)
    ]
    return [asdict(one) for one in _here(deliveries)]


def _source(said: dict[str, object]) -> SourceFile:
    facts = said["facts"]
    assert isinstance(facts, list)
    file = SourceFile(**{**said, "facts": ()})  # type: ignore[arg-type]  # as asdict gave it
    return replace(file, facts=tuple((str(name), int(count)) for name, count in facts))


if __name__ == "__main__":
    json.dump(_answer(), sys.stdout)

"""Cases that a later export has taken out of their kind, and that the authority has agreed are of another."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from afstemt.core.evidence.decisions import ACCEPT_RETYPING, in_effect
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.retyping import LEFT_OUT, RETYPED
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _

TAKEN_OUT = (RETYPED, LEFT_OUT)
_PLACE = ("file_no", "row_no")


def taken_out(evidence: Evidence, table: str) -> pl.DataFrame:
    """Return file_no, row_no, id of the table's cases that a later export has as another kind, or leaves out."""
    lost = evidence.lost.get(table)
    if lost is None or "id" not in lost.columns:
        return pl.DataFrame(schema={"file_no": pl.Int32, "row_no": pl.Int64, "id": pl.String})
    return lost.filter(pl.col("why").is_in(TAKEN_OUT)).select(*_PLACE, "id")


def with_accepted_retypings(evidence: Evidence) -> Evidence:
    """Return the evidence without the losses that the authority has agreed are none: their rows are superseded.

    What was said of each stays, as a note with who agreed and why. Decisions without effect are not among them
    (``with_decisions_told``). A case of which nothing tells the later export is not settled by it.
    """
    decisions = collect(
        in_effect(evidence)
        .filter(pl.col("kind") == ACCEPT_RETYPING.name, pl.col("row_id").is_not_null())
        .select("table", pl.col("row_id").alias("id"), "by", "reason")
    )
    if decisions.is_empty():
        return evidence
    agreed: dict[tuple[int, int], str] = {}
    lost = dict(evidence.lost)
    for (table,), own in decisions.group_by("table"):
        rows = taken_out(evidence, str(table)).join(own.unique("id", keep="last"), on="id")
        if rows.is_empty():
            continue
        agreed |= {(row["file_no"], row["row_no"]): _agreed(row) for row in rows.iter_rows(named=True)}
        lost[str(table)] = lost[str(table)].join(rows, on=_PLACE, how="anti", maintain_order="left")
    lost = {name: frame for name, frame in lost.items() if len(frame)}
    return _settled(replace(evidence, lost=lost), agreed)


def _agreed(row: Mapping[str, str | None]) -> str:
    if row["reason"]:
        return _("Godkendt af {by}: {reason}").format(by=row["by"], reason=row["reason"])
    return _("Godkendt af {by}.").format(by=row["by"])


def _settled(evidence: Evidence, agreed: Mapping[tuple[int, int], str]) -> Evidence:
    """Return the evidence with the rows counted as superseded, and what was found in them as notes."""
    names = {(evidence.files[number].name, row): said for (number, row), said in agreed.items()}

    def noted(fault: Fault) -> Fault:
        said = names.get((fault.source, fault.row or 0)) if fault.code in TAKEN_OUT else None
        return fault if said is None else replace(fault, severity="note", message=f"{fault.message} {said}")

    counts = pl.Series([number for number, _row in agreed], dtype=pl.Int32).value_counts(name="rows")
    moved = dict(counts.iter_rows())
    files = tuple(
        replace(
            file,
            rows_set_aside=file.rows_set_aside - moved.get(number, 0),
            rows_superseded=file.rows_superseded + moved.get(number, 0),
        )
        for number, file in enumerate(evidence.files)
    )
    return replace(evidence, files=files, faults=tuple(noted(fault) for fault in evidence.faults))

"""What the HTTP interface takes and gives, as JSON."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, cast

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from afstemt.core.terms.model.names import AliasOf
from afstemt.core.units.fault import Fault
from afstemt.files.kept import told_line
from afstemt.web.evidence.facts.comparison import Comparison
from afstemt.web.evidence.models import DeliveredFile, Delivery, Upload
from afstemt.web.work.awaited import Progress

NO_NUL = r"^[^\x00]*$"
"""What every database can keep."""
Text = Annotated[str, Field(max_length=300, pattern=NO_NUL)]
Needed = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]
Count = Annotated[int, Field(ge=0, le=10**15)]
Line = Annotated[str, AfterValidator(told_line)]
"""A line that is given in the caller's language."""


class Given(Schema):
    """What a caller sends: nothing else is taken."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """One thing that is wrong, in words."""

    code: str
    message: str
    meaning: Literal["stop", "set_aside", "ask", "note"]
    file: str = ""
    row: int | None = None
    column: str | None = None

    @classmethod
    def of(cls, fault: Fault) -> "Problem":
        """Return a fault as it is given."""
        return cls(
            code=fault.code,
            message=fault.message,
            meaning=fault.severity,
            file=fault.source,
            row=fault.row,
            column=fault.column,
        )


class Refusal(Schema):
    """Why nothing was done."""

    detail: str
    problems: list[Problem] = Field(default_factory=list)


class File(Schema):
    """One file (or sheet) of a delivery, as it was counted."""

    name: Line
    sha256: str
    size: int
    table: str
    profile: str
    rows_read: int
    rows_used: int
    rows_superseded: int
    rows_left_out: int
    rows_set_aside: int


class Change(Schema):
    """What one table with a key changes in what is confirmed."""

    table: str
    new: int
    changed: int
    same: int
    left: int


class Twice(Schema):
    """Rows that an earlier delivery has in the same time, so that both would count."""

    table: str
    delivery: int
    rows: int
    same: int


class DeliveryLine(Schema):
    """A delivery in the list."""

    id: int
    state: Literal["read", "confirmed", "withdrawn"]
    kind: Literal["files", "keyed"]
    period: str
    made_at: datetime
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: Line
    rows_read: int
    rows_used: int
    rows_superseded: int
    rows_left_out: int
    rows_set_aside: int


class DeliveryState(DeliveryLine):
    """A delivery with its files; while it waits also with what it changes.

    ``file_order`` is the order that was said of its files, the oldest first; ``unordered`` those of which it must be
    said, so that rows they disagree about are used.
    """

    files: list[File]
    file_order: list[str]
    unordered: list[str]
    changes: list[Change] = Field(default_factory=list)
    overlaps: list[Twice] = Field(default_factory=list)

    @classmethod
    def of(
        cls,
        delivery: Delivery,
        files: list[DeliveredFile],
        unordered: Sequence[str],
        compared: Comparison | None,
    ) -> "DeliveryState":
        """Return a delivery as it is given."""
        return cls(
            **{name: getattr(delivery, name) for name in DeliveryLine.model_fields},
            files=[File.model_validate(one, from_attributes=True) for one in files],
            file_order=delivery.file_order,
            unordered=list(unordered),
            changes=[
                Change(table=one.table, new=one.new, changed=one.changed, same=one.same, left=one.left)
                for one in (compared.differences if compared else ())
            ],
            overlaps=[
                Twice(table=one.table, delivery=one.delivery, rows=one.rows, same=one.same)
                for one in (compared.overlaps if compared else ())
            ],
        )


UploadStands = Literal["waiting", "read", "known", "refused", "failed"]


class UploadState(Schema):
    """Files that are read afterwards: how it goes, and what became of them."""

    id: int
    state: UploadStands
    address: str
    sent_at: datetime
    ended_at: datetime | None
    files: int
    size: int
    delivery: int | None = None
    detail: str = ""
    problems: list[Problem] = Field(default_factory=list)
    more_problems: int = 0

    @classmethod
    def of(cls, going: Progress[Upload], address: str) -> "UploadState":
        """Return an upload as it is given; ``address`` is where it is asked for."""
        row = going.row
        return cls(
            id=row.pk,
            state=cast("UploadStands", "failed" if going.failed else row.outcome or "waiting"),
            address=address,
            sent_at=row.sent_at,
            ended_at=row.ended_at,
            files=row.count,
            size=row.size,
            delivery=row.delivery_id,
            detail=going.said,
            problems=[Problem.of(fault) for fault in going.faults],
            more_problems=row.more_faults,
        )


class Deliveries(Schema):
    """Some of a contract's deliveries, newest first, and how many there are."""

    count: int
    deliveries: list[DeliveryLine]


class Problems(Schema):
    """Some of a delivery's problems, those that cost a row first, and how many there are."""

    count: int
    problems: list[Problem]


class Confirmation(Given):
    """What is to happen to earlier deliveries that overlap."""

    replaces: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field(default_factory=list, max_length=1000)
    both_count: bool = False


class Withdrawal(Given):
    """Why a delivery is withdrawn."""

    reason: Needed


class FileOrder(Given):
    """The names of the files that nothing else orders, the oldest first."""

    files: list[Needed] = Field(max_length=200)


class FigureIn(Given):
    """One stated figure. Decimals are with a point; a percentage may be given by its counts alone."""

    level: Text
    population: Text = ""
    value: Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=6)] | None = None
    numerator: Count | None = None
    denominator: Count | None = None
    basis: Needed


class FiguresIn(Given):
    """Stated figures of a period, and why they are stated."""

    reason: Needed
    figures: list[FigureIn] = Field(min_length=1, max_length=500)


class FigureLine(Schema):
    """A figure that can be stated, and what stands for it."""

    level: str
    population: str
    title: str
    period: str
    unit: str
    value: str
    numerator: str
    denominator: str
    basis: str


class Figures(Schema):
    """The figures of a period that can be stated. Numbers are text as they were stated, with a decimal comma."""

    figures: list[FigureLine]


Side = Literal["authority", "supplier"]


class NoneLine(Schema):
    """Something a month may have none of.

    ``statement`` is the id of what was stated, if anything; ``delivered`` whether rows of the month are confirmed.
    """

    topic: str
    what: str
    levels: list[str]
    delivered: bool
    statement: int | None
    stated_at: datetime | None
    stated_by: str


class Nones(Schema):
    """What levels of a month cannot take silence about."""

    topics: list[NoneLine]


class NoneIn(Given):
    """That the month had none of the topic."""

    topic: Text


class AliasState(Schema):
    """What a name in the rows means. It is used when nobody is left in ``waits_for``, until it has ended."""

    id: int
    of: AliasOf
    name: str
    means: str
    reason: str
    tables: list[str]
    proposed_for: Side
    proposed_at: datetime
    confirmed_by: list[Side]
    waits_for: list[Side]
    end_asked_for: Literal["", "authority", "supplier"]
    ended_at: datetime | None


class Aliases(Schema):
    """The contract's aliases, the newest first."""

    aliases: list[AliasState]


class UnknownLine(Schema):
    """A name in the rows that the terms do not know. ``near`` is what it is probably meant to be; empty for nothing."""

    of: str
    name: str
    near: str


class Unknown(Schema):
    """The names of a period's rows that are asked about."""

    names: list[UnknownLine]


class AliasIn(Given):
    """What a name means: the id in the terms; empty where it is nothing there."""

    of: AliasOf
    name: Needed
    means: Text
    reason: Text = ""


class AliasDecision(Given):
    """What is decided about an alias."""

    decision: Literal["confirm", "reject", "withdraw", "end", "keep"]

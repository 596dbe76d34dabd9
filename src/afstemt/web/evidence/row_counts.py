"""How many rows of each delivered file are used, superseded or set aside: written anew when what stands changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from afstemt.web.evidence.facts.tables import are_counted
from afstemt.web.evidence.models import DeliveredFile, Delivery
from afstemt.web.evidence.store import evidence_of, folder_of

_CHANGING = ("rows_used", "rows_superseded", "rows_set_aside")


@dataclass(frozen=True)
class RowCounts:
    """The counts of some deliveries that stand together.

    Attributes:
        deliveries: By id, in the order they were confirmed.
        files: By file's id, the fields that change with what stands beside it.
    """

    deliveries: tuple[int, ...]
    files: dict[int, dict[str, Any]]


def counts_of(deliveries: Sequence[Delivery]) -> RowCounts:
    """Return the counts of deliveries that stand together.

    A delivery that was kept before its files were has none: what was counted when it was read stays.

    Args:
        deliveries: In the order they were confirmed.
    """
    every = [(one, file) for one in deliveries for file in one.files.all()]
    counted = evidence_of(deliveries).files if every else ()
    own = {one.pk for one in deliveries if are_counted(folder_of(one.key))}
    return RowCounts(
        tuple(one.pk for one in deliveries),
        {
            file.pk: {name: getattr(found, name) for name in _CHANGING}
            | {"facts": [list(each) for each in found.facts]}
            for (one, file), found in zip(every, counted, strict=True)
            if one.pk in own
        },
    )


def write_counts(deliveries: Sequence[Delivery], counts: RowCounts | None = None) -> None:
    """Write the counts of deliveries that stand together, in the caller's transaction.

    Args:
        deliveries: As they stand now, in the order they were confirmed.
        counts: What was counted beforehand, outside the transaction; counted anew where others stand now.
    """
    if counts is None or counts.deliveries != tuple(one.pk for one in deliveries):
        counts = counts_of(deliveries)
    changed: list[DeliveredFile] = []
    sums: list[Delivery] = []
    for one in deliveries:
        files = list(one.files.all())
        before = len(changed)
        for file in files:
            new = counts.files.get(file.pk, {})
            if any(getattr(file, name) != value for name, value in new.items()):
                for name, value in new.items():
                    setattr(file, name, value)
                changed.append(file)
        if len(changed) > before:
            for name in _CHANGING:
                setattr(one, name, sum(getattr(file, name) for file in files))
            sums.append(one)
    DeliveredFile.objects.bulk_update(changed, (*_CHANGING, "facts"), batch_size=500)
    Delivery.objects.bulk_update(sums, _CHANGING, batch_size=500)

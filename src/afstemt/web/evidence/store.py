"""Where deliveries lie in the data folder, and all confirmed ones of a contract as one evidence."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from django.conf import settings

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import Period, local, month
from afstemt.files.reading.intake.account import UNORDERED
from afstemt.web.evidence.facts import comparison
from afstemt.web.evidence.facts.comparison import Comparison
from afstemt.web.evidence.facts.extent import from_json
from afstemt.web.evidence.facts.overlap import Earlier
from afstemt.web.evidence.facts.tables import Delivered, faults_in, together
from afstemt.web.evidence.models import DeliveredFile, Delivery


def folder_of(key: str) -> Path:
    """Return the folder of a delivery's facts."""
    return Path(settings.ENVIRONMENT.data) / "deliveries" / key


def forget(key: str) -> None:
    """Remove a delivery's facts."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def faults_of(delivery: Delivery) -> tuple[Fault, ...]:
    """Return what was wrong with a delivery's rows, in the active language."""
    folder = folder_of(delivery.key)
    if not delivery.file_order or not folder.is_dir():
        return faults_in(folder)
    return evidence_of([delivery]).faults


def unordered_files(delivery: Delivery) -> tuple[str, ...]:
    """Return the files of a delivery that nothing but its party can order, by name."""
    return unordered_in(evidence_of([delivery], orders={}).faults)


def unordered_in(faults: Iterable[Fault]) -> tuple[str, ...]:
    """Return the files whose order has not been said, by name, from what is wrong with a delivery."""
    return tuple(dict.fromkeys(fault.source for fault in faults if fault.code == UNORDERED))


def evidence_of(
    deliveries: Sequence[Delivery],
    only: Iterable[str] = BY_NAME,
    orders: Mapping[str, Sequence[str]] | None = None,
) -> Evidence:
    """Return the evidence of confirmed deliveries together.

    Args:
        deliveries: In the order they were confirmed. Of what several have, each thing stands once
            (``exports.merge``).
        only: The tables that are wanted.
        orders: By delivery's key the order of its files; None for what their parties say now.
    """
    return together(delivered(deliveries, orders), only)


def delivered(
    deliveries: Sequence[Delivery], orders: Mapping[str, Sequence[str]] | None = None
) -> list[Delivered]:
    """Return the deliveries as their facts lie in the data folder; ``orders`` as ``evidence_of`` takes them."""
    if orders is None:
        orders = orders_of(deliveries)
    return [_delivered(one, orders.get(one.key, ())) for one in deliveries]


def orders_of(deliveries: Sequence[Delivery]) -> dict[str, list[str]]:
    """Return the order of files that their party has said, by the key of each delivery that has one."""
    return {one.key: list(one.file_order) for one in deliveries if one.file_order}


def _delivered(delivery: Delivery, order: Sequence[str]) -> Delivered:
    about = month_of(delivery)
    period = "" if about is None else about.code
    files = tuple(_source(file, delivery, period) for file in delivery.files.all())
    return Delivered(folder_of(delivery.key), files, tuple(order))


def month_of(delivery: Delivery) -> Period | None:
    """Return the month that what names none in a delivery is about: the last that was over when it was confirmed."""
    if delivery.confirmed_at is None:
        return None
    zone = delivery.contract.zone
    return month(local(int(delivery.confirmed_at.timestamp()), zone).date(), zone).before()


def as_earlier(deliveries: Sequence[Delivery]) -> list[Earlier]:
    """Return confirmed deliveries as what a new one is held against."""
    return [
        Earlier(one.pk, folder_of(one.key), from_json(one.extents), tuple(one.file_order))
        for one in deliveries
    ]


def comparison_of(delivery: Delivery, confirmed: Sequence[Delivery]) -> Comparison:
    """Return the delivery held against those confirmed; anew when others have been confirmed since it was read."""
    folder, earlier, order = folder_of(delivery.key), as_earlier(confirmed), tuple(delivery.file_order)
    found = comparison.kept(folder)
    stands_on = tuple(one.pk for one in confirmed), comparison.orders_of(order, earlier)
    if found is not None and (found.basis, found.orders) == stands_on:
        return found
    return comparison.compare(folder, earlier, delivery.contract.zone, order)


def _source(file: DeliveredFile, delivery: Delivery, period: str) -> SourceFile:
    return SourceFile(
        file.title,
        file.sha256,
        file.size,
        file.table,
        file.profile,
        file.rows_read,
        file.rows_used,
        file.rows_set_aside,
        tuple((table, count) for table, count in file.facts),
        file.rows_superseded,
        file.rows_left_out,
        period,
        party=delivery.party,  # type: ignore[arg-type]  # the database holds that it is one of the two
    )

"""Rows that a later delivery ought to have and has not, each with the deliveries it is about."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from django.conf import settings

from afstemt import __version__
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries
from afstemt.web.evidence.facts.absence import Missing, absent_rows
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import delivered, orders_of


def missing_rows(contract: Contract, waiting: Delivery | None = None) -> tuple[Missing, ...]:
    """Return the rows that later deliveries lack, answered or not, in the order of their deliveries, by their ids.

    The result is kept in the data folder until deliveries, their order or the program are others.

    Args:
        waiting: A delivery that is not confirmed, which is taken as the last; None for what is confirmed alone.
    """
    every = queries.confirmed(contract)
    if waiting is not None and waiting.state == Delivery.State.READ:
        every.append(waiting)
    if len(every) < 2:
        return ()
    stands_on = [__version__, [one.key for one in every], orders_of(every)]
    digest = hashlib.sha256(json.dumps(stands_on).encode()).hexdigest()
    folder = Path(settings.ENVIRONMENT.data) / "trials" / str(contract.pk)
    path = folder / ("missing.json" if every[-1] is not waiting else f"missing-{every[-1].pk}.json")
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        kept = {}
    if kept.get("stands_on") == digest:
        return tuple(Missing(**one) for one in kept["rows"])
    found = _found(every)
    folder.mkdir(parents=True, exist_ok=True)
    writing = path.with_suffix(f".{os.getpid()}")
    said = {"stands_on": digest, "rows": [asdict(one) for one in found]}
    writing.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    writing.replace(path)
    return found


def _found(every: Sequence[Delivery]) -> tuple[Missing, ...]:
    found = [
        replace(one, delivery=every[one.delivery].pk, later=every[one.later].pk)
        for one in absent_rows(delivered(every))
    ]
    return tuple(sorted(found, key=lambda one: (one.later, one.delivery, one.table, one.row)))

"""What must be answered before the month's figures can be relied on, and by whom."""

from collections.abc import Sequence

from afstemt.core.measurement.outcome import Loss
from afstemt.core.report.month import Month
from afstemt.core.report.parts import outcomes
from afstemt.core.report.words import joined, rows
from afstemt.core.units import formats
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _

SHOWN = 4
"""Findings that the first page has room for; all of them stand in the data basis."""


def findings(month: Month) -> tuple[Fault, ...]:
    """Return everything that was found: in the files, in the remuneration and in the settlement."""
    found = (*month.evidence.faults, *month.remuneration.notices, *month.settlement.notices)
    return tuple(dict.fromkeys(found))


def unanswered(month: Month) -> tuple[Fault, ...]:
    """Return the findings that stand until somebody answers them."""
    return tuple(fault for fault in findings(month) if fault.severity == "ask")


def asked_of(month: Month, *parties: str) -> tuple[str, ...]:
    """Return the questions to ``parties`` for a page: those alike in a file as one, and no more than ``SHOWN``."""
    texts = question_texts([fault for fault in unanswered(month) if fault.party in parties])
    if len(texts) <= SHOWN:
        return texts
    more = _("Yderligere {count} spørgsmål står i afsnittet om datagrundlag.")
    return (*texts[:SHOWN], more.format(count=formats.number(len(texts) - SHOWN)))


def question_texts(faults: Sequence[Fault]) -> tuple[str, ...]:
    """Return each question with where it is; those alike in one file once, with how many they are."""
    alike: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.source, fault.code), []).append(fault)
    return tuple(_question(own) for own in alike.values())


def _question(own: Sequence[Fault]) -> str:
    first = own[0]
    text = f"{first.source}: {first.message}" if first.source else first.message
    if len(own) == 1:
        return text
    more = _("{first} Der er {count} til af samme slags.")
    return more.format(first=text, count=formats.number(len(own) - 1))


def to_deliver(month: Month) -> tuple[str, ...]:
    """Return the rows to mend and deliver again, by file: those that could turn a level, or make a miss worse."""
    files = month.evidence.files
    counts: dict[str, int] = {}
    seen: set[Loss] = set()
    for outcome in outcomes(month):
        if outcome.state == "met":
            continue
        for loss in outcome.losses:
            place = loss.places[0][0] if loss.places else -1
            if loss not in seen and 0 <= place < len(files):
                seen.add(loss)
                counts[files[place].name] = counts.get(files[place].name, 0) + loss.rows
    if not counts:
        return ()
    listed = joined([_("{rows} i {file}").format(rows=rows(n), file=name) for name, n in counts.items()])
    return (
        _("Den, der har leveret dem, bedes rette rækkerne og levere dem igen: {rows}.").format(rows=listed),
    )

"""What is said of thresholds: a default in itself, and what cannot be judged while history lacks periods."""

from collections.abc import Iterable

from afstemt.core.settlement.thresholds import Reach
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import period_name
from afstemt.core.units.wording import _


def threshold_findings(reaches: Iterable[Reach]) -> tuple[Fault, ...]:
    """Return a notice for each level whose missed expected level is a default, and a question for each unknown reach.

    The expected level, held at its minimum but not at what is expected too often, is itself a default.
    """
    faults: list[Fault] = []
    for one in reaches:
        if one.unknown:
            faults.append(_unknown(one))
        elif one.reached and one.level is not None and one.threshold.measure == "expected_level_missed":
            faults.append(_default(one.level.id, one))
    return tuple(faults)


def unknown_text(reach: Reach) -> str:
    """Return which periods history lacks for a threshold that may be reached, and which rows to add."""
    threshold = reach.threshold
    text = _(
        "Det kan ikke afgøres, om tærsklen {threshold} er nået: historikken mangler {periods}. Tilføj {rows} for hver "
        "af dem i historikken."
    )
    title = f"»{threshold.title or measure_word(threshold.measure)}«"
    return text.format(
        threshold=f"{title} ({reach.level.id})" if reach.level else title,
        periods=", ".join(period_name(one) for one in reach.lacking),
        rows=_rows(reach),
    )


def measure_word(measure: str) -> str:
    """Return what a threshold counts, in words."""
    match measure:
        case "points":
            return _("Antal point")
        case "cap_reached":
            return _("Loftet for bod er nået")
        case "same_level_missed":
            return _("Samme servicemål er ikke opfyldt gentagne gange")
        case _:
            return _("Det forventede niveau er ikke nået gentagne gange")


def _rows(reach: Reach) -> str:
    match reach.threshold.measure:
        case "points":
            return _("rækken »penalty« med point")
        case "cap_reached":
            return _("rækkerne »penalty« og »fee« med beløb")
        case "same_level_missed":
            return _("servicemålets række med dets tilstand")
        case _:
            return _("servicemålets række med dets tal")


def _unknown(reach: Reach) -> Fault:
    place = reach.level.id if reach.level else ""
    return Fault("no-history", unknown_text(reach), place=place, source="history", severity="ask")


def _default(level: str, reach: Reach) -> Fault:
    text = _(
        "{level}: det forventede niveau er ikke nået i {count} af de seneste {periods} perioder, selv om "
        "minimum er opfyldt. Det er i sig selv misligholdelse efter {clause}."
    )
    message = text.format(
        level=level,
        count=int(reach.count),
        periods=reach.threshold.periods,
        clause=reach.threshold.clause or _("aftalen"),
    )
    return Fault("expected-level-missed", message, place=level, severity="note")

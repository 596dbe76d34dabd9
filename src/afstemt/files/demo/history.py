"""Earlier months' results, as they would stand locked."""

from collections.abc import Sequence
from decimal import Decimal

from afstemt.files.demo.story import Chapter, Story
from afstemt.files.demo.tables import Cell, Row
from afstemt.files.demo.tickets import satisfaction


def history_rows(story: Story, before: Sequence[Chapter]) -> list[Row]:
    """Return the rows of ``history.csv`` for the months in ``before``: plausible and seeded, not calculated.

    The one function to replace when earlier months are to be calculated by the engine itself.
    """
    rows: list[Row] = []
    for chapter in before:
        rows.extend(_month(story, chapter))
    return rows


def _month(story: Story, chapter: Chapter) -> list[Row]:
    chance = story.chance(f"history {chapter.period.code}")
    calm = chapter.mood == "calm"
    later = chapter.period.first >= story.turning_day.replace(day=1)
    values: dict[str, tuple[Decimal, bool, int]] = {
        "KPI 1": (Decimal(99800 + chance.randrange(180)) / 1000 if calm else Decimal("97.41"), calm, 3),
        "KPI 2": (Decimal(99850 + chance.randrange(140)) / 1000 if calm else Decimal("99.35"), calm, 2),
        "KPI 3": (Decimal(chance.randrange(300, 900)) if calm else Decimal(19080), calm, 5),
        "KPI 4": (Decimal(9820 + chance.randrange(90)) / 100 if calm else Decimal("91.02"), calm, 2),
        "KPI 5": (Decimal(9560 + chance.randrange(300)) / 100 if calm else Decimal("86.9"), calm, 2),
        "KPI 6": (Decimal(9500 + chance.randrange(350)) / 100 if calm else Decimal("84.1"), calm, 4),
        "KPI 7": (Decimal(9600 + chance.randrange(300)) / 100 if calm else Decimal("89.7"), calm, 1),
        "KPI 8": (Decimal(9500 + chance.randrange(400)) / 100 if calm else Decimal("78.5"), calm, 1),
        "KPI 9": (Decimal(chance.randrange(0, 80)) / 10 if calm else Decimal("16.1"), calm, 1),
        "KPI 10": (Decimal(100) if calm else Decimal("66.7"), calm, 2),
        "KPI 11": (Decimal(0), True, 0),
        "KPI 12": (satisfaction(chapter), calm, 0),
    }
    points = Decimal(sum(cost for _value, met, cost in values.values() if not met))
    fee = Decimal("412000.00") if later else Decimal("398000.00")
    fee += Decimal(chance.randrange(60_000, 90_000))
    rows: list[dict[str, Cell]] = [
        {
            "period": chapter.period.code,
            "subject": level,
            "value": value,
            "points": Decimal(0) if met else Decimal(cost),
            "state": "met" if met else "missed",
        }
        for level, (value, met, cost) in values.items()
    ]
    rows.append({"period": chapter.period.code, "subject": "fee", "amount": fee})
    rows.append(
        {
            "period": chapter.period.code,
            "subject": "penalty",
            "points": points,
            "amount": (fee * points / 100).quantize(Decimal("0.01")),
            "state": "claimed" if points else "calculated",
        }
    )
    return list(rows)

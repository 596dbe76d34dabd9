"""One cause that hits several levels: they stack, or only the highest counts.

Levels share a cause when the parties have decided so (decisions of kind ``cause`` with the level, the
cause's name in ``value`` and the period), or when exactly the same cases made both levels missed. Where
only some cases are the same it is said, and left to the parties.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count

import polars as pl

from afstemt.core.evidence.decisions import CAUSE
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.measurement.outcome import BREACHING, Outcome
from afstemt.core.remuneration.rows import decision_rows
from afstemt.core.settlement.caps import capped_amounts, capped_points
from afstemt.core.settlement.conversion import converted
from afstemt.core.settlement.item import Item
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _

_CASES_NAMED = 3

Key = tuple[str, Period]
"""A level in one stretch."""


def one_cause(items: Sequence[Item], evidence: Evidence) -> tuple[tuple[Item, ...], tuple[Fault, ...]]:
    """Return the items with their cause, the lower ones of a shared cause no longer counting."""
    penalties = [item for item in items if item.is_penalty]
    outcomes = {_key(item): item.breach.outcome for item in penalties}
    choices = {item.breach.terms.settlement.same_cause for item in penalties}
    causes = _decided(outcomes, evidence)
    faults: list[Fault] = []
    if choices - {"stack"} and len(outcomes) > 1:
        found, faults = _same_cases(outcomes, causes)
        causes = {**found, **causes}
    groups: dict[str, list[Key]] = {}
    for key, cause in causes.items():
        groups.setdefault(cause, []).append(key)
    items = [_named(item, causes.get(_key(item), "")) for item in items]
    for cause, keys in groups.items():
        if len({level for level, _part in keys}) < 2:
            continue
        choice = next(item.breach.terms.settlement.same_cause for item in items if _key(item) in keys)
        if choice == "stack":
            continue
        if choice is None:
            faults.append(_open(cause, keys))
            highest = None
        else:
            worth = _worth(items, keys)
            highest = max(worth, key=lambda level: worth[level])
        items = [
            item.without_effect(
                _step(item, cause, highest, highest is not None and worth[item.line.level] == worth[highest])
            )
            if _key(item) in keys and item.line.level != highest and item.is_penalty
            else item
            for item in items
        ]
    return tuple(items), tuple(faults)


def _key(item: Item) -> Key:
    return item.line.level, item.line.part


def _named(item: Item, cause: str) -> Item:
    if not cause or not item.is_penalty:
        return item
    return replace(item, line=replace(item.line, cause=cause))


def _decided(outcomes: Mapping[Key, Outcome], evidence: Evidence) -> dict[Key, str]:
    causes: dict[Key, str] = {}
    for row in decision_rows(evidence, CAUSE.name):
        code, second = str(row["period"] or ""), row["from_s"] or row["at_s"]
        for (level, part), outcome in outcomes.items():
            inside = (
                code in outcome.period.codes
                if code
                else isinstance(second, int) and part.from_s <= second < part.to_s
            )
            if level == row["level"] and inside:
                causes[level, part] = str(row["value"] or row["reason"] or "")
    return {key: cause for key, cause in causes.items() if cause}


def _same_cases(
    outcomes: Mapping[Key, Outcome], decided: Mapping[Key, str]
) -> tuple[dict[Key, str], list[Fault]]:
    """Return causes of undecided levels whose breaching cases are exactly the same; say where some are."""
    cases = {key: _cases(outcome) for key, outcome in outcomes.items() if key not in decided}
    keys = [key for key, frame in cases.items() if not frame.is_empty()]
    causes: dict[Key, str] = {}
    faults = []
    for number, one in enumerate(keys):
        for other in keys[number + 1 :]:
            if one[0] == other[0] or one[1].intersection(other[1]) is None:
                continue
            if cases[one].equals(cases[other]):
                causes[one] = causes[other] = causes.get(one) or _name(
                    cases[one], (*causes.values(), *decided.values())
                )
            elif not cases[one].join(cases[other], on="case").is_empty():
                faults.append(_partly(one[0], other[0]))
    return causes, faults


def _name(cases: pl.DataFrame, taken: Collection[str]) -> str:
    """Return the first cases as the cause's name, with a number where another cause has the same."""
    shown = ", ".join(cases["case"].head(_CASES_NAMED).to_list())
    name = shown if cases.height <= _CASES_NAMED else _("{cases} m.fl.").format(cases=shown)
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _cases(outcome: Outcome) -> pl.DataFrame:
    """Return the distinct cases that made the level missed: the incident where the row names one."""
    rows = outcome.rows
    if not {"id", "state"} <= set(rows.columns):
        return pl.DataFrame(schema={"case": pl.String})
    case = pl.col("id").cast(pl.String)
    if "incident_id" in rows.columns:
        named = pl.col("incident_id").cast(pl.String)
        case = pl.when(named.fill_null("") != "").then(named).otherwise(case)
    missed = outcome.counted.filter(pl.col("state").is_in(BREACHING))
    return collect(missed.select(case.alias("case")).drop_nulls().unique().sort("case"))


def _worth(items: Sequence[Item], keys: Sequence[Key]) -> dict[str, tuple[Decimal, Fraction]]:
    """Return what each level costs by itself with all its stretches, under its own caps: in money, then in points.

    Points weigh by their stretch's share of the period, as they do in a table of points.
    """
    found = {}
    for level in dict.fromkeys(level for level, _part in keys):
        own = [item for item in items if item.line.level == level and _key(item) in keys and item.is_penalty]
        costs = capped_amounts(converted(capped_points(own))[0])
        found[level] = (
            sum((item.line.amount.amount for item in costs), Decimal(0)),
            sum((Fraction(item.line.points) * item.breach.share for item in costs), Fraction(0)),
        )
    return found


def _step(item: Item, cause: str, highest: str | None, equal: bool) -> Step:
    clause = item.breach.terms.settlement.clause
    if highest is None:
        text = _("Samme årsag ({cause}) som andre servicemål; vilkårene vælger ikke, hvad der så gælder")
        return Step(text.format(cause=cause), clause=clause)
    if equal:
        text = _("Samme årsag ({cause}) som {level}, der koster det samme: kun det ene tæller med")
    else:
        text = _("Samme årsag ({cause}) som {level}, der er højest: tæller ikke med")
    return Step(text.format(cause=cause, level=highest), clause=clause)


def _open(cause: str, keys: Sequence[Key]) -> Fault:
    text = _(
        "{levels} har samme årsag ({cause}), og vilkårene siger ikke, om boden lægges sammen, eller om kun den "
        "højeste tæller. De er ikke medregnet; vælg »same_cause« under settlement i vilkårene."
    )
    levels = ", ".join(dict.fromkeys(level for level, _part in keys))
    return Fault("open-choice", text.format(levels=levels, cause=cause), place="settlement.same_cause")


def _partly(one: str, other: str) -> Fault:
    text = _(
        "{one} og {other} er delvist ramt af de samme sager og er lagt sammen. Er årsagen den samme, så angiv det "
        "med beslutningen »cause« for hvert servicemål."
    )
    return Fault("shared-cases", text.format(one=one, other=other), source="decisions", severity="note")

"""Which of a sheet's labels tells its things apart: the one that varies, and never one because it is there."""

from dataclasses import replace
from fnmatch import fnmatchcase

import polars as pl

from afstemt.files.reading.intake.plan import Plan
from afstemt.files.reading.intake.profile import Source
from afstemt.files.reading.sheets.finding import Unreadable


def with_labels(frame: pl.DataFrame, plan: Plan) -> Plan:
    """Return the plan with each column that a profile takes from what varies taken from that one label.

    Where no label varies there is one thing, and it is called by the first label that the profile names.

    Args:
        frame: The sheet's text, of all rows.
        plan: Its profile has the labels of the sheet among the column's sources.

    Raises:
        Unreadable: ``several-labels``: more than one varies, and each could be what is meant.
    """
    columns = dict(plan.profile.columns)
    for name, source in columns.items():
        if source.varying:
            columns[name] = replace(source, columns=(_label(frame, name, source, plan),))
    return replace(plan, profile=replace(plan.profile, columns=columns))


def _label(frame: pl.DataFrame, name: str, source: Source, plan: Plan) -> str:
    there = [label for label in source.columns if label in frame.columns]
    counts = {label: frame[label].n_unique() for label in there if fnmatchcase(label, source.varying)}
    varying = {label: count for label, count in counts.items() if count > 1}
    if len(varying) > 1:
        finest = max(varying, key=lambda label: varying[label])
        raise Unreadable(
            "several-labels",
            column=name,
            labels=", ".join(f"{label} ({count})" for label, count in varying.items()),
            line=f'[columns] {name} = "{finest}"',
            profile=plan.profile.name,
        )
    return next(iter((*varying, *there)))

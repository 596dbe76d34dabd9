"""The checks, in the order their points are shown. A new check is one file and one line here."""

from afstemt.core.terms.check.checks import (
    bands,
    claims,
    clauses,
    composition,
    contract_calendar,
    contract_end,
    few_cases,
    indexes,
    level_choices,
    local_days,
    part_months,
    penalty_caps,
    penalty_units,
    rounding_differs,
    settlement_choices,
    targets,
    unanswered,
    working_days,
)
from afstemt.core.terms.check.scope import Check

CHECKS: tuple[Check, ...] = (
    level_choices.check,
    targets.check,
    unanswered.check,
    composition.check,
    bands.check,
    penalty_units.check,
    settlement_choices.check,
    part_months.check,
    claims.check,
    penalty_caps.check,
    few_cases.check,
    rounding_differs.check,
    clauses.check,
    working_days.check,
    local_days.check,
    indexes.check,
    contract_calendar.check,
    contract_end.check,
)

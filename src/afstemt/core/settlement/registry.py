"""The penalty and bonus rules, in the order they are documented. A new rule is one file and one line here."""

from afstemt.core.settlement.rule import Rule
from afstemt.core.settlement.rules import (
    amount_per_unit,
    bonus_by_band,
    charge_percent_by_tier,
    lump_plus_unit,
    points_by_band,
    points_per_breach,
    points_per_unit,
    points_per_unregistered,
    points_per_working_day_late,
    points_when_unmeasured,
)

RULES: tuple[Rule, ...] = (
    points_per_breach.RULE,
    points_per_unit.RULE,
    points_by_band.RULE,
    points_per_working_day_late.RULE,
    lump_plus_unit.RULE,
    points_per_unregistered.RULE,
    points_when_unmeasured.RULE,
    charge_percent_by_tier.RULE,
    amount_per_unit.RULE,
    bonus_by_band.RULE,
)

BY_NAME = {rule.name: rule for rule in RULES}

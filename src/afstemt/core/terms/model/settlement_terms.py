"""How points become money, with which caps, and how a penalty is claimed."""

from typing import Literal

from afstemt.core.terms.model.levels import Penalty
from afstemt.core.terms.model.numbers import Decimals, Number, Whole
from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.units.money import RoundingMode


class PointStep(Part):
    """From ``points`` and up, ``percent`` of the base."""

    points: Number
    percent: Number


class Settlement(Clause):
    """How points become money, on which base, with which caps, and how a penalty is claimed.

    Attributes:
        percent_per_point: 1 point is this many percent of the base; or
        point_steps: a table from points to percent; exactly one of them where points are used.
        base: Fixed fee, all that is invoiced, all that may be invoiced, or the affected service's fee.
        quarter_base: Base of a quarterly level: its last month's, or all three months' together. None: open.
        same_cause: Several levels hit by one cause stack, or only the highest counts. None: open.
        repeat_multiplier: A level missed again in the following period: points times this; None for no rule.
        repeat_max_multiplier: Highest multiplier when it grows with each repeat; None for constant.
        cap_percent_period: At most this percent of the base in a period.
        cap_percent_rolling_year: At most this percent of the last 12 months' base.
        earn_back_periods: Credits cancelled when the level is held for this many following periods; None for no rule.
        running_in_penalties: Whether penalties run in the running-in phase.
        claim: Set off without claim, or must be claimed.
        claim_within_working_days: Deadline of a claim; None for none; ``lapses`` says what then.
        rounding, decimals: How amounts are rounded, once per line.
        vat_on_penalty: VAT treatment of a penalty on the invoice; None: open.
    """

    percent_per_point: Number | None = None
    point_steps: tuple[PointStep, ...] = ()
    base: Literal["fixed", "invoiced", "entitled", "affected_service"] | None = None
    quarter_base: Literal["last_month", "whole_quarter"] | None = None
    same_cause: Literal["stack", "highest"] | None = None
    repeat_multiplier: Number | None = None
    repeat_max_multiplier: Number | None = None
    cap_percent_period: Number | None = None
    cap_percent_rolling_year: Number | None = None
    earn_back_periods: Whole | None = None
    running_in_penalties: bool = False
    claim: Literal["automatic", "on_claim"] | None = None
    claim_within_working_days: Whole | None = None
    lapses: bool | None = None
    rounding: RoundingMode = "half_up"
    decimals: Decimals = 2
    vat_on_penalty: Literal["reduces_base", "outside_vat"] | None = None
    penalties: tuple[Penalty, ...] = ()

"""Which units past a limit are counted: the parameters that the rules per unit share, with their question."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from afstemt.core.settlement.counting import Count
from afstemt.core.terms.model.miss_units import Unit
from afstemt.core.terms.model.numbers import Number
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Word
from afstemt.core.units.wording import _


class CountedUnits(Part):
    """``size`` of ``unit`` is one; ``count`` says which units count.

    Time units count each case's overrun by itself; a percentage counts its shortfall.
    """

    unit: Unit
    """What is counted."""
    size: Annotated[Number, Word("Størrelse af en enhed", definite="størrelsen af en enhed")] = Field(
        default=Decimal(1), gt=0
    )
    """So many of the unit are one."""
    count: Annotated[
        Count | None,
        Asks(
            "Hvilke enheder tæller? Står der »pr. påbegyndt procentpoint«, er 8,2 procentpoint under målet 9 efter "
            "ordene, men bilagets eget eksempel kan regne dem som 8; og 2 timer og 10 minutter er 3 påbegyndte timer, "
            "men 2 fulde. Valget afgør boden.",
            (
                ("commenced", "hver påbegyndt enhed: 8,2 tæller som 9"),
                ("completed", "kun fulde enheder: 8,2 og 8,9 tæller som 8"),
                ("rounded", "nærmeste hele enhed: 8,2 tæller som 8, og 8,5 som 9"),
            ),
            when=lambda parameters: parameters.unit != "case",
        ),
    ] = None
    """Every unit begun, only full ones, or the nearest whole."""

    @model_validator(mode="after")
    def _days_are_whole(self) -> Self:
        if self.unit == "working_day" and self.count == "rounded":
            raise ValueError(_("arbejdsdage tælles som commenced eller completed, ikke rounded"))
        return self

    @property
    def chosen(self) -> Count | None:
        """Which units count; cases are whole, so of them there is nothing to choose. None while it is open."""
        return self.count or ("commenced" if self.unit == "case" else None)


def counts_events(parameters: BaseModel) -> bool:
    """Return whether cases and time are counted, not a figure's distance to its target."""
    assert isinstance(parameters, CountedUnits)
    return parameters.unit != "percentage_point"

"""Fields that several tables have: their type and their words in one."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Number, Whole
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.money import RoundingMode

Id = Annotated[
    str,
    Word(
        "Id",
        definite="id'et",
        hint="Kort navn, som andre steder i vilkårene og leverandørens udtræk henviser til.",
    ),
]
Title = Annotated[str, Word("Titel", definite="titlen")]
Name = Annotated[str, Word("Navn", definite="navnet")]
ClauseText = Annotated[
    str,
    Word(
        "Punkt i kontrakten",
        hint="Kontraktens egen henvisning, fx Bilag 6, pkt. 4.2. Den følger tallet ind i rapporten.",
    ),
]
ServiceIds = Annotated[
    tuple[str, ...], Word("Gælder ydelserne", hint="Ydelsernes id, ét på hver linje. Tom: alle.")
]
ServiceId = Annotated[str, Word("It-ydelse", definite="ydelsen", hint="Ydelsens id.")]
IndexName = Annotated[
    str, Word("Reguleres efter", definite="indekset", hint="Indeksets navn. Tom: reguleres ikke.")
]
FromDay = Annotated[date, Word("Fra og med", definite="første dag")]
ToDay = Annotated[date, Word("Til og med", definite="sidste dag", hint="Tom, hvis der ikke er nogen.")]
WorkingDays = Annotated[Whole, Word("Arbejdsdage", definite="fristen", unit="arbejdsdage")]

PartyRole = Annotated[
    Literal["authority", "supplier"], Choices({"authority": "myndigheden", "supplier": "leverandøren"})
]
Owner = Annotated[
    Literal["authority", "supplier", "both"],
    Choices({"authority": "myndigheden", "supplier": "leverandøren", "both": "begge"}),
    Word("Ansvarlig", definite="den ansvarlige"),
]

Points = Annotated[Number, Word("Point", definite="antallet af point", unit="point")]
Percent = Annotated[Number, Word("Procent", definite="procenten", unit="pct.")]
Amount = Annotated[Number, Word("Beløb", definite="beløbet", hint="Uden moms.", unit_of="currency")]
Below = Annotated[Number, Word("Under (ikke med)", definite="grænsen")]
Decimals = Annotated[Whole, Field(ge=0, le=6), Word("Decimaler", definite="antallet af decimaler")]
Rounding = Annotated[
    RoundingMode,
    Choices({"half_up": "fra en halv og op", "half_even": "en halv til lige tal", "down": "ned", "up": "op"}),
    Word("Afrunding", definite="afrundingen"),
]

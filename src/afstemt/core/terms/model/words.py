"""What a field and its choices are called, in Danish (msgids): metadata that stands beside the field.

    name: Annotated[str, Word("Navn", definite="navnet")]

Its meaning, in English, is the text below the field: ``docs/terms.md`` is made of both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Names = Literal["kinds", "rules"]
"""Names that the vocabulary holds: of kinds of service levels, and of rules of penalty and bonus."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a field is called.

    Attributes:
        label: On a form.
        definite: In a sentence: ``målet``; empty where the label is quoted instead.
        unit: Of the number, empty for none.
        unit_of: Where the terms decide the number's unit: the contract's currency, or the unit of the level's figure.
        hint: What to write.
        one: What one item of a list is called: ``Servicemål``.
    """

    label: str
    definite: str = ""
    unit: str = ""
    hint: str = ""
    one: str = ""
    unit_of: Literal["", "currency", "figure"] = ""


@dataclass(frozen=True, slots=True)
class NameIn:
    """That a field is a name in the vocabulary, or the parameters that such a name decides.

    Attributes:
        names: Which of the vocabulary's.
    """

    names: Names


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """What each value of a choice means, shortly; beside the field, or on the type that several fields share.

    One is equal to itself alone, for what stands in an annotation must be hashable.
    """

    meanings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedWhen:
    """That the check asks about a field left out, though its table alone does not tell when.

    What a table does tell by itself is an ``Asks``, which holds the question too.

    Attributes:
        when: In English, after "asked".
    """

    when: str

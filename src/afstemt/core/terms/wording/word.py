"""A field's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """What a field is called, in Danish (msgids).

    Attributes:
        label: On a form.
        definite: In a sentence: ``målet``; empty where the label is quoted instead.
        unit: Of the number, empty for none.
        hint: What to write.
        one: What one item of a list is called: ``Servicemål``.
    """

    label: str
    definite: str = ""
    unit: str = ""
    hint: str = ""
    one: str = ""

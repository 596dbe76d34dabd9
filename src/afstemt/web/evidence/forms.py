"""Forms of the evidence. They check shapes; actions decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from afstemt.core.units.wording import _
from afstemt.files.reading.intake.profile import OWN
from afstemt.files.reading.intake.profile_file import builtin
from afstemt.web.evidence.figure_lines import Line, Stated


def profiles() -> list[tuple[str, str]]:
    """Return the profiles that come with the product and read something: name, and title in the active language."""
    chosen = (each for each in builtin() if each.name != OWN and not each.kind.only_parts)
    return [(profile.name, _(profile.title)) for profile in chosen]


class How(forms.Form):
    """How files are to be read, where they do not tell themselves."""

    profile = forms.ChoiceField(required=False)
    customer = forms.CharField(max_length=100, required=False)

    def __init__(self, *args: Any, own: Sequence[str] = (), **kwargs: Any) -> None:
        """Take what is sent; ``own`` are the names of the party's profiles in the contract."""
        super().__init__(*args, **kwargs)
        field = self.fields["profile"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Genkend selv")), *((name, name) for name in own), *profiles()]


class Decision(forms.Form):
    """What was seen before a confirmation, and what is to happen to earlier deliveries that overlap."""

    seen = forms.RegexField(r"^(\d+(,\d+)*)?$", required=False, max_length=20_000)
    overlap = forms.ChoiceField(choices=(("replace", ""), ("both", "")), required=False)

    def basis(self) -> tuple[int, ...]:
        """Return the confirmed deliveries that the differences were shown against."""
        return tuple(int(one) for one in self.cleaned_data["seen"].split(",") if one)


def order_in(data: QueryDict) -> list[str]:
    """Return the files in a form by the number that each was given; empty where two have the same, or one has none."""
    names, places = data.getlist("name"), data.getlist("place")
    if len(names) != len(places) or len({*places}) < len(places):
        return []
    numbered = [(int(place), name) for name, place in zip(names, places, strict=True) if place.isdecimal()]
    return [name for _place, name in sorted(numbered)] if len(numbered) == len(names) else []


def stated_in(posted: QueryDict, lines: tuple[Line, ...]) -> dict[tuple[str, str], Stated]:
    """Return what was keyed in, by level and population. Fields are numbered as the lines are."""
    return {
        (line.level, line.population): Stated(
            *(
                posted.get(f"{name}-{number}", "")[:300]
                for name in ("value", "numerator", "denominator", "basis")
            )
        )
        for number, line in enumerate(lines)
    }

"""The form of an access key."""

from django import forms

from afstemt.web.api.keys import LONGEST_DAYS, USES


class NewKey(forms.Form):
    """A key: its name, what it can be used for, and how many days it lives."""

    name = forms.CharField(max_length=100)
    uses = forms.MultipleChoiceField(choices=[(use, use) for use in USES])
    form = forms.UUIDField(required=False)
    days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS)

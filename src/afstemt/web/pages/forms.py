"""A form that several pages have."""

from django import forms


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=300)

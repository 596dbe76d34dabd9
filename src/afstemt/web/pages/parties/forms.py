"""Forms of people and organisations. They check shapes; actions decide."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from afstemt.core.units.identifiers import CVR
from afstemt.core.units.wording import _
from afstemt.web.parties.models import Organisation, Person


class NewOrganisation(forms.Form):
    """An organisation."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField()
    cvr = forms.RegexField(CVR, max_length=8, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(kinds().items())


def kinds() -> dict[str, str]:
    """Return the kinds of organisations with their words."""
    return {
        Organisation.Kind.AUTHORITY: _("Myndighed"),
        Organisation.Kind.SUPPLIER: _("Leverandør"),
        Organisation.Kind.ADVISER: _("Rådgiver"),
        Organisation.Kind.SUBCONTRACTOR: _("Underleverandør"),
    }


class InviteFirst(forms.Form):
    """One of an organisation's first people."""

    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=150, required=False)
    administrator = forms.BooleanField(required=False)


class Welcome(forms.Form):
    """What an invited person says: a name, and a password unless a provider vouches."""

    name = forms.CharField(max_length=150)
    password = forms.CharField(max_length=200, strip=False, required=False)
    again = forms.CharField(max_length=200, strip=False, required=False)

    def __init__(self, email: str, by_provider: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email, self.by_provider = email, by_provider

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, and against what was written again."""
        given = self.cleaned_data
        if self.by_provider:
            return given
        password = given.get("password") or ""
        try:
            validate_password(password, Person(email=self.email, name=given.get("name", "")))
        except forms.ValidationError as error:
            self.add_error("password", error)
        if given.get("again") != password:
            self.add_error("again", _("De to adgangskoder er ikke ens."))
        return given


class Profile(forms.Form):
    """One's own name and language."""

    name = forms.CharField(max_length=150)
    language = forms.ChoiceField(choices=(("da", "Dansk"), ("en", "English")))

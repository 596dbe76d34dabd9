"""Forms of a contract. They check shapes; actions decide."""

from collections.abc import Iterable
from typing import Any

from django import forms

from afstemt.core.units.identifiers import CVR
from afstemt.core.units.wording import _
from afstemt.files.reading.terms import LARGEST_FILE
from afstemt.web.contracts.roles import title
from afstemt.web.pages.forms import Reason
from afstemt.web.parties.models import Organisation


class TermsFile(forms.Form):
    """A terms document, as a file."""

    document = forms.FileField(max_length=200)

    def clean_document(self) -> str:
        """Return the document's text; a file that is too large or not UTF-8 is said."""
        file = self.cleaned_data["document"]
        if file is None:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _(
                    "Filen er over {size} MB. En vilkårsfil er tekst og langt mindre; er det den rigtige fil?"
                ).format(size=LARGEST_FILE // 1_000_000)
            )
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8 i din editor.")
            ) from error


class NewContract(TermsFile):
    """A contract with its first terms. The other party is named by its number: no list of who else is here."""

    how = forms.ChoiceField(choices=[(way, way) for way in ("file", "standard", "scratch")], required=False)
    title = forms.CharField(max_length=200, required=False)
    in_force_from = forms.DateField(required=False)
    other_party = forms.RegexField(CVR, max_length=8)
    form = forms.UUIDField(required=False)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].required = False
        self.wanted = "supplier" if organisation.kind == "authority" else "authority"

    def clean_other_party(self) -> Organisation:
        """Return the organisation with the number."""
        found = Organisation.objects.filter(cvr=self.cleaned_data["other_party"], kind=self.wanted).first()
        if found is None:
            raise forms.ValidationError(
                _("Ingen part med det CVR-nummer er oprettet her. Bed installationens administrator om det.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Hold that what the chosen way needs is there."""
        given: dict[str, Any] = super().clean() or {}
        given["how"] = given.get("how") or "file"
        if given["how"] == "file" and not given.get("document") and "document" not in self.errors:
            self.add_error("document", _("Vælg filen med kontraktens vilkår."))
        if given["how"] == "scratch":
            if not given.get("title"):
                self.add_error("title", _("Skriv kontraktens navn."))
            if not given.get("in_force_from") and "in_force_from" not in self.errors:
                self.add_error("in_force_from", _("Skriv den dag, vilkårene gælder fra."))
        return given


class FromDay(forms.Form):
    """The day a version takes effect."""

    in_force_from = forms.DateField()


class Invite(forms.Form):
    """Whom to let in, as what, and of which organisation when it is not the own party."""

    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=150, required=False)
    role = forms.ChoiceField()
    cvr = forms.RegexField(CVR, max_length=8, required=False)

    def __init__(self, roles: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, roles)

    def clean_cvr(self) -> Organisation | None:
        """Return the adviser or subcontractor with the number; None where none is given."""
        cvr = self.cleaned_data["cvr"]
        outsiders = (Organisation.Kind.ADVISER, Organisation.Kind.SUBCONTRACTOR)
        found = Organisation.objects.filter(cvr=cvr, kind__in=outsiders).first() if cvr else None
        if cvr and found is None:
            raise forms.ValidationError(
                _(
                    "Ingen rådgiver eller underleverandør med det CVR-nummer er oprettet her. Bed installationens "
                    "administrator om det."
                )
            )
        return found


class NewRole(Reason):
    """Another role, and why."""

    role = forms.ChoiceField()

    def __init__(self, roles: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, roles)


class HandOver(Reason):
    """To whom, by the number of their access, and why."""

    to = forms.IntegerField()


class NameStandIn(forms.Form):
    """Who, from which day to which; both included."""

    person = forms.IntegerField()
    from_day = forms.DateField()
    to_day = forms.DateField()


def _choose(form: forms.Form, roles: Iterable[str]) -> None:
    field = form.fields["role"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(role, _(title(role))) for role in roles]

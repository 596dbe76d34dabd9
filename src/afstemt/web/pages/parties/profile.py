"""Min profil: name, language, and the way to password and two-step sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.pages.language import language_of
from afstemt.web.pages.parties.forms import Profile
from afstemt.web.parties.models import Person
from afstemt.web.parties.profile import change_profile


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name and language."""
    person = request.user
    assert isinstance(person, Person)
    form = Profile(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        changed = change_profile(actor=person, at=timezone.now(), **form.cleaned_data)
        chosen = language_of(request)
        with speaking(chosen, catalogue(chosen)):  # the answer is in the language just chosen
            messages.success(request, _("Gemt. Du hedder {name} her.").format(name=changed.name))
        return redirect("profile")
    from allauth.mfa.models import Authenticator

    two_step = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    return render(
        request,
        "parties/profile.html",
        {"form": form, "two_step": two_step},
        status=422 if request.method == "POST" else 200,
    )

"""The picture that a phone reads when two-step sign-in is set up, from our own address."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@never_cache
@require_GET
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def qr(request: HttpRequest) -> HttpResponse:
    """Give the picture of the secret that the page being shown was made with.

    allauth would put it in the page as ``data:``, which the content security policy does not let in.
    """
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, get_totp_secret()))
    return HttpResponse(picture, content_type="image/svg+xml")

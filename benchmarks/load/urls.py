"""The workplace's addresses, and a page that only renders the base template: what others are held against."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from afstemt.web.site import urls
from benchmarks.load import BASE


@login_required
def base(request: HttpRequest) -> HttpResponse:
    """Render the base template for one who is signed in."""
    return render(request, "base.html")


urlpatterns = [*urls.urlpatterns, path(BASE, base)]
handler404, handler403, handler500 = urls.handler404, urls.handler403, urls.handler500

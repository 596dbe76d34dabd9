"""All addresses: each app's pages have their own list. A new one needs a line in the matrix of who may reach what."""

from django.urls import include, path

from afstemt.web.api.urls import urls as api
from afstemt.web.pages.api import urls as keys
from afstemt.web.pages.contracts import urls as contracts
from afstemt.web.pages.evidence import urls as evidence
from afstemt.web.pages.levels import urls as levels
from afstemt.web.pages.overview import urls as overview
from afstemt.web.pages.parties import urls as parties
from afstemt.web.pages.penalties import urls as penalties
from afstemt.web.pages.periods import urls as periods
from afstemt.web.pages.reports import urls as reports
from afstemt.web.site import health, metrics

urlpatterns = [
    path("", include(overview)),
    path("", include(contracts)),
    path("", include(evidence)),
    path("", include(keys)),
    path("", include(levels)),
    path("", include(periods)),
    path("", include(reports)),
    path("", include(penalties)),
    path("", include(parties)),
    path("api/v1/", api),
    path("sundhed/", health.alive, name="alive"),
    path("klar/", health.ready, name="ready"),
    path("maaltal/", metrics.metrics, name="metrics"),
]
handler404 = "afstemt.web.pages.errors.not_found"
handler403 = "afstemt.web.pages.errors.forbidden"
handler500 = "afstemt.web.pages.errors.failed"

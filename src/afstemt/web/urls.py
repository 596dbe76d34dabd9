"""Addresses. A new address needs a line in the matrix of who may reach what."""

from django.urls import include, path

from afstemt.web import health
from afstemt.web.contracts import pages, people_pages, terms_pages
from afstemt.web.contracts.terms_addresses import addresses as terms_addresses
from afstemt.web.evidence import pages as evidence
from afstemt.web.levels import pages as levels
from afstemt.web.periods import pages as periods

urlpatterns = [
    path("", pages.overview, name="overview"),
    path("kontrakter/ny/", pages.create, name="create_contract"),
    path("kontrakter/<int:contract_id>/", pages.contract, name="contract"),
    path("kontrakter/<int:contract_id>/vilkaar/", terms_pages.terms, name="terms"),
    *terms_addresses,
    path(
        "kontrakter/<int:contract_id>/vilkaar/<int:version_id>/godkend/",
        terms_pages.approve_version,
        name="approve_version",
    ),
    path("kontrakter/<int:contract_id>/parter/", people_pages.people, name="people"),
    path(
        "kontrakter/<int:contract_id>/parter/<int:access_id>/afslut/",
        people_pages.end_access,
        name="end_access",
    ),
    path("kontrakter/<int:contract_id>/data/", evidence.deliveries, name="deliveries"),
    path("kontrakter/<int:contract_id>/data/<int:delivery_id>/", evidence.delivery, name="delivery"),
    path(
        "kontrakter/<int:contract_id>/data/<int:delivery_id>/bekraeft/",
        evidence.confirm,
        name="confirm_delivery",
    ),
    path(
        "kontrakter/<int:contract_id>/data/<int:delivery_id>/traek-tilbage/",
        evidence.withdraw,
        name="withdraw_delivery",
    ),
    path("kontrakter/<int:contract_id>/servicemaal/", levels.levels, name="levels"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/", periods.period, name="period"),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/<int:number>/<str:name>",
        periods.download,
        name="download",
    ),
    path("konto/", include("allauth.urls")),
    path("sundhed/", health.alive, name="alive"),
    path("klar/", health.ready, name="ready"),
]
handler404 = "afstemt.web.look.errors.not_found"
handler403 = "afstemt.web.look.errors.forbidden"
handler500 = "afstemt.web.look.errors.failed"

"""Addresses. A new address needs a line in the matrix of who may reach what."""

from django.urls import include, path

from afstemt.web import health
from afstemt.web.api import pages as api_pages
from afstemt.web.api.urls import urls as api_urls
from afstemt.web.contracts import pages, people_pages, terms_pages
from afstemt.web.evidence import pages as evidence
from afstemt.web.evidence import period_pages
from afstemt.web.periods import pages as periods

urlpatterns = [
    path("", pages.overview, name="overview"),
    path("kontrakter/ny/", pages.create, name="create_contract"),
    path("kontrakter/<int:contract_id>/", pages.contract, name="contract"),
    path("kontrakter/<int:contract_id>/vilkaar/", terms_pages.terms, name="terms"),
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
    path(
        "kontrakter/<int:contract_id>/data/<int:delivery_id>/problemer.csv",
        evidence.delivery_problems,
        name="delivery_problems",
    ),
    path(
        "kontrakter/<int:contract_id>/data/perioder/<str:code>/", period_pages.period_data, name="period_data"
    ),
    path(
        "kontrakter/<int:contract_id>/data/perioder/<str:code>/noegletal/",
        period_pages.key_figures,
        name="key_figures",
    ),
    path(
        "kontrakter/<int:contract_id>/data/perioder/<str:code>/rapport/",
        period_pages.attach_report,
        name="attach_report",
    ),
    path(
        "kontrakter/<int:contract_id>/data/perioder/<str:code>/rapport/<int:report_id>/",
        period_pages.supplier_report,
        name="supplier_report",
    ),
    path(
        "kontrakter/<int:contract_id>/data/perioder/<str:code>/rapport/<int:report_id>/traek-tilbage/",
        period_pages.withdraw_report,
        name="withdraw_report",
    ),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/", periods.period, name="period"),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/<int:number>/<str:name>",
        periods.download,
        name="download",
    ),
    path("kontrakter/<int:contract_id>/data/noegler/", api_pages.access_keys, name="access_keys"),
    path(
        "kontrakter/<int:contract_id>/data/noegler/<int:key_id>/tilbagekald/",
        api_pages.revoke_access_key,
        name="revoke_access_key",
    ),
    path("api/v1/", api_urls),
    path("konto/", include("allauth.urls")),
    path("sundhed/", health.alive, name="alive"),
    path("klar/", health.ready, name="ready"),
]
handler404 = "afstemt.web.look.errors.not_found"
handler403 = "afstemt.web.look.errors.forbidden"
handler500 = "afstemt.web.look.errors.failed"

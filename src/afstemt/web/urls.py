"""Addresses. A new address needs a line in the matrix of who may reach what."""

from django.urls import include, path

from afstemt.web import health, metrics
from afstemt.web.api import pages as api_pages
from afstemt.web.api.urls import urls as api_urls
from afstemt.web.contracts import invite_pages, pages, people_pages, stand_in_pages, terms_pages
from afstemt.web.contracts.terms_addresses import addresses as terms_addresses
from afstemt.web.evidence import pages as evidence
from afstemt.web.evidence import period_pages
from afstemt.web.evidence import receiving_pages as receiving
from afstemt.web.levels import pages as levels
from afstemt.web.overview import calendar_pages as calendar
from afstemt.web.overview import pages as overview
from afstemt.web.parties import installation_pages, invitation_pages, profile_pages
from afstemt.web.penalties import correction_pages as corrections
from afstemt.web.penalties import pages as penalties
from afstemt.web.periods import deciding_pages as deciding
from afstemt.web.periods import pages as periods
from afstemt.web.reports import pages as reports
from afstemt.web.reports import writing_pages as writing

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("opgaver/", overview.tasks, name="tasks"),
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
    path("kontrakter/<int:contract_id>/parter/inviter/", invite_pages.invite, name="invite"),
    path(
        "kontrakter/<int:contract_id>/parter/invitationer/<int:invitation_id>/traek-tilbage/",
        invite_pages.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "kontrakter/<int:contract_id>/parter/stedfortraeder/",
        stand_in_pages.name_stand_in,
        name="name_stand_in",
    ),
    path(
        "kontrakter/<int:contract_id>/parter/stedfortraeder/<int:stand_in_id>/afslut/",
        stand_in_pages.end_stand_in,
        name="end_stand_in",
    ),
    path(
        "kontrakter/<int:contract_id>/parter/<int:access_id>/rolle/",
        people_pages.change_role,
        name="change_role",
    ),
    path(
        "kontrakter/<int:contract_id>/parter/<int:access_id>/overdrag/",
        people_pages.hand_over,
        name="hand_over",
    ),
    path("kontrakter/<int:contract_id>/beslutninger/", people_pages.decisions_made, name="decisions"),
    path(
        "kontrakter/<int:contract_id>/parter/<int:access_id>/afslut/",
        people_pages.end_access,
        name="end_access",
    ),
    path("kontrakter/<int:contract_id>/data/", evidence.deliveries, name="deliveries"),
    path("kontrakter/<int:contract_id>/data/<int:delivery_id>/", evidence.delivery, name="delivery"),
    path("kontrakter/<int:contract_id>/data/modtaget/<int:upload_id>/", receiving.upload, name="upload"),
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
    path("kontrakter/<int:contract_id>/perioder/<str:code>/beregn/", deciding.calculate, name="calculate"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/indsend/", deciding.submit, name="submit"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/retur/", deciding.send_back, name="return_report"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/godkend/", deciding.approve, name="approve"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/journal/", deciding.journal, name="journal"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/pakke.zip", deciding.archive, name="archive"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/pakke/udgave/", deciding.copy, name="copy"),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/rapport/", reports.read, name="report"),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/rapport/skriv/", writing.write, name="report_write"
    ),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/rapport/hemmelig/",
        writing.mark_secret,
        name="mark_secret",
    ),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/rapport/kommentar/", reports.comment, name="comment"
    ),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/rapport/kommentar/<int:thread_id>/",
        reports.answer,
        name="answer",
    ),
    path("kontrakter/<int:contract_id>/perioder/<str:code>/tal/<str:level>/", reports.figure, name="figure"),
    path(
        "kontrakter/<int:contract_id>/perioder/<str:code>/<int:number>/<str:name>",
        periods.download,
        name="download",
    ),
    path("kontrakter/<int:contract_id>/kalender/", calendar.calendar, name="calendar"),
    path(
        "kontrakter/<int:contract_id>/kalender/<int:mark_id>/tag-tilbage/",
        calendar.unmark,
        name="unmark_done",
    ),
    path("kontrakter/<int:contract_id>/bod/", penalties.penalties_page, name="penalties"),
    path(
        "kontrakter/<int:contract_id>/bod/efterreguleringer/",
        corrections.corrections_page,
        name="corrections",
    ),
    path(
        "kontrakter/<int:contract_id>/bod/efterreguleringer/<int:correction_id>/",
        corrections.decide,
        name="decide_correction",
    ),
    path("invitation/<str:token>/", invitation_pages.invitation, name="invitation"),
    path("installation/", installation_pages.installation, name="installation"),
    path("installation/<int:organisation_id>/", installation_pages.organisation, name="organisation"),
    path(
        "installation/invitationer/<int:invitation_id>/traek-tilbage/",
        installation_pages.revoke,
        name="revoke_invitation",
    ),
    path(
        "installation/personer/<int:person_id>/administrator/afslut/",
        installation_pages.end_administration,
        name="end_administration",
    ),
    path(
        "installation/personer/<int:person_id>/totrinslogin/",
        installation_pages.reset_two_step,
        name="reset_two_step",
    ),
    path("profil/", profile_pages.profile, name="profile"),
    path("konto/", include("afstemt.web.parties.allauth_addresses")),
    path("kontrakter/<int:contract_id>/data/noegler/", api_pages.access_keys, name="access_keys"),
    path(
        "kontrakter/<int:contract_id>/data/noegler/<int:key_id>/tilbagekald/",
        api_pages.revoke_access_key,
        name="revoke_access_key",
    ),
    path("api/v1/", api_urls),
    path("sundhed/", health.alive, name="alive"),
    path("klar/", health.ready, name="ready"),
    path("maaltal/", metrics.metrics, name="metrics"),
]
handler404 = "afstemt.web.look.errors.not_found"
handler403 = "afstemt.web.look.errors.forbidden"
handler500 = "afstemt.web.look.errors.failed"

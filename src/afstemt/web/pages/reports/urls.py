"""Addresses of a period's report."""

from django.urls import URLPattern, URLResolver, include, path

from afstemt.web.pages.reports import report, words

of_report = [
    path("", report.read, name="report"),
    path("skriv/", words.write, name="report_write"),
    path("hemmelig/", words.mark_secret, name="mark_secret"),
    path("kommentar/", report.comment, name="comment"),
    path("kommentar/<int:thread_id>/", report.answer, name="answer"),
]
of_period: list[URLPattern | URLResolver] = [
    path("rapport/", include(of_report)),
    path("tal/<str:level>/", report.figure, name="figure"),
]
urlpatterns = [path("kontrakter/<int:contract_id>/perioder/<str:code>/", include(of_period))]

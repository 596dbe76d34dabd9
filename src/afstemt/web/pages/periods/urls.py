"""Addresses of a period."""

from django.urls import include, path

from afstemt.web.pages.periods import decisions, period

of_period = [
    path("", period.period, name="period"),
    path("beregn/", decisions.calculate, name="calculate"),
    path("indsend/", decisions.submit, name="submit"),
    path("retur/", decisions.send_back, name="return_report"),
    path("godkend/", decisions.approve, name="approve"),
    path("journal/", decisions.journal, name="journal"),
    path("pakke.zip", decisions.archive, name="archive"),
    path("pakke/udgave/", decisions.copy, name="copy"),
    path("<int:number>/<str:name>", period.download, name="download"),
]
urlpatterns = [path("kontrakter/<int:contract_id>/perioder/<str:code>/", include(of_period))]

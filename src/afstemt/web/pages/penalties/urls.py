"""Addresses of a contract's penalties and corrections."""

from django.urls import include, path

from afstemt.web.pages.penalties import corrections, penalties

of_contract = [
    path("", penalties.penalties_page, name="penalties"),
    path("efterreguleringer/", corrections.corrections_page, name="corrections"),
    path("efterreguleringer/<int:correction_id>/", corrections.decide, name="decide_correction"),
]
urlpatterns = [path("kontrakter/<int:contract_id>/bod/", include(of_contract))]

"""The address of a contract's service levels."""

from django.urls import path

from afstemt.web.pages.levels import levels

urlpatterns = [path("kontrakter/<int:contract_id>/servicemaal/", levels.levels, name="levels")]

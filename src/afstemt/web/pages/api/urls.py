"""Addresses of a contract's access keys. Those of the interface itself are its own."""

from django.urls import path

from afstemt.web.pages.api import keys

urlpatterns = [
    path("kontrakter/<int:contract_id>/data/noegler/", keys.access_keys, name="access_keys"),
    path(
        "kontrakter/<int:contract_id>/data/noegler/<int:key_id>/tilbagekald/",
        keys.revoke_access_key,
        name="revoke_access_key",
    ),
]

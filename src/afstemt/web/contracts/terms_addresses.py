"""Addresses where a version of the terms is read and a draft is written."""

from django.urls import path

from afstemt.web.contracts import draft_pages, terms_pages

ONE = "kontrakter/<int:contract_id>/vilkaar/<int:version_id>/"

addresses = (
    path(ONE, terms_pages.version, name="version"),
    path(f"{ONE}skriv/<str:key>/", draft_pages.edit_draft, name="edit_draft"),
    path(f"{ONE}dokument/", draft_pages.edit_document, name="edit_document"),
    path(f"{ONE}ny/", draft_pages.copy_version, name="copy_version"),
    path(f"{ONE}traek-tilbage/", draft_pages.withdraw_draft, name="withdraw_draft"),
)

"""Addresses of a contract, its terms and its people."""

from django.urls import URLPattern, URLResolver, include, path

from afstemt.web.pages.contracts import contract, drafts, invitations, people, stand_ins, terms

version = [
    path("", terms.version, name="version"),
    path("godkend/", terms.approve_version, name="approve_version"),
    path("skriv/<str:key>/", drafts.edit_draft, name="edit_draft"),
    path("dokument/", drafts.edit_document, name="edit_document"),
    path("ny/", drafts.copy_version, name="copy_version"),
    path("traek-tilbage/", drafts.withdraw_draft, name="withdraw_draft"),
]
parties = [
    path("", people.people, name="people"),
    path("inviter/", invitations.invite, name="invite"),
    path(
        "invitationer/<int:invitation_id>/traek-tilbage/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("stedfortraeder/", stand_ins.name_stand_in, name="name_stand_in"),
    path("stedfortraeder/<int:stand_in_id>/afslut/", stand_ins.end_stand_in, name="end_stand_in"),
    path("<int:access_id>/rolle/", people.change_role, name="change_role"),
    path("<int:access_id>/overdrag/", people.hand_over, name="hand_over"),
    path("<int:access_id>/afslut/", people.end_access, name="end_access"),
]
of_contract: list[URLPattern | URLResolver] = [
    path("", contract.contract, name="contract"),
    path("vilkaar/", terms.terms, name="terms"),
    path("vilkaar/<int:version_id>/", include(version)),
    path("parter/", include(parties)),
    path("beslutninger/", people.decisions_made, name="decisions"),
]
urlpatterns = [
    path("kontrakter/ny/", contract.create, name="create_contract"),
    path("kontrakter/<int:contract_id>/", include(of_contract)),
]

"""Addresses of the installation, invitations, one's profile and signing in."""

from django.urls import include, path

from afstemt.web.pages.parties import accounts, installation, invitation, profile

of_installation = [
    path("", installation.installation, name="installation"),
    path("<int:organisation_id>/", installation.organisation, name="organisation"),
    path("invitationer/<int:invitation_id>/traek-tilbage/", installation.revoke, name="revoke_invitation"),
    path(
        "personer/<int:person_id>/administrator/afslut/",
        installation.end_administration,
        name="end_administration",
    ),
    path("personer/<int:person_id>/totrinslogin/", installation.reset_two_step, name="reset_two_step"),
]
urlpatterns = [
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("installation/", include(of_installation)),
    path("profil/", profile.profile, name="profile"),
    path("konto/", include(accounts)),
]

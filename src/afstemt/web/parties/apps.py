"""The app's name to Django."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties."""

    name = "afstemt.web.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

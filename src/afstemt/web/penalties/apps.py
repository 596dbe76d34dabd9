"""The app's name to Django."""

from django.apps import AppConfig


class PenaltiesConfig(AppConfig):
    """Penalties."""

    name = "afstemt.web.penalties"
    label = "penalties"
    default_auto_field = "django.db.models.BigAutoField"

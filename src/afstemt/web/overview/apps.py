"""The app's name to Django."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Overview."""

    name = "afstemt.web.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"

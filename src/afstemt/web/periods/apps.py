"""The app's name to Django."""

from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    """Periods."""

    name = "afstemt.web.periods"
    label = "periods"
    default_auto_field = "django.db.models.BigAutoField"

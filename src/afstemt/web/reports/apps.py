"""The app's name to Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports."""

    name = "afstemt.web.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

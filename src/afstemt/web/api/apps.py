"""The app's name to Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Api."""

    name = "afstemt.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

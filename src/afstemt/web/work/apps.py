"""The app's name to Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Work."""

    name = "afstemt.web.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

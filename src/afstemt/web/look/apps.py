"""The app's name to Django."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Look."""

    name = "afstemt.web.look"
    label = "look"
    default_auto_field = "django.db.models.BigAutoField"

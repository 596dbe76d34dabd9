"""The app's name to Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Mail."""

    name = "afstemt.web.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

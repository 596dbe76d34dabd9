"""The app's name to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "afstemt.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

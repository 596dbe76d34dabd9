"""The app's name to Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence."""

    name = "afstemt.web.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

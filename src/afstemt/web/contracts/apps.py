"""The app's name to Django."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Contracts."""

    name = "afstemt.web.contracts"
    label = "contracts"
    default_auto_field = "django.db.models.BigAutoField"

"""The app's name to Django."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class EvidenceConfig(AppConfig):
    """Evidence."""

    name = "afstemt.web.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the folder that uploads lie in; every process that takes one needs it."""
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)

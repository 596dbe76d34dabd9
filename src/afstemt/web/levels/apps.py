"""The app's name to Django."""

from django.apps import AppConfig


class LevelsConfig(AppConfig):
    """Levels."""

    name = "afstemt.web.levels"
    label = "levels"
    default_auto_field = "django.db.models.BigAutoField"

"""What the overview asks of a migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class OverviewConfig(AppConfig):
    """Overview."""

    name = "afstemt.web.overview"

    def ready(self) -> None:
        """Have the triggers made anew when the database is brought up to date."""
        from afstemt.web.overview.changes import install, remove

        pre_migrate.connect(remove, sender=self, dispatch_uid="overview.changes")
        post_migrate.connect(install, sender=self, dispatch_uid="overview.changes")

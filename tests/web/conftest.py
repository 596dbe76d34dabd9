"""The installation that the tests of the web use. Django is set up here: other tests know nothing of it."""

import os
import tempfile
from pathlib import Path

import django
import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "web_settings"
# Processes that test side by side inherit each other's environment: each has a folder of its own.
os.environ["AFSTEMT_DATA"] = str(Path(tempfile.gettempdir()) / f"afstemt-tests-{os.getpid()}")
django.setup()

from house import House, built  # noqa: E402


@pytest.fixture
def house(db: None) -> House:  # noqa: ARG001 - the database is there
    """Return the installation."""
    return built()

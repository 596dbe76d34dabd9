"""The installation that the tests of the web use. Django is set up here: other tests know nothing of it."""

import os

import django
import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "web_settings"
django.setup()

from house import House, built  # noqa: E402


@pytest.fixture
def house(db: None) -> House:  # noqa: ARG001 - the database is there
    """Return the installation."""
    return built()

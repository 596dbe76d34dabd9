"""The installation that the tests of the web use. Django is set up here: other tests know nothing of it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings

os.environ["DJANGO_SETTINGS_MODULE"] = "web_settings"
django.setup()

from house import House, built  # noqa: E402

from afstemt.web.evidence.uploads import WAITING  # noqa: E402


@pytest.fixture
def house(db: None) -> Iterator[House]:  # noqa: ARG001 - the database is there
    """Return the installation; files that wait to be read go with its rows."""
    yield built()
    for folder in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{WAITING}*"):
        shutil.rmtree(folder)

"""Django's settings for the tests: a trial's environment, its data in a folder of this process."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("AFSTEMT_DEMO", "1")
# Processes that test beside each other inherit what the first has set, and pytest-django loads this before any
# conftest: so it is here that each gets a folder of its own, which the programs that it starts share with it.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
if os.environ.get("AFSTEMT_TESTS_OF") != WORKER:
    os.environ["AFSTEMT_TESTS_OF"] = WORKER
    os.environ["AFSTEMT_DATA"] = str(Path(tempfile.gettempdir()) / f"afstemt-tests-{os.getpid()}")

from afstemt.web.site.settings import *  # noqa: E402, F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_HANDED_OVER_BY = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

"""Django's settings for the tests: a trial's environment, its data in a folder of this process."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("AFSTEMT_DEMO", "1")
os.environ.setdefault("AFSTEMT_DATA", str(Path(tempfile.gettempdir()) / f"afstemt-tests-{os.getpid()}"))

from afstemt.web.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_HANDED_OVER_BY = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

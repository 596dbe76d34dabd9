"""The application, for a server made for production."""

import os

from django.core.wsgi import get_wsgi_application

from afstemt.web.evidence.uploads import whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afstemt.web.settings")
application = whole_bodies(get_wsgi_application())

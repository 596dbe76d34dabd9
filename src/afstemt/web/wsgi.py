"""The application, for a server made for production."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afstemt.web.settings")
application = get_wsgi_application()

"""The application, for a server made for production."""

import os

from django.core.wsgi import get_wsgi_application

from afstemt.web.evidence.uploads import whole_bodies
from afstemt.web.site.server import WORKER_INSIDE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afstemt.web.site.settings")
application = whole_bodies(get_wsgi_application())
if os.environ.get(WORKER_INSIDE):
    from afstemt.web.work import thread

    thread.start()

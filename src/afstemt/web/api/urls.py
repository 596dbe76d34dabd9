"""The addresses of the HTTP interface: its calls, its description, and a page to read at its root."""

from django.urls import path

from afstemt.web.api.guide import guide
from afstemt.web.api.interface import api

_calls, _app, _namespace = api.urls
urls = (
    [
        *(one for one in _calls if getattr(one, "name", "") != "api-root"),
        path("", guide, name="api-root"),
    ],
    _app,
    _namespace,
)

"""The log: a line of JSON per event on standard error, and nothing in it that says who a person is.

Imports no framework: the server's own first process uses it too.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered."""

SPOKEN = ("afstemt", "_granian")
"""Loggers whose messages are said with their values; of others only the pattern is, as the values may be a person's."""
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """Makes an event a line: time (UTC), level, logger, message, request, and the values given with it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        spoken = record.name.partition(".")[0] in SPOKEN
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if spoken else str(record.msg),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        if spoken:
            line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info and record.exc_info[0]:
            # An exception's words may quote what a person wrote; its kind and place do not.
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = traceback.format_tb(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


SETTINGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "afstemt.web.site.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "afstemt": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # refusals are in the requests' own lines
        "_granian": {"level": "INFO"},
    },
}
"""For ``logging.config``; the same in every process."""

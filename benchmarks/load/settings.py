"""The workplace's own settings; only its addresses are one more."""

from afstemt.web.site.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "benchmarks.load.urls"

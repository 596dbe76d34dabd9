"""Many people on the workplace at once, against 300 contracts of 36 months.

``data`` fills an installation, ``people`` are what a load tool (Locust) makes 50 or 10 of, ``settings`` and ``urls``
are the workplace's own with one address more: a page that only renders the base template. ``measure`` puts it together.
"""

BASE = "kun-skabelon/"
"""Path of the page that others are held against."""

"""The pages' style and script from npm: whether they are here, and what to do when not."""

import shutil
from pathlib import Path

from afstemt.core.units.wording import _

_VENDOR = Path(__file__).parents[1] / "static" / "vendor"
NEEDED = ("dkfds/css/dkfds.min.css", "htmx.min.js")


def what_is_missing() -> str:
    """Return what to do about missing files, in a sentence; nothing when all are here."""
    if all((_VENDOR / name).is_file() for name in NEEDED):
        return ""
    if shutil.which("npm") is None:
        return _(
            "Sidernes stil fra npm mangler, og npm er her ikke: installér Node.js med npm (fra version 18), og kør "
            "make setup-web."
        )
    return _("Sidernes stil fra npm mangler: kør make setup-web.")

"""What the verbs of the shared workplace have in common."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from afstemt.cli import console
from afstemt.core.units.wording import _


@contextmanager
def workplace(mark: str = "") -> Iterator[None]:
    """Leave with exit code 1 where the web part is not installed, or the block cannot use the environment.

    Args:
        mark: Stands before each fault of the environment.
    """
    if importlib.util.find_spec("django") is None:
        console.warn(_("Webdelen er ikke installeret: installér afstemt[web]."))
        sys.exit(1)
    from afstemt.web.site.environment import Misconfigured

    try:
        yield
    except Misconfigured as refused:
        for fault in refused.faults:
            console.warn(mark + fault)
        sys.exit(1)

"""``afstemt worker``: more background work for the shared workplace, on PostgreSQL."""

from afstemt.cli.options import verb
from afstemt.cli.workplace import workplace
from afstemt.core.units.wording import _


@verb(_("Kør mere af arbejdspladsens baggrundsarbejde (på PostgreSQL)."))
def worker() -> None:
    """Run jobs from the queue until stopped."""
    with workplace():
        from afstemt.web.site.worker import run

        run()

"""What columns are called: those of a fact table by the table, those of the rows behind a figure here."""

from functools import cache

from afstemt.core.evidence.tables import TABLES
from afstemt.core.units.wording import _


@cache
def _of_tables() -> dict[str, str]:
    """Return the Danish heading of each fact table's column, by its name in files and in frames."""
    columns = [column for table in TABLES for column in table.columns]
    return {name: column.heading for column in columns for name in (column.name, column.frame_name)}


def heading(name: str) -> str:
    """Return the heading of a column by its name in files or frames; the name itself when unknown."""
    of_rows = {
        "table_word": _("Tabel"),
        "state_word": _("Tilstand"),
        "held_out": _("Holdt ude, begrundelse"),
        "start_s": _("Start"),
        "stated_due_s": _("Servicedeskens frist"),
        "end_s": _("Slut"),
        "elapsed_s": _("Forbrugt tid"),
        "limit_s": _("Tidsgrænse"),
        "counted_s": _("Talt tid"),
        "paused_s": _("Pause"),
        "over_s": _("Overskridelse"),
        "down_s": _("Nedetid"),
        "source_file": _("Fil"),
        "source_row": _("Række"),
    }
    of_table = _of_tables().get(name)
    return _(of_table) if of_table else of_rows.get(name, name)

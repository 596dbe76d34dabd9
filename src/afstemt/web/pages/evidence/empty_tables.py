"""An empty file of each table, with Afstemt's own columns, to be filled in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from afstemt.core.evidence.tables import BY_NAME, TABLES
from afstemt.core.report.words import table_word
from afstemt.core.units.wording import _
from afstemt.files.writing.empty_table import FORMATS, write_empty
from afstemt.web.pages.requests import SignedIn, visible

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_required
@require_GET
def empty_tables(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the tables, each with an empty file to fill in."""
    found = visible(request, contract_id)
    tables = [
        (
            table.name,
            table_word(table.name),
            [_(column.heading) for column in table.columns if column.required],
            [_(column.heading) for column in table.columns if not column.required],
        )
        for table in TABLES
    ]
    return render(
        request, "evidence/empty_tables.html", {"contract": found, "tables": tables, "formats": FORMATS}
    )


@login_required
@require_GET
def empty_table(request: SignedIn, contract_id: int, table: str, suffix: str) -> HttpResponse:
    """Give an empty file of a table."""
    visible(request, contract_id)
    if table not in BY_NAME or suffix not in FORMATS:
        raise Http404
    answer = HttpResponse(write_empty(table, suffix), content_type=_TYPES[suffix])
    answer.headers["Content-Disposition"] = f'attachment; filename="{table}.{suffix}"'
    return answer

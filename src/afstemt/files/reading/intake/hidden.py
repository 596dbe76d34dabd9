"""What a workbook hides: read and asked about, read, or left out, as the profile says; never passed over in silence."""

import polars as pl

from afstemt.files.reading.intake.profile import Profile
from afstemt.files.reading.sheets.finding import ASK, NOTE, Finding
from afstemt.files.reading.sheets.sheet import Sheet, spans


def visible(sheet: Sheet, profile: Profile) -> pl.DataFrame:
    """Return the sheet's rows that are to be read; what is hidden is told of in ``sheet.findings``.

    Who opens the workbook does not see a hidden row, and who sends it may not know of it: a filter hides what does not
    fit. It is read unless the profile says otherwise, so that none disappears by being hidden.
    """
    frame, findings = sheet.frame, sheet.findings
    if sheet.hidden_columns:
        columns = ", ".join(sheet.hidden_columns)
        findings.add(Finding("hidden-columns", NOTE, None, None, {"columns": columns}))
    if not sheet.hidden and not sheet.hidden_rows:
        return frame
    rows = frame["row_no"]
    hidden = rows.is_in(rows.to_list() if sheet.hidden else list(sheet.hidden_rows))
    count = int(hidden.sum())
    if not count:
        return frame
    what = "hidden-sheet" if sheet.hidden else "hidden-rows"
    how = profile.frame.hidden
    values: dict[str, str | int] = {
        "count": count,
        "rows": spans(rows.filter(hidden).to_list()),
        "profile": profile.name,
    }
    if how == "leave_out":
        findings.left_out += count
        findings.add(Finding(f"{what}-left-out", NOTE, None, None, values))
        return frame.filter(~hidden)
    severity = ASK if how == "ask" else NOTE
    findings.add(Finding(f"{what}-asked" if how == "ask" else f"{what}-read", severity, None, None, values))
    return frame

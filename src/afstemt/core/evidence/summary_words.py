"""What a summary says in words, on every page and in every line that shows one."""

from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.evidence.names import Standing
from afstemt.core.units.wording import _


def why_known(file: SourceFile) -> str:
    """Return what a file was recognised by; empty where nobody knows."""
    text = {
        "name": _("på filens navn"),
        "file_name": _("på filens navn"),
        "columns": _("på kolonnerne {columns}") if file.signs else _("på kolonnerne"),
        "asked": _("som I har sagt"),
    }.get(file.known_by)
    return "" if text is None else text.format(columns=file.signs)


def is_asked(standing: Standing | None) -> bool:
    """Return whether somebody must say what the name means."""
    return standing is not None and standing.known is False and not standing.confirmed


def standing_word(standing: Standing | None) -> str:
    """Return what the terms make of a name; empty where they have none of its sort, or were not asked."""
    if standing is None:
        return ""
    if standing.alias is not None:
        text = _("alias for {means}") if standing.confirmed else _("alias for {means}, ikke bekræftet")
        return text.format(means=standing.alias.means or _("intet i vilkårene"))
    if standing.known is False:
        return (
            _("ukendt i vilkårene: er det {near}?").format(near=standing.near)
            if standing.near
            else _("ukendt i vilkårene")
        )
    return _("kendt") if standing.known else ""

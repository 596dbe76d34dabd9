"""The mark by which a file says that Afstemt wrote it: what comes out is not what goes in."""

DOCUMENT = "afstemt-document"
"""``format`` of a document in JSON, and the name of a property of a workbook."""


def is_own(text: object) -> bool:
    """Return whether a file's format says that Afstemt wrote it: a document, or the list of an archive's files."""
    return isinstance(text, str) and text.startswith("afstemt-")

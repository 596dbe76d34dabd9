"""ZIP files (Word's, for one) with the same bytes for the same content."""

import io
import zipfile
from collections.abc import Mapping


def repacked(content: bytes, changed: Mapping[str, bytes] | None = None, level: int = 6) -> bytes:
    """Return the ZIP with its members in order of name and every date 1 January 1980.

    ``[Content_Types].xml`` stays first, as Office's own files have it.

    Args:
        content: The ZIP file.
        changed: New content of members, by name.
        level: How hard to compress, 1 to 9.
    """
    changed = changed or {}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            target.writestr(member, changed.get(name) or source.read(name), compresslevel=level)
    return out.getvalue()

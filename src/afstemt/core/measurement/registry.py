"""The kinds of service levels, in the order they are documented. A new kind is one file and one line here."""

from afstemt.core.measurement.kind import Kind

KINDS: tuple[Kind, ...] = ()

BY_NAME = {kind.name: kind for kind in KINDS}

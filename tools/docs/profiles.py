"""The built-in profiles, from what each says of itself."""

from afstemt.files.reading.intake.profile_file import builtin


def table() -> str:
    """Return a row for each profile: its name, what it reads, and what it is based on."""
    rows = [f"| `{one.name}` | {one.reads} | {one.based_on} |" for one in builtin()]
    return "\n".join(["| profile | reads | based on |", "|---|---|---|", *rows])

"""The standard contract: terms to copy. The file here is a link to ``examples/standardkontrakt.toml``."""

from importlib.resources import files


def standard_contract() -> str:
    """Return the standard contract's terms as a TOML document, commented in Danish."""
    return files(__name__).joinpath("standardkontrakt.toml").read_text(encoding="utf-8")

"""The standard contract has one place, among the examples; the package leads to it and carries it when installed."""

from pathlib import Path

from afstemt.files.standard import standard_contract


def test_the_packages_file_is_the_example_itself(root: Path) -> None:
    example = root / "examples" / "standardkontrakt.toml"
    own = root / "src" / "afstemt" / "files" / "standard" / "standardkontrakt.toml"
    assert not example.is_symlink()
    assert own.resolve() == example.resolve()
    assert example.read_text(encoding="utf-8") == standard_contract()

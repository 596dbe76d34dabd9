"""The standard contract has one place: in the package, so that an installed program has it too."""

from pathlib import Path

from afstemt.files.standard import standard_contract


def test_the_example_is_the_package_s_own_file(root: Path) -> None:
    example = root / "examples" / "standardkontrakt.toml"
    assert example.is_symlink()
    assert example.read_text(encoding="utf-8") == standard_contract()

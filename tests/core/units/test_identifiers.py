"""CVR and EAN/GLN numbers: how they are written, and whether their check digit holds."""

import pytest

from afstemt.core.units.identifiers import cvr_remark, gln_holds, is_cvr, is_gln


@pytest.mark.parametrize(
    ("number", "written"),
    [("10150817", True), ("1015081", False), ("101508170", False), ("1015081x", False), ("DK101508", False),
     ("10150817\n", False), ("١٠١٥٠٨١٧", False), ("", False)],
)  # fmt: skip
def test_cvr_is_eight_digits(number: str, written: bool) -> None:
    assert is_cvr(number) is written


def test_cvr_without_a_fitting_check_digit_gets_a_remark_and_no_more() -> None:
    assert cvr_remark("10150817") == ""
    assert "kontrolciffer" in cvr_remark("10150818")
    assert "kontrolciffer" in cvr_remark("10150871")  # two digits swapped
    assert is_cvr("10150818")


@pytest.mark.parametrize(
    ("number", "holds"), [("5790000000012", True), ("5790000000006", False), ("5790000000021", False)]
)
def test_gln_has_its_check_digit(number: str, holds: bool) -> None:
    assert is_gln(number)
    assert gln_holds(number) is holds

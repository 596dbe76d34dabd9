"""A text knows how it was made, and is told again in another language with all that was put into it."""

import copy
import pickle
from datetime import date

from afstemt.core.units.formats import day, number
from afstemt.core.units.wording import Told, _, again, speaking

ENGLISH = {"Frist {day}: {what}": "Due {day}: {what}", "Åben": "Open"}
DAY = date(2026, 10, 31)


def in_english(text: str) -> object:
    with speaking("en", ENGLISH):
        return again(text)


def test_a_text_is_told_again_in_the_language_that_is_active_then() -> None:
    assert _("Åben") == "Åben"
    assert in_english(_("Åben")) == "Open"
    with speaking("en", ENGLISH):
        said = _("Åben")
    assert (said, again(said)) == ("Open", "Åben")


def test_what_a_text_was_filled_with_is_told_again_with_it() -> None:
    said = _("Frist {day}: {what}").format(day=day(DAY), what=_("Åben"))
    assert said == "Frist 31.\u00a0oktober 2026: Åben"
    assert in_english(said) == "Due 31\u00a0October 2026: Open"
    assert in_english(_("Frist {day}: {what}").format(day=number(1234), what="{day}")) == "Due 1,234: {day}"


def test_joined_copied_or_pickled_it_is_a_plain_text() -> None:
    said = _("Åben")
    for plain in (said + "!", f"{said}!", copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert type(plain) is str
    assert again("Åben") == "Åben"
    assert isinstance(str(said), Told), "an exception's text is still told again"
    assert isinstance(str(ValueError(said)), Told)

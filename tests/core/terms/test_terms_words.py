"""Every field and every choice of the terms has its word, and none is left over."""

from terms_tables import every_field

from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.wording.choices import CHOICES
from afstemt.core.terms.wording.fields import FIELDS
from afstemt.core.terms.wording.lookup import choice_key, word_key
from afstemt.core.terms.wording.sections import SECTIONS


def test_every_field_has_its_word() -> None:
    assert [
        f"{one.owner}.{one.name}" for one in every_field() if word_key(one.owner, one.name) not in FIELDS
    ] == []


def test_no_word_is_left_over() -> None:
    assert set(FIELDS) - {word_key(one.owner, one.name) for one in every_field()} == set()


def test_every_choice_has_its_meaning() -> None:
    asked = {
        (one.owner, one.name, value): choice_key(one.owner, one.name, value)
        for one in every_field()
        for value in one.choices
    }
    assert [where for where, key in asked.items() if key not in CHOICES] == []
    assert set(CHOICES) - set(asked.values()) == set()


def test_every_list_says_what_one_item_is_called() -> None:
    lists = [one for one in every_field() if one.shape in ("parts", "named_parts")]
    assert [one.name for one in lists if not FIELDS[word_key(one.owner, one.name)].one] == []


def test_each_key_of_the_document_stands_in_one_section() -> None:
    keys = [name for section in SECTIONS for name in section.fields]
    assert sorted(keys) == sorted(one.name for one in fields_of(Terms))

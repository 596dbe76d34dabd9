"""Every field and every choice of the terms has its word."""

from terms_tables import every_field, every_model

from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.words import Choices
from afstemt.core.terms.wording.sections import SECTIONS


def test_every_field_has_its_word() -> None:
    assert [f"{one.owner}.{one.name}" for one in every_field() if one.word.label in ("", one.name)] == []


def test_every_choice_has_its_meaning() -> None:
    unsaid = [
        f"{one.owner}.{one.name} = {value}"
        for one in every_field()
        for value, meaning in one.choices.items()
        if not meaning
    ]
    assert unsaid == []


def test_no_meaning_is_of_a_value_that_cannot_be_chosen() -> None:
    for model in every_model():
        own = {field.name: field for field in fields_of(model)}
        for name, info in model.model_fields.items():
            for note in info.metadata:
                if isinstance(note, Choices):
                    assert set(note.meanings) == set(own[name].choices), f"{model.__name__}.{name}"


def test_every_list_says_what_one_item_is_called() -> None:
    lists = [one for one in every_field() if one.shape in ("parts", "named_parts")]
    assert [one.name for one in lists if not one.word.one] == []


def test_each_key_of_the_document_stands_in_one_section() -> None:
    keys = [name for section in SECTIONS for name in section.fields]
    assert sorted(keys) == sorted(one.name for one in fields_of(Terms))

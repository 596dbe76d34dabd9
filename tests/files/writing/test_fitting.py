"""Widths and sizes: nothing cut in two that a reader reads as one, and a first page that is one page."""

import io
from dataclasses import replace

import docx
from sample import sample

from afstemt.core.report.blocks import Bullets, Table, TableColumn, Text
from afstemt.core.units.figure import Duration, Instant
from afstemt.core.units.formats import NBSP
from afstemt.files.writing.formats import docx as writer
from afstemt.files.writing.layout.fitting import SHARES, fitting
from afstemt.files.writing.layout.phrases import cell
from afstemt.files.writing.layout.widths import after_number, length, widths

MOMENT = Instant(1_790_000_000)


def test_a_moment_breaks_between_day_and_clock_only() -> None:
    assert [part.replace(NBSP, " ") for part in cell(MOMENT).split(" ")] == [
        "21. september 2026",
        "kl. 16.13.20",
    ]


def test_a_length_of_time_breaks_before_its_seconds_only() -> None:
    parts = cell(Duration(375_993)).split(" ")
    assert [part.replace(NBSP, " ") for part in parts] == ["104 t. 26 min.", "33 sek."]
    assert " " not in cell(Duration(8_760))


def test_a_heading_s_longest_word_has_room() -> None:
    table = Table("T", (TableColumn("Omfatter"), TableColumn("Hvorfor", weight=3)), (("a", "b " * 90),))
    measured = widths(table)
    assert measured.shares[0] * 108 > length("Omfatter") + 2


def test_text_after_numbers_stands_apart() -> None:
    table = Table("T", (TableColumn("A", "right"), TableColumn("B"), TableColumn("C")), ((1, "x", "y"),))
    assert [after_number(table, index) for index in range(3)] == [False, True, False]


def test_a_column_to_write_in_gets_the_room_of_its_weight() -> None:
    table = Table("T", (TableColumn("Part"), TableColumn("Forbehold", weight=2)), (("Myndigheden", ""),))
    assert widths(table).shares[1] > 0.6


def test_a_full_first_page_is_made_smaller_and_an_empty_one_is_not() -> None:
    document = sample()
    few = replace(document, first_page=(Text("Kort."),))
    many = replace(document, first_page=(Bullets(("Et punkt, der fylder en linje. " * 3,) * 55),))
    assert fitting(few) == 1.0
    assert fitting(many) < 1.0
    assert fitting(replace(document, first_page=(*many.first_page * 3,))) == SHARES[-1]
    assert fitting(replace(document, first_page=())) == 1.0


def test_word_s_first_page_uses_the_smaller_styles_and_the_rest_does_not() -> None:
    bullets = Bullets(("Et punkt, der fylder en linje. " * 3,) * 55)
    made = docx.Document(io.BytesIO(writer.write(replace(sample(), first_page=(bullets,)))))
    listed = [p.style.name for p in made.paragraphs if p.style.name.startswith("List Bullet")]
    assert listed[:55] == ["List Bullet mindre"] * 55
    assert "List Bullet mindre" not in listed[55:]

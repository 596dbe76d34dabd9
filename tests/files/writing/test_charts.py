"""Charts: text stays text, and the picture says what the numbers say."""

import re

from lxml import etree
from sample import MONTHS, charts

from afstemt.core.report.blocks import Chart, Series
from afstemt.files.writing.charts.charts import inline, png, svg
from afstemt.files.writing.charts.vega import _distinct, _domain


def words(picture: str) -> list[str]:
    return [text for text in etree.fromstring(picture.encode()).itertext() if text.strip()]


def test_title_description_and_labels_are_text() -> None:
    for chart in charts()[:4]:
        found = words(svg(chart))
        assert found[:2] == [chart.title, chart.description]
        assert set(MONTHS) <= set(found)


def test_numbers_and_target_in_danish() -> None:
    lines, _many, _stacked, bars, heat, empty = (words(svg(chart)) for chart in charts())
    assert "Mål 99,90 pct." in lines
    assert "99,89" in lines
    assert "pct. (aksen begynder ikke ved 0)" in lines
    assert "84.500" in bars
    assert "–" in heat
    assert "Ingen tal i perioden" in empty


def test_no_style_attributes_and_ids_of_its_own() -> None:
    first, second = (inline(charts()[0], key) for key in ("f1", "f2"))
    assert "style=" not in first
    assert "<style" not in first
    assert not set(re.findall(r'id="([^"]+)"', first)) & set(re.findall(r'id="([^"]+)"', second))


def test_raster_is_a_png_twice_the_size() -> None:
    picture = png(charts()[0])
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 1280


def test_axis_starts_at_zero_unless_values_lie_far_from_it() -> None:
    assert _domain(Chart("lines", "", "", ("a", "b"), (Series("x", (99.1, 99.9)),), "pct."))[2] is False
    assert _domain(Chart("lines", "", "", ("a", "b"), (Series("x", (1.0, 99.9)),), "antal"))[0] == 0
    assert _domain(Chart("bars", "", "", ("a", "b"), (Series("x", (99.1, 99.9)),), "pct."))[0] == 0
    assert _domain(Chart("lines", "", "", ("a",), (Series("x", (100.0,)),), "pct.", 99.9, "", 2))[1] == 100


def test_series_of_the_same_name_stay_two() -> None:
    assert _distinct(["a", "a", "b"]) == ["a", "a (2)", "b"]


def test_labels_have_a_white_edge_so_that_no_line_strikes_them_through() -> None:
    picture = etree.fromstring(svg(charts()[0]).encode())
    drawn = [one for one in picture.iter("{http://www.w3.org/2000/svg}text") if one.text == "99,89"]
    assert [one.get("stroke") for one in drawn] == ["#ffffff", None]

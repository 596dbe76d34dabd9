"""HTML: one file, strict policy, parts named for those who listen."""

import base64
import hashlib
import re
from itertools import pairwise

from lxml import html
from sample import NASTY, charts, sample

from afstemt.files.writing.formats import html as writer


def test_nothing_is_fetched_or_inline(written: dict[str, bytes]) -> None:
    text = written["html"].decode()
    page = html.document_fromstring(text)
    assert not page.xpath("//@style | //script | //link | //img | //iframe | //@onclick | //@src")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not re.search(r"url\((?!#)", text)
    (style,) = page.xpath("//style")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    allowed = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"'sha256-{allowed}'" in policy
    assert "unsafe" not in policy


def test_parts_are_named(written: dict[str, bytes]) -> None:
    page = html.document_fromstring(written["html"].decode())
    assert page.get("lang") == "da"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.xpath("//a/@href")} <= set(ids)
    named = " ".join(page.xpath("//@aria-labelledby")).split()
    assert set(named) <= set(ids)
    assert len(page.xpath("//main")) == len(page.xpath("//nav")) == len(page.xpath("//h1")) == 1
    assert page.xpath("//body/*[1]/@href") == ["#main"]
    for table in page.xpath("//table"):
        assert table.xpath("caption")
        assert table.xpath("ancestor::*[@role='region'][@tabindex='0'][@aria-label]")
    pictures = page.xpath("//svg")
    assert all(picture.get("role") == "img" for picture in pictures)
    assert len(page.xpath("//figure/details//table")) == len(charts())
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_text_is_never_markup(written: dict[str, bytes]) -> None:
    page = html.document_fromstring(written["html"].decode())
    assert not page.xpath("//b")
    assert any(NASTY in "".join(item.itertext()) for item in page.xpath("//li"))


def test_colours_are_readable() -> None:
    pairs = [
        ("#1a1a1a", "#ffffff"),
        ("#5c5c5c", "#ffffff"),
        ("#545454", "#faf5e6"),
        ("#545454", "#eef3f7"),
        ("#1d6b34", "#ffffff"),
        ("#9a3b12", "#ffffff"),
        ("#0f4c81", "#eef3f7"),
    ]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= 4.5, (ink, ground)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours by WCAG 2.1."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_english_page_says_so() -> None:
    page = html.document_fromstring(writer.write(sample("en")).decode())
    assert page.get("lang") == "en"
    assert "Contents" in page.xpath("//nav/h2/text()")

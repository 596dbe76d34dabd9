"""The command ``afstemt``: picks the language, runs a verb, and turns refusals into messages and exit codes.

Exit codes: 0 done, 1 refused and nothing written, 2 wrong use, 3 done with rows set aside.
"""

import os
import sys
from collections.abc import Sequence

from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import Language, _, speaking
from afstemt.files.catalogues import catalogue


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    chosen = _language(words)
    with speaking(chosen, catalogue(chosen)):
        from afstemt.cli import console
        from afstemt.cli.app import app

        try:
            app(words, prog_name="afstemt")
        except Refused as refusal:
            console.faults(refusal.faults)
            console.refused(len(refusal.faults))
            sys.exit(1)
        except OSError as failure:
            if isinstance(failure, BrokenPipeError):
                sys.stderr.close()
                sys.exit(0)
            reason = f"{failure.strerror}: {failure.filename}" if failure.filename else str(failure)
            text = _("Filen kan ikke skrives: {reason}. Vælg en anden mappe med --out.")
            console.warn(text.format(reason=reason))
            sys.exit(1)


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

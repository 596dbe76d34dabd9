"""What is said of what stands around the table in a file, of what a workbook hides, and of whose file it is."""

from afstemt.core.units.wording import _


def of_frames() -> dict[str, str]:
    """Return the sentences by the code of a finding."""
    return {
        "lines-above": _(
            "Over kolonnenavnene i linje {header} står der tekst, som ikke er læst (linje {lines})."
        ),
        "rows-above": _(
            "Kolonnenavnene står i linje {header}. Over dem er der linjer, som ligner rækker, men ikke er læst (linje "
            "{lines}). "
            "Flyt dem under kolonnenavnene, hvis de skal tælle. Skal de ikke, så skriv i en profil: "
            "[frame] header = {header}."
        ),
        "no-header-line": _(
            "Profilen siger, at kolonnenavnene står i linje {row}, men der er ingen tekst i den linje. Ret header "
            "under [frame] i profilen."
        ),
        "lines-below": _(
            "Under tabellen står der linjer, som ikke er rækker og ikke er læst (linje {lines})."
        ),
        "hidden-rows-asked": _(
            "Skjulte rækker i regnearket er læst: {count} (række {rows}). Skriv i mappens profil.toml, om de skal "
            'tælle: under [frame] hidden = "read" eller hidden = "leave_out".'
        ),
        "hidden-rows-read": _(
            "Skjulte rækker i regnearket er læst, som profilen {profile} siger: {count} (række {rows})."
        ),
        "hidden-rows-left-out": _(
            "Skjulte rækker i regnearket er udeladt, som profilen {profile} siger: {count} (række {rows})."
        ),
        "hidden-sheet-asked": _(
            "Arket er skjult. Læste rækker: {count}. Skriv i mappens profil.toml, om de skal tælle: under [frame] "
            'hidden = "read" eller hidden = "leave_out".'
        ),
        "hidden-sheet-read": _("Arket er skjult og er læst, som profilen {profile} siger. Rækker: {count}."),
        "hidden-sheet-left-out": _(
            "Arket er skjult og udeladt, som profilen {profile} siger. Rækker: {count}."
        ),
        "hidden-columns": _("Regnearket skjuler kolonner, som er læst: {columns}."),
        "own-output": _(
            "Filen er skrevet af Afstemt og er ikke læst: en rapport eller en dagsorden er ikke grundlag."
        ),
        "several-labels": _(
            "Flere etiketter skelner mellem filens målinger: {labels}. Skriv i en kopi af profilen {profile}, hvilken "
            "der er {column}: {line}."
        ),
    }

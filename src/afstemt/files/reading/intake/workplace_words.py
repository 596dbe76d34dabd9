"""The sentences that are others in the workplace: it has no options and no profile to write in, but a page."""

from afstemt.core.units.wording import _
from afstemt.files.reading.intake.kind_words import of_kinds_in_the_workplace


def in_the_workplace() -> dict[str, str]:
    """Return, by the code of a finding, what is said in the workplace where the command line is told otherwise."""
    return {
        "bad-profile": _("Profilen {profile} kan ikke bruges: {why}."),
        "no-such-profile": _("Profilen {profile} findes ikke. Vælg en af: {profiles}."),
        "unrecognised": _(
            "Filen genkendes ikke på sit navn eller sine kolonner ({columns}). Sig, hvad dens kolonner er, eller vælg "
            "det system, som den kommer fra, og send den igen."
        ),
        "several-profiles": _(
            "Filen kan komme fra flere systemer: {profiles}. Vælg det rigtige, og send den igen."
        ),
        "unrecognised-sheet": _(
            "Arket {sheet} er ikke læst: det genkendes ikke på sit navn eller sine kolonner ({columns}). Har det "
            "sager, så giv det tabellens navn, og send filen igen; er det en forside eller en opsummering, så send "
            "den uden."
        ),
        "several-customers": _(
            "Kolonnen {column} har rækker for {count} kunder. Skriv kunden i formularen, og send filen igen, så de "
            "andres rækker udelades."
        ),
        "several-types": _(
            "Filen har flere slags sager efter {column}: {values}. De tæller alle med. Skal de ikke det, så træk kun "
            "dem ud, der skal, og send filen igen."
        ),
        "no-filter-column": _(
            "Profilen {profile} vælger rækker efter {column}, men filen har ikke kolonnen. Alle rækker er læst. "
            "Eksportér kolonnen, og send filen igen."
        ),
        "unordered-exports": _(
            "{value} står også i {file} med andet indhold, og intet viser, hvilken af filerne der er den nyeste. "
            "Rækken er sat til side i dem alle, indtil den part, der har leveret dem, har oplyst deres rækkefølge på "
            "leverancens side."
        ),
        "missing-later": _(
            "{value} står her, men ikke i {file}, som er nyere og dækker tidspunktet. Rækken er brugt. Den part, der "
            "har leveret den, svarer på datagrundlagets side, om den er udgået eller stadig gælder."
        ),
        "same-time": _(
            "Sagen {value} har to opdateringer på samme tidspunkt, denne og række {other}, og intet siger, hvilken "
            "der er den sidste. Det, som de kan ændre, er ikke brugt. Eksportér en kolonne, der ordner dem, og send "
            "filen igen."
        ),
        "zone-not-told": _(
            "Filen har enten gemte værdier med tider i UTC eller viste værdier med lokal tid, og intet i den siger "
            "hvilke: ingen af {columns} er udfyldt, eller de er skrevet på begge måder. Hent en af dem med, og send "
            "filen igen."
        ),
        "no-offset": _(
            "{column} er et tidspunkt uden tidszone. Skriv den (f.eks. +02:00), og send filen igen."
        ),
        "unclear-number": _(
            "{column}: ”{value}” kan læses både som tusinder og som decimaler. Skriv tallene med to decimaler, og"
            " send "
            "filen igen."
        ),
        "several-labels": _(
            "Flere etiketter skelner mellem filens målinger: {labels}. Træk kun målinger ud, som én etiket "
            "skelner mellem, og send filen igen."
        ),
        "hidden-rows-asked": _(
            "Skjulte rækker i regnearket er læst: {count} (række {rows}). Skal de ikke tælle, så slet dem, og "
            "send filen igen."
        ),
        "hidden-sheet-asked": _(
            "Arket er skjult. Læste rækker: {count}. Skal de ikke tælle, så send filen igen uden arket."
        ),
        "rows-above": _(
            "Kolonnenavnene står i linje {header}. Over dem er der linjer, som ligner rækker, men ikke er læst "
            "(linje {lines}). Skal de tælle, så flyt dem under kolonnenavnene, og send filen igen."
        ),
        "no-header-line": _(
            "Kolonnenavnene skulle stå i linje {row}, men der er ingen tekst i den linje. Ret filen, og send den "
            "igen."
        ),
        "date-alone": _(
            "{column}: ”{value}” er en dato uden klokkeslæt, og intet siger, hvilket der menes. Eksportér "
            "klokkeslættet med, og send filen igen."
        ),
        "date-alone-read": _(
            "{column}: {count} værdier er en dato uden klokkeslæt (den første i række {other}) og er læst som "
            "kl. {time}. Menes der et andet, så eksportér klokkeslættet med, og send filen igen."
        ),
        "date-order-unknown": _(
            "{column}: ”{value}” kan læses både med dagen og med måneden først, og ingen række viser hvilken. "
            "Eksportér datoerne som 2026-10-31, og send filen igen."
        ),
        "day-first-unproven": _(
            "Ingen af datoerne i {columns} viser, om dagen eller måneden står først. De er læst med dagen først, "
            "f.eks. ”{value}” i række {other}. Er det forkert, så eksportér dem som 2026-10-31, og send filen igen."
        ),
        "month-first-unproven": _(
            "Ingen af datoerne i {columns} viser, om dagen eller måneden står først. De er læst med måneden først, "
            "f.eks. ”{value}” i række {other}. Er det forkert, så eksportér dem som 2026-10-31, og send filen igen."
        ),
        "day-first-asked": _(
            "Datoerne i {columns} er læst med dagen først og ligger så i {months} måneder; med måneden først ligger "
            "de alle i den samme. Ingen række viser, hvad der er rigtigt (”{value}” i række {other}). Eksportér dem "
            "som 2026-10-31, og send filen igen."
        ),
        "month-first-asked": _(
            "Datoerne i {columns} er læst med måneden først og ligger så i {months} måneder; med dagen først ligger "
            "de alle i den samme. Ingen række viser, hvad der er rigtigt (”{value}” i række {other}). Eksportér dem "
            "som 2026-10-31, og send filen igen."
        ),
        "contradicting-checks": _(
            "Målinger af samme ydelse i samme sekund modsiger hinanden (antal sekunder: {values}); de første er række "
            "{row} og {other}. Den, der fejlede, tæller, og ydelsen er nede til næste måling. Måler de hver sit, så "
            "giv dem hver sin ydelse, og send filen igen."
        ),
        **of_kinds_in_the_workplace(),
    }

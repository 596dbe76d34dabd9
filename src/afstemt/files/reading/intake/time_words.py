"""The sentence for each finding about times: how they were read, and why some cannot be."""

from afstemt.core.units.wording import _


def of_times() -> dict[str, str]:
    """Return what is to be said of a column's or a row's times as they were read, by code."""
    return {**_of_order(), **_of_forms(), **_of_repeated_hour()}


def of_time_cells() -> dict[str, str]:
    """Return what can be wrong with the time in a cell, by code, without what became of the cell."""
    return {
        "end-before-start": _("Rækken slutter før start: {end} ligger før {begin}."),
        "two-zones": _(
            "{column} er et tidspunkt uden tidszone, men andre rækker (f.eks. række {other}) har zone. "
            "Skriv zonen i alle tidspunkter."
        ),
        "no-offset": _(
            "{column} er et tidspunkt uden tidszone. Skriv den (f.eks. +02:00), eller skriv {in_profile} under [times] "
            'zone = "{zone}" (eller "UTC").'
        ),
        "bad-time": _("{column}: ”{value}” er ikke et tidspunkt. Der ventes formen {expected}."),
        "no-such-date": _("{column}: ”{value}” er en dato eller et klokkeslæt, der ikke findes."),
        "date-alone": _(
            "{column}: ”{value}” er en dato uden klokkeslæt, og intet siger, hvilket der menes. Eksportér det, eller "
            'skriv i mappens profil.toml under [times.date_alone]: {column} = "00:00" (dagens begyndelse), "24:00" '
            "(dens slutning) eller et klokkeslæt som servicetidens."
        ),
        "date-order-unknown": _(
            "{column}: ”{value}” kan læses både med dagen og med måneden først, og ingen række viser hvilken. Skriv "
            'first = "day" eller first = "month" i mappens profil.toml under [times].'
        ),
        "skipped-hour": _("{column}: ”{value}” findes ikke i {zone}, hvor uret stilles frem."),
        "time-out-of-range": _("{column}: ”{value}” ligger uden for årene 1970 til 2099."),
        "repeated-hour": _("{column}: ”{value}” forekommer to gange i {zone}, hvor uret stilles tilbage."),
    }


def _of_order() -> dict[str, str]:
    """Return what stands first in a day of two numbers and a year, and how that is known."""
    return {
        "two-date-orders": _(
            "Kolonnen {column} har to rækkefølger af dag og måned: ”{day}” (række {day_row}, {day_count} i alt) har "
            "dagen først, ”{month}” (række {month_row}, {month_count} i alt) måneden. Andre datoer i den kan så læses "
            "begge veje, og filen er ikke læst. Ret dem, der er forkerte, eller eksportér datoerne som 2026-10-31."
        ),
        "day-first": _(
            "{column}: alle datoer er læst med dagen først, for ”{value}” (række {other}) kan kun læses sådan."
        ),
        "month-first": _(
            "{column}: alle datoer er læst med måneden først, for ”{value}” (række {other}) kan kun læses sådan."
        ),
        "day-first-by-column": _(
            "{column}: datoer som ”{value}” er læst med dagen først, som {by} viser (”{shown}” i række {other})."
        ),
        "month-first-by-column": _(
            "{column}: datoer som ”{value}” er læst med måneden først, som {by} viser (”{shown}” i række {other})."
        ),
        "day-first-unproven": _(
            "Ingen af datoerne i {columns} viser, om dagen eller måneden står først. De er læst med dagen først "
            "efter profilen {profile}, f.eks. ”{value}” i række {other}. Er det forkert, så skriv first = "
            '"month" i mappens profil.toml under [times].'
        ),
        "month-first-unproven": _(
            "Ingen af datoerne i {columns} viser, om dagen eller måneden står først. De er læst med måneden først "
            "efter profilen {profile}, f.eks. ”{value}” i række {other}. Er det forkert, så skriv first = "
            '"day" i mappens profil.toml under [times].'
        ),
        "day-first-asked": _(
            "Datoerne i {columns} er læst med dagen først og ligger så i {months} måneder; med måneden først ligger de "
            "alle i den samme. Ingen række viser, hvad der er rigtigt (”{value}” i række {other}). Skriv "
            'first = "day" eller first = "month" i mappens profil.toml under [times].'
        ),
        "month-first-asked": _(
            "Datoerne i {columns} er læst med måneden først og ligger så i {months} måneder; med dagen først ligger de "
            "alle i den samme. Ingen række viser, hvad der er rigtigt (”{value}” i række {other}). Skriv "
            'first = "day" eller first = "month" i mappens profil.toml under [times].'
        ),
    }


def _of_forms() -> dict[str, str]:
    """Return which forms of times stand in a column."""
    return {
        "several-date-forms": _(
            "{column} har datoer skrevet på flere måder: ”{first}” (række {first_row}, {first_count} i alt) og "
            "”{other}” (række {other_row}, {other_count} i alt). De er læst hver for sig."
        ),
        "dates-turned": _(
            "{column} har datoer skrevet på to måder: ”{first}” (række {first_row}, {first_count} i alt) og ”{other}” "
            "(række {other_row}, {other_count} i alt), og ingen af dem med året først er efter den 12. i måneden. Det "
            "sker, når et regneark med et andet lands indstilling bytter dag og måned i de datoer, det kan. De er "
            "læst, som de står. Kontrollér dem mod kilden, eller eksportér filen igen uden om regnearket."
        ),
        "date-alone-read": _(
            "{column}: {count} værdier er en dato uden klokkeslæt (den første i række {other}) og er læst som "
            "kl. {time}. Et andet klokkeslæt kan skrives i mappens profil.toml under [times.date_alone]."
        ),
        "zone-not-told": _(
            "Filen har enten gemte værdier med tider i UTC eller viste værdier med lokal tid, og intet i den siger "
            "hvilke: ingen af {columns} er udfyldt, eller de er skrevet på begge måder. Hent en af dem med, eller "
            'skriv {in_profile} under [times] {line} eller zone = "contract".'
        ),
        "local-times": _("Tidspunkter uden tidszone er læst som lokal tid i {zone}."),
    }


def _of_repeated_hour() -> dict[str, str]:
    """Return how a time was read that occurs twice."""
    return {
        "repeated-hour-by-row": _(
            "{column}: ”{value}” forekommer to gange i {zone}, hvor uret stilles tilbage; kun den ene passer med "
            "rækkens andre tidspunkter, og den er brugt."
        ),
        "repeated-hour-by-order": _(
            "{column}: ”{value}” forekommer to gange i {zone}, hvor uret stilles tilbage; kun den ene passer med "
            "opdateringernes rækkefølge, og den er brugt."
        ),
        "repeated-hour-by-series": _(
            "{column}: ”{value}” forekommer to gange i {zone}, hvor uret stilles tilbage; rækkernes orden i filen "
            "viser hvilken, og den er brugt."
        ),
        "repeated-hour-earliest": _(
            "{column}: ”{value}” forekommer to gange i {zone}, hvor uret stilles tilbage; den første er brugt. Giver "
            "den anden en anden afgørelse af et servicemål, er det med forbehold."
        ),
        "repeated-hour-latest": _(
            "{column}: ”{value}” forekommer to gange i {zone}, hvor uret stilles tilbage; den anden er brugt. Giver "
            "den første en anden afgørelse af et servicemål, er det med forbehold."
        ),
    }

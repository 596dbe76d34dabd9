"""The sentences about which rows are read and as what: filters, kinds of case, and who took the initiative."""

from afstemt.core.units.wording import _


def of_kinds() -> dict[str, str]:
    """Return the sentence for each finding about which rows are read and as what; ``what`` is the table in words."""
    return {
        "left-out:1": _("Profilen {profile} udelader 1 række efter {column}: {values}."),
        "left-out": _("Profilen {profile} udelader {count} rækker efter {column}: {values}."),
        "no-filter-column": _(
            "Profilen {profile} vælger rækker efter {column}, men filen har ikke kolonnen. Alle rækker er læst. "
            "Eksportér kolonnen, eller ret profilen."
        ),
        "kinds": _("Sagerne efter {column}: {values}."),
        "several-types": _(
            "Filen har flere slags sager efter {column}: {values}. De tæller alle med. Skriv i en kopi af "
            'profilen {profile}, hvilke der skal: [[filter]] column = "{column}", only = ["{first}"].'
        ),
        "parts-left-out": _(
            "Rækker, der er dele af sager og ikke sager for sig, er udeladt efter {column}: {values}."
        ),
        "kind-by-id": _("Rækkerne er læst som {what}, da {column} begynder med {values}."),
        "unknown-kind": _(
            "Rækker af en slags, som ingen profil kender, er sat til side efter {column}: {values}. Skriv, hvad de er, "
            "{in_profile} under [kind] {line}, eller udelad dem med et [[filter]]."
        ),
        "unknown-kinds-read": _(
            "Ingen profil kender filens slags sager efter {column}: {values}. De er alle læst som {what}. Er de "
            "det, så skriv {in_profile} under [kind] {line}."
        ),
        "kind-not-told": _(
            "Filen siger ikke, hvilken slags sager den har, og er læst som {what}. Eksportér kolonnen med "
            "sagernes type, eller vælg blandt profilerne {profiles} (--as på kommandolinjen, eller i mappens "
            'profil.toml: like = "{profile}").'
        ),
        "kind-of-none": _(
            "Filen har ingen rækker, og den siger ikke, hvilken slags sager der ingen er af, så den er ikke "
            "brugt. Vælg blandt profilerne {profiles} (--as på kommandolinjen, eller i mappens profil.toml: like "
            '= "{profile}").'
        ),
        "kind-unread": _(
            "Filens rækker er læst som {what} ({told}), og {what} skal have {target}, som filen ikke har: "
            "{column}. Eksportér kolonnen, eller skriv {in_profile} under [columns] {target} = kolonnen, der siger det."
        ),
        "kind-set-aside": _(
            "Rækkerne med {what} ({told}) er sat til side, for de skal have {target}, som filen ikke har: "
            "{column}. Eksportér kolonnen, eller skriv {in_profile} under [columns] {target} = kolonnen, der siger det."
        ),
        "retyped": _(
            "{value} er her en af de leverede {what}, men i {file}, som er nyere, er sagen blandt "
            "{elsewhere}: {deliverer} har taget den ud af {what}. Rækken er sat til side, og tallene siger, "
            "hvad den højst kan betyde. Afklar, om sagen er flyttet med rette; er den det, godkender "
            "myndigheden det i decisions: kind accept_retyping, table {table}, row_id {value}."
        ),
        "left-out-later": _(
            "{value} er her en af de leverede {what}, men udelades efter sin type eller tilstand i {file}, "
            "som er nyere: {deliverer} har taget den ud af {what}. Rækken er sat til side, og tallene siger, "
            "hvad den højst kan betyde. Afklar, om sagen er taget ud med rette; er den det, godkender "
            "myndigheden det i decisions: kind accept_retyping, table {table}, row_id {value}."
        ),
        "unordered-kinds": _(
            "{value} er her en af de leverede {what}, men en sag af en anden slags i en anden fil, og intet "
            "viser, hvilken af filerne der er den nyeste. Rækken er sat til side, og tallene siger, hvad den "
            "højst kan betyde."
        ),
        "several-ids": _(
            "Rækkerne i {what} har numre af flere slags efter {column}: {values}. Er det dele af de samme sager, "
            "tæller de flere gange. Vælg i en profil, hvilke der tæller: [kind] ids og parts."
        ),
        "other-kind": _(
            "Rækker i {what} hører efter {column} til en anden slags sag: {values}. De er sat til side, og tallene "
            "siger, hvad de højst kan betyde. Flyt dem til den tabel, som de hører til, eller skriv i mappens "
            "profil.toml, at ordene ikke siger det her: under [kind] {line}."
        ),
        "only-parts": _(
            "Filen ligner {title} ({profile}): dens rækker er dele af sager og ikke sager for sig. De er udeladt."
        ),
        "no-kind": _(
            "{column} er tom, så det kan ikke ses, hvilken slags sag rækken er. Den er sat til side."
        ),
        "not-said": _(
            "Antal rækker i {what}, der ikke siger, hvem der tog initiativet ({column}): {count}. De er brugt, "
            "men ikke i tal, der skal bruge det. Eksportér en kolonne, der siger det, eller skriv det i mappens "
            "profil.toml under [columns.{column}]."
        ),
        "party-authority": _("{column}: læst som myndigheden efter partens navn i vilkårene: {values}."),
        "party-supplier": _("{column}: læst som leverandøren efter partens navn i vilkårene: {values}."),
        "unknown-said-near": _(
            "Rækker i {what} har ord for den, der tog initiativet ({column}), som ikke kendes: {values}. Vilkårene "
            "har parten »{near}«; er det den, så ret navnet. De er brugt, men ikke i tal, der skal bruge det. Ellers "
            "skriv {in_profile} under [columns.{column}] {line}."
        ),
        "unknown-said": _(
            "Rækker i {what} har ord for den, der tog initiativet ({column}), som ikke kendes: {values}. De er "
            "brugt, men ikke i tal, der skal bruge det. Skriv {in_profile} under [columns.{column}] {line}."
        ),
        "unknown-said-near-own": _(
            "Rækker i {what} har ord for den, der tog initiativet ({column}), som ikke kendes: {values}. De er "
            "brugt, men ikke i tal, der skal bruge det. Skriv authority eller supplier i stedet, eller partens navn, "
            "som det står i vilkårene: »{near}«?"
        ),
        "unknown-said-own": _(
            "Rækker i {what} har ord for den, der tog initiativet ({column}), som ikke kendes: {values}. De er "
            "brugt, men ikke i tal, der skal bruge det. Skriv authority eller supplier i stedet, eller partens navn, "
            "som det står i vilkårene."
        ),
    }


def of_kinds_in_the_workplace() -> dict[str, str]:
    """Return, by the code of a finding, what is said in the workplace, where there is no profile to write in."""
    return {
        "unknown-kind": _(
            "Rækker af en slags, som ingen profil kender, er sat til side efter {column}: {values}. Skriv deres "
            "slags med et af systemets egne ord, eller træk dem ud for sig, og send filen igen."
        ),
        "other-kind": _(
            "Rækker i {what} hører efter {column} til en anden slags sag: {values}. De er sat til side, og tallene "
            "siger, hvad de højst kan betyde. Flyt dem til den tabel, som de hører til, og send filen igen."
        ),
        "unknown-kinds-read": _(
            "Ingen profil kender filens slags sager efter {column}: {values}. De er alle læst som {what}. Er de "
            "ikke det, så vælg det rigtige system og den rigtige slags, og send filen igen."
        ),
        "kind-not-told": _(
            "Filen siger ikke, hvilken slags sager den har, og er læst som {what}. Eksportér kolonnen med "
            "sagernes type, eller vælg blandt {profiles}, og send filen igen."
        ),
        "kind-of-none": _(
            "Filen har ingen rækker, og den siger ikke, hvilken slags sager der ingen er af, så den er ikke "
            "brugt. Vælg blandt {profiles}, og send den igen."
        ),
        "kind-unread": _(
            "Filens rækker er læst som {what} ({told}), og {what} skal have {target}, som filen ikke har: "
            "{column}. Eksportér kolonnen, og send filen igen."
        ),
        "kind-set-aside": _(
            "Rækkerne med {what} ({told}) er sat til side, for de skal have {target}, som filen ikke har: "
            "{column}. Eksportér kolonnen, og send filen igen."
        ),
        "several-ids": _(
            "Rækkerne i {what} har numre af flere slags efter {column}: {values}. Er det dele af de samme sager, "
            "tæller de flere gange: træk kun den ene slags ud, og send filen igen."
        ),
        "not-said": _(
            "Antal rækker i {what}, der ikke siger, hvem der tog initiativet ({column}): {count}. De er brugt, "
            "men ikke i tal, der skal bruge det. Eksportér en kolonne, der siger det, og send filen igen."
        ),
        "unknown-said-near": _(
            "Rækker i {what} har ord for den, der tog initiativet ({column}), som ikke kendes: {values}. Vilkårene "
            "har parten »{near}«; er det den, så ret navnet, og send filen igen. De er brugt, men ikke i tal, der "
            "skal bruge det."
        ),
        "unknown-said": _(
            "Rækker i {what} har ord for den, der tog initiativet ({column}), som ikke kendes: {values}. De er "
            "brugt, men ikke i tal, der skal bruge det. Skriv authority eller supplier i stedet, og send filen "
            "igen."
        ),
    }

"""The sentences about personal data and other customers' rows, which are not read."""

from afstemt.core.units.wording import _


def of_personal_data() -> dict[str, str]:
    """Return what is to be said, by the code of a finding."""
    return {
        "personal-left-out": _("Kolonner med personoplysninger er ikke læst: {columns}."),
        "cpr-blanked": _(
            "{column} indeholder noget, der ligner et CPR-nummer; teksten er udeladt. Rækken er brugt."
        ),
        "customer-not-checked": _(
            "Filen har ingen kolonne, som profilen {profile} kender som kunden. Alle rækker er læst, som hørte de "
            "til {customer}."
        ),
        "other-customer": _("{count} rækker hører til andre kunder end {customer} og er ikke læst."),
        "only-other-customers:1": _(
            "Filens ene række hører ikke til {customer}; den er ikke læst. Kontrollér kundens navn, og at det er den "
            "rigtige fil."
        ),
        "only-other-customers": _(
            "Ingen af filens {count} rækker hører til {customer}; de er ikke læst. Kontrollér kundens navn, og at "
            "det er den rigtige fil."
        ),
        "no-customer": _(
            "Rækken siger ikke, hvilken kunde den hører til ({column}). Den er sat til side ulæst, da den kan være "
            "{customer}s."
        ),
        "customer-alike": _(
            "Rækkens kunde ({column}) ligner {customer}, men er skrevet på en anden måde. Rækken er sat til side "
            "ulæst; ret navnet."
        ),
    }

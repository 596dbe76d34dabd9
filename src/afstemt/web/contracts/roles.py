"""What each role may do in a contract, and who can have it. One place, read by actions and pages alike."""

from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.parties.models import Organisation

ROLE = Access.Role

AUTHORITY_SIDE = frozenset(
    {ROLE.AUTHORITY_MANAGER, ROLE.SERVICE_OWNER, ROLE.FINANCE, ROLE.BUSINESS, ROLE.AUDITOR}
)
SUPPLIER_SIDE = frozenset({ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER, ROLE.CONTRIBUTOR})

MAY: dict[str, frozenset[str]] = {
    # What a guest gets: the contract's front page, its periods and their reports. Every other page asks for "see".
    "read_report": frozenset(ROLE.values),
    "see": AUTHORITY_SIDE | SUPPLIER_SIDE,
    "give_access": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "edit_terms": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "deliver": frozenset(
        {
            ROLE.AUTHORITY_MANAGER,
            ROLE.SERVICE_OWNER,
            ROLE.SUPPLIER_MANAGER,
            ROLE.SERVICE_MANAGER,
            ROLE.CONTRIBUTOR,
        }
    ),
    "make_key": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "make_report": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER}),
    "write_words": frozenset({ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER, ROLE.CONTRIBUTOR}),
    "submit": frozenset({ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER}),
    "return_report": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SERVICE_OWNER}),
    "approve": frozenset({ROLE.AUTHORITY_MANAGER}),
    "comment": frozenset(ROLE.values) - {ROLE.AUDITOR, ROLE.GUEST},
    "mark_secret": frozenset({ROLE.SUPPLIER_MANAGER}),
    "archive": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SERVICE_OWNER}),
    "penalty_claim": frozenset({ROLE.AUTHORITY_MANAGER}),
    "penalty_waive": frozenset({ROLE.AUTHORITY_MANAGER}),
    "penalty_set_off": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.FINANCE}),
    "penalty_acknowledge": frozenset({ROLE.SUPPLIER_MANAGER}),
    "penalty_dispute": frozenset({ROLE.SUPPLIER_MANAGER}),
    "correction_propose": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "correction_answer": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "approve_terms": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "alias_propose": frozenset(
        {
            ROLE.AUTHORITY_MANAGER,
            ROLE.SERVICE_OWNER,
            ROLE.SUPPLIER_MANAGER,
            ROLE.SERVICE_MANAGER,
            ROLE.CONTRIBUTOR,
        }
    ),
    "alias_answer": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
    "row_answer": frozenset(
        {ROLE.AUTHORITY_MANAGER, ROLE.SERVICE_OWNER, ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER}
    ),
    "mark_done": frozenset(
        {ROLE.AUTHORITY_MANAGER, ROLE.SERVICE_OWNER, ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER}
    ),
}

COUNTERPARTS: dict[str, tuple[str, ...]] = {
    ROLE.AUTHORITY_MANAGER: (ROLE.SUPPLIER_MANAGER,),
    ROLE.SERVICE_OWNER: (ROLE.SERVICE_MANAGER, ROLE.SUPPLIER_MANAGER),
    ROLE.FINANCE: (ROLE.SUPPLIER_MANAGER,),
    ROLE.BUSINESS: (ROLE.SERVICE_MANAGER, ROLE.SUPPLIER_MANAGER),
    ROLE.SUPPLIER_MANAGER: (ROLE.AUTHORITY_MANAGER,),
    ROLE.SERVICE_MANAGER: (ROLE.SERVICE_OWNER, ROLE.AUTHORITY_MANAGER),
    ROLE.CONTRIBUTOR: (ROLE.SERVICE_OWNER, ROLE.AUTHORITY_MANAGER),
}
"""Who answers a role on the other side: the first of these that someone has. A reader and a guest have none."""


def side_of(role: str) -> str:
    """Return the party that a role acts for: ``authority``, ``supplier``, or nothing for a guest."""
    if role in AUTHORITY_SIDE:
        return "authority"
    return "supplier" if role in SUPPLIER_SIDE else ""


def roles_given_by(role: str) -> tuple[str, ...]:
    """Return the roles that one with ``role`` may give: those of the own side, and a guest's."""
    side = side_of(role)
    return tuple(one for one in ROLE.values if side and side_of(one) in (side, ""))


def may_hold(role: str, organisation: Organisation, contract: Contract) -> bool:
    """Return whether one who acts for the organisation can have the role in the contract.

    A role belongs to its party's own people. An adviser may read along with the authority, a subcontractor may
    contribute for the supplier, and a guest may be of either party, an adviser or a subcontractor.
    """
    own = {"authority": (contract.authority_id,), "supplier": (contract.supplier_id,)}.get(
        side_of(role), (contract.authority_id, contract.supplier_id)
    )
    kinds = {
        ROLE.AUDITOR: (Organisation.Kind.ADVISER,),
        ROLE.CONTRIBUTOR: (Organisation.Kind.SUBCONTRACTOR,),
        ROLE.GUEST: (Organisation.Kind.ADVISER, Organisation.Kind.SUBCONTRACTOR),
    }.get(Access.Role(role), ())
    return organisation.pk in own or organisation.kind in kinds


def title(role: str) -> str:
    """Return the role's name, in Danish (a msgid)."""
    return {
        ROLE.AUTHORITY_MANAGER: "Kontraktansvarlig (myndighed)",
        ROLE.SERVICE_OWNER: "Serviceejer",
        ROLE.FINANCE: "Økonomi",
        ROLE.BUSINESS: "Forretning",
        ROLE.AUDITOR: "Læser/revisor",
        ROLE.SUPPLIER_MANAGER: "Kontraktansvarlig (leverandør)",
        ROLE.SERVICE_MANAGER: "Service manager",
        ROLE.CONTRIBUTOR: "Bidragyder",
        ROLE.GUEST: "Gæst",
    }[Access.Role(role)]


def rights_in_words(role: str) -> tuple[str, ...]:
    """Return what the role may do, in words; every line of ``MAY`` has its words here."""
    words = {
        "read_report": _("læse driftsrapporter"),
        "see": _("læse kontraktens øvrige sider"),
        "give_access": _("give og afslutte adgang for sin part"),
        "edit_terms": _("lægge vilkår ind"),
        "deliver": _("levere data"),
        "make_key": _("lave adgangsnøgler til HTTP-grænsefladen"),
        "make_report": _("beregne driftsrapporten"),
        "write_words": _("skrive leverandørens tekst"),
        "submit": _("indsende driftsrapporten"),
        "return_report": _("sende driftsrapporten retur"),
        "approve": _("godkende driftsrapporten og låse perioden"),
        "comment": _("kommentere"),
        "mark_secret": _("mærke forretningshemmeligheder"),
        "archive": _("hente pakken til journalsagen"),
        "penalty_claim": _("gøre bod gældende"),
        "penalty_waive": _("frafalde bod"),
        "penalty_set_off": _("registrere modregning af bod"),
        "penalty_acknowledge": _("anerkende bod"),
        "penalty_dispute": _("bestride bod"),
        "correction_propose": _("foreslå efterreguleringer af låste perioder"),
        "correction_answer": _("godkende eller bestride efterreguleringer, som den anden part foreslår"),
        "approve_terms": _("godkende vilkår for sin part"),
        "alias_propose": _("foreslå, hvad et navn i data betyder"),
        "alias_answer": _("bekræfte eller afvise, hvad et navn i data betyder"),
        "row_answer": _("svare på, om rækker, som en senere leverance ikke har, stadig gælder"),
        "mark_done": _("melde dage i kontraktens kalender udført"),
    }
    return tuple(words[what] for what, roles in MAY.items() if role in roles)

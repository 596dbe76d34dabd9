"""What each role may do in a contract. One table, read by actions and pages alike."""

from afstemt.web.contracts.models import Access

ROLE = Access.Role

AUTHORITY_SIDE = frozenset(
    {ROLE.AUTHORITY_MANAGER, ROLE.SERVICE_OWNER, ROLE.FINANCE, ROLE.BUSINESS, ROLE.AUDITOR}
)
SUPPLIER_SIDE = frozenset({ROLE.SUPPLIER_MANAGER, ROLE.SERVICE_MANAGER, ROLE.CONTRIBUTOR})

MAY: dict[str, frozenset[str]] = {
    "see": frozenset(ROLE.values),
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
    "approve_terms": frozenset({ROLE.AUTHORITY_MANAGER, ROLE.SUPPLIER_MANAGER}),
}


def may(access: Access | None) -> frozenset[str]:
    """Return what the person's access lets them do."""
    return frozenset(what for what, roles in MAY.items() if access is not None and access.role in roles)


def side_of(role: str) -> str:
    """Return the party that a role acts for: ``authority``, ``supplier``, or nothing for a guest."""
    if role in AUTHORITY_SIDE:
        return "authority"
    return "supplier" if role in SUPPLIER_SIDE else ""


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

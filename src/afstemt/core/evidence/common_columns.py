"""Columns that several fact tables have."""

from afstemt.core.evidence.column import (
    Column,
    choice,
    count,
    name,
    need,
    need_at,
    need_name,
)

ID = need("id", "Id", "What the row is known by in its source system.")
TITLE = Column("title", "Titel", "What it is about, in a line.")
STATUS = Column("status", "Status", "Its state in the source system's words.", grouped=True)
SYSTEM = name("system", "System", "The system's id in the terms.", "system")
SERVICE = name("service", "Tjeneste", "The service's id in the terms.", "service")
REASON = Column("reason", "Begrundelse", "Why, in words.")
CAUSE = Column("cause", "Årsag", "What caused it, in words.")
USERS = count("affected_users", "Berørte brugere", "How many users it affected.", "users")
TICKET = need("ticket_id", "Sag", "The ticket's id.")
FROM = need_at("from_at", "Fra", "When it began.")
TO = need_at("to_at", "Til", "When it ended; this second no longer belongs to it.")
AT = need_at("at", "Tidspunkt", "When it was.")
OF_SERVICE = need_name("service", "Tjeneste", "The service's id in the terms.", "service")
RESPONSIBLE = choice(
    *("responsible", "Ansvarlig", "Who answers for it.", "supplier", "authority", "third_party"),
    default="supplier",
)
INITIATOR = choice(*("initiator", "Initiativtager", "Who asked for it.", "authority", "supplier"), asked=True)

"""Why an action is refused, as a value that a page can show."""


class NotAllowed(Exception):  # noqa: N818 - the domain's word
    """The person's role does not let them do this; the text says who can."""


class WrongState(Exception):  # noqa: N818 - the domain's word
    """The thing is not where the action begins: someone else was first, or it has been done. The text says so."""


class NoRoom(Exception):  # noqa: N818 - the domain's word
    """The installation has no room for what was sent; nothing of it is kept. The text says so."""

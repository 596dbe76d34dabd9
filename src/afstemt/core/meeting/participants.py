"""Who takes part, with counterparts of equivalent seniority and mandate, and what is missing."""

from afstemt.core.report.blocks import Block, Bullets, Table, Text
from afstemt.core.report.parts import column
from afstemt.core.terms.model.follow_up import Participant
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.wording import _


def party_name(terms: Terms, participant: Participant) -> str:
    """Return the participant's party by its short name."""
    party = terms.party(participant.party)
    return party.short_name or party.name


def missing_counterparts(terms: Terms) -> tuple[str, ...]:
    """Return a sentence per participant whose counterpart is not named, or does not take part for the other party."""
    found = []
    people = terms.framework.participants
    for one in people:
        who = _("{role} ({party})").format(role=one.role, party=party_name(terms, one))
        if not one.counterpart:
            found.append(_("{who} har ingen modpart.").format(who=who))
        elif not any(
            other.role.casefold() == one.counterpart.casefold() and other.party != one.party
            for other in people
        ):
            found.append(
                _("Modparten til {who}, {counterpart}, er ikke blandt den anden parts deltagere.").format(
                    who=who, counterpart=one.counterpart
                )
            )
    return tuple(found)


def participants(terms: Terms, boxes: bool) -> tuple[Block, ...]:
    """Return the table of participants, with boxes to tick in the minutes, and the missing counterparts."""
    people = terms.framework.participants
    if not people:
        return (Text(_("Deltagerne er ikke aftalt i kontraktens vilkår (framework.participants).")),)
    heading = [
        column(_("Rolle"), weight=1.6),
        column(_("Part"), weight=1.4),
        column(_("Mandat"), weight=1.8),
        column(_("Modpart"), weight=1.4),
        column(_("På mødet"), weight=1),
    ]
    rows = [
        (
            f"{one.role}, {one.name}" if one.name else one.role,
            party_name(terms, one),
            one.mandate,
            one.counterpart or _("mangler"),
            "☐" if boxes else _duty(one),
        )
        for one in people
    ]
    made: list[Block] = [Table(_("Deltagere og deres modparter"), tuple(heading), tuple(rows))]
    missing = missing_counterparts(terms)
    if missing:
        made.append(Text(_("Bemærk: modparter, der mangler")))
        made.append(Bullets(missing))
    return tuple(made)


def _duty(one: Participant) -> str:
    duties = [word for has, word in ((one.chair, _("mødeleder")), (one.minutes, _("referent"))) if has]
    return ", ".join(duties) or _("deltager")

"""Beslutninger: what has been decided about a contract, by whom and why, read from the audit rows in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from afstemt.core.units.formats import day
from afstemt.core.units.wording import _
from afstemt.files.kept import told_line
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.roles import AUTHORITY_SIDE, SUPPLIER_SIDE, title
from afstemt.web.parties.models import Person


@dataclass(frozen=True)
class Decision:
    """One decision in words.

    Attributes:
        what: A whole sentence without its full stop.
        who: The name of who did it; empty for the installation itself.
        organisation: Whom that person acts for; empty likewise.
        on_behalf_of: Whose stand-in that was; empty for none.
        why: The reason given; empty for none.
    """

    at: datetime
    what: str
    who: str
    organisation: str
    on_behalf_of: str
    why: str


def shared() -> dict[str, str]:
    """Return the words of what both parties may read. A verb that is here or in ``own`` is shown; no other is."""
    return {
        "create_contract": _("Kontrakten er oprettet"),
        "add_version": _("Vilkår fra {about} er lagt ind"),
        "replace_draft": _("Udkastet til vilkår fra {about} er ændret"),
        "withdraw_draft": _("Udkastet til vilkår fra {about} er trukket tilbage"),
        "approve_version": _("Vilkår fra {about} er godkendt"),
        "deliver": _("Filer er leveret"),
        "key_in_figures": _("Nøgletal er indtastet"),
        "alias_propose": _("Det er foreslået, hvad et navn i data betyder ({about})"),
        "alias_confirm": _("Det er bekræftet, hvad et navn i data betyder ({about})"),
        "alias_reject": _("Det er afvist, hvad et navn i data betyder ({about})"),
        "alias_withdraw": _("Et forslag om, hvad et navn i data betyder, er trukket tilbage ({about})"),
        "alias_end": _("En part vil ikke længere have, at et navn i data betyder det, det gør ({about})"),
        "alias_keep": _("Et navn i data betyder fortsat det samme ({about})"),
        "state_none": _("Det er sagt, at der ingen var ({about})"),
        "withdraw_none": _("Det er trukket tilbage, at der ingen var ({about})"),
        "attach_report": _("Leverandørens egen rapport er vedlagt"),
        "withdraw_report": _("Leverandørens egen rapport er trukket tilbage"),
        "make_key": _("En adgangsnøgle er lavet"),
        "revoke_key": _("En adgangsnøgle er tilbagekaldt"),
        "confirm_delivery": _("En leverance er bekræftet"),
        "answer_rows": _("Der er svaret på rækker, som en senere leverance ikke har ({about})"),
        "agree_rows": _("Et svar på en række, som en senere leverance ikke har, er tiltrådt ({about})"),
        "reject_rows": _("Et svar på en række, som en senere leverance ikke har, er afvist ({about})"),
        "withdraw_rows": _(
            "Et svar på en række, som en senere leverance ikke har, er trukket tilbage ({about})"
        ),
        "order_files": _("Rækkefølgen af en leverances filer er oplyst"),
        "read_again": _("Leverede filer er læst igen"),
        "keep_profile": _("En profil for partens filer er gemt ({about})"),
        "end_profile": _("En profil for partens filer er afsluttet ({about})"),
        "withdraw_delivery": _("En leverance er trukket tilbage"),
        "make_report": _("Driftsrapporten er beregnet ({about})"),
        "write_words": _("Leverandørens tekst er gemt ({about})"),
        "submit_report": _("Driftsrapporten er indsendt ({about})"),
        "return_report": _("Driftsrapporten er sendt retur ({about})"),
        "approve_report": _("Driftsrapporten er godkendt, og perioden er låst ({about})"),
        "set_journal_number": _("Journalnummeret er skrevet ({about})"),
        "mark_secret": _("Et afsnit er mærket som en forretningshemmelighed ({about})"),
        "penalty_claim": _("Boden er gjort gældende ({about})"),
        "penalty_acknowledge": _("Boden er anerkendt ({about})"),
        "penalty_dispute": _("Boden er bestridt ({about})"),
        "penalty_set_off": _("Boden er modregnet ({about})"),
        "penalty_waive": _("Boden er frafaldet ({about})"),
        "mark_done": _("»{about}« i kontraktens kalender er meldt udført {done_on}"),
        "unmark_done": _("»{about}« i kontraktens kalender er ikke længere meldt udført"),
        "correction_propose": _("En efterregulering er foreslået ({about})"),
        "correction_agree": _("En efterregulering er godkendt ({about})"),
        "correction_dispute": _("En efterregulering er bestridt ({about})"),
        "correction_withdraw": _("En efterregulering er trukket tilbage ({about})"),
    }


def own() -> dict[str, str]:
    """Return the words of what a party decides about its own people, which the other party does not read."""
    return {
        "give_access": _("{person} har fået rollen {role}"),
        "change_role": _("{person} har skiftet rolle fra {before} til {role}"),
        "end_access": _("Adgangen for {person} er afsluttet"),
        "hand_over": _("Rollen {role} er overdraget fra {person} til {to}"),
        "name_stand_in": _("{person} er stedfortræder fra {from_day} til og med {to_day}"),
        "end_stand_in": _("{person} er ikke længere stedfortræder"),
        "invite": _("En invitation er sendt ({role})"),
        "revoke_invitation": _("En invitation er trukket tilbage ({role})"),
        "accept_invitation": _("En invitation er taget imod ({role})"),
    }


def decisions_of(contract: Contract, side: str) -> QuerySet[AuditRow]:
    """Return the audit rows that one of the side may read, newest first."""
    roles = AUTHORITY_SIDE if side == "authority" else SUPPLIER_SIDE
    colleagues = Access.objects.filter(contract=contract, role__in=roles).values("person")
    return (
        contract.audit.filter(Q(verb__in=shared()) | Q(verb__in=own(), actor__in=colleagues))
        .select_related("actor__organisation")
        .order_by("-at", "-id")
    )


def in_words(rows: Iterable[AuditRow]) -> list[Decision]:
    """Return the rows in words, with one query for the names of all whom they are about."""
    rows = list(rows)
    words = shared() | own()
    names = dict(
        Person.objects.filter(pk__in={one for row in rows for one in _people(row)}).values_list("pk", "name")
    )
    return [
        Decision(
            row.at,
            words[row.verb].format_map(_Places(row, names)),
            row.actor.name if row.actor else "",
            row.actor.organisation.name if row.actor and row.actor.organisation else "",
            names.get(row.details.get("on_behalf_of"), ""),
            told_line(row.details.get("reason", "")),
        )
        for row in rows
    ]


def _people(row: AuditRow) -> list[int]:
    kind, _space, number = row.about.partition(" ")
    about = [int(number)] if kind == "person" and number.isdecimal() else []
    return [
        *about,
        *(row.details[key] for key in ("to", "on_behalf_of") if isinstance(row.details.get(key), int)),
    ]


class _Places(dict[str, str]):
    """The places of a sentence, filled in from an audit row; what an older row does not say is a dash."""

    def __init__(self, row: AuditRow, names: dict[int, str]) -> None:
        super().__init__({key: _shown(str(value)) for key, value in row.details.items()})
        self["about"] = _shown(row.about)
        people = _people(row)
        if row.about.startswith("person ") and people:
            self["person"] = names.get(people[0], "–")
        if "to" in row.details:
            self["to"] = names.get(row.details["to"], "–")
        for key in ("role", "before"):
            if row.details.get(key) in Access.Role.values:
                self[key] = _(title(row.details[key]))

    def __missing__(self, _key: str) -> str:
        return "–"


def _shown(value: str) -> str:
    """Return a day as ``31. oktober 2026`` where it is one; all else as it is."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value

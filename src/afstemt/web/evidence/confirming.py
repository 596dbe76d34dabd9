"""Confirming a delivery: from then on it is part of the contract's evidence."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.files.kept import kept_line
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries
from afstemt.web.evidence.facts.comparison import Comparison
from afstemt.web.evidence.holding import let_go_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.row_counts import counts_of, write_counts
from afstemt.web.evidence.store import comparison_of
from afstemt.web.evidence.withdrawing import take_back
from afstemt.web.parties.models import Person
from afstemt.web.refusals import WrongState


def confirm(
    *,
    actor: Person,
    delivery: Delivery,
    at: datetime,
    seen: Collection[int] | None = None,
    replaces: Collection[int] = (),
    both_count: bool = False,
    through: str = "",
) -> Delivery:
    """Make a delivery part of the contract's evidence.

    Args:
        seen: The confirmed deliveries that the differences were shown against, by id; None when none were shown.
        replaces: Earlier deliveries, by id, that are withdrawn in the same decision.
        both_count: Rows that overlap with an earlier delivery that stays are to count in both.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been confirmed or withdrawn already, other deliveries have been confirmed since the
            differences were shown, or its rows would count twice and nobody has said whether they should.
    """
    contract = delivery.contract
    mandate_to(contract, actor, "deliver")
    if delivery.state != Delivery.State.READ:
        raise WrongState(_("Leverancen er allerede bekræftet eller trukket tilbage."))
    standing = queries.confirmed(contract)
    compared = comparison_of(delivery, standing)
    counts = counts_of([*(one for one in standing if one.pk not in replaces), delivery])
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=contract.pk)  # one confirmation at a time
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        mandate = mandate_to(held.contract, actor, "deliver")
        if held.state != Delivery.State.READ:
            raise WrongState(_("Leverancen er allerede bekræftet eller trukket tilbage."))
        standing = queries.confirmed(contract)
        _must_be_seen(compared, standing, seen)
        _must_be_decided(compared, replaces, both_count)
        for one in standing:
            if one.pk in replaces:
                why = kept_line(_("Erstattet af en ny leverance."))
                take_back(mandate=mandate, held=one, reason=why, at=at, through=through)
        held.state, held.confirmed_at, held.confirmed_by = Delivery.State.CONFIRMED, at, actor
        held.save(update_fields=("state", "confirmed_at", "confirmed_by"))
        write_counts([*(one for one in standing if one.pk not in replaces), held], counts)
        let_go_of(held)
        record(
            verb="confirm_delivery",
            at=at,
            by=mandate,
            about=held.key,
            through=through,
            replaces=sorted(replaces),
            changes={one.table: [one.new, one.changed, one.same] for one in compared.differences},
        )
    return held


def _must_be_seen(compared: Comparison, standing: Sequence[Delivery], seen: Collection[int] | None) -> None:
    now = tuple(one.pk for one in standing)
    if compared.basis != now or (seen is not None and tuple(seen) != now):
        raise WrongState(
            _("En anden leverance er bekræftet eller trukket tilbage, siden du så forskellene. Se dem igen.")
        )


def _must_be_decided(compared: Comparison, replaces: Collection[int], both_count: bool) -> None:
    left = {one.delivery for one in compared.overlaps} - set(replaces)
    if left and not both_count:
        raise WrongState(
            _(
                "Rækkerne overlapper en tidligere leverance og ville tælle to gange. Vælg, om den tidligere skal "
                "erstattes, eller om begge skal tælle."
            )
        )

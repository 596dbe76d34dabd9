"""Making, finding and revoking access keys."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from afstemt.core.units.wording import _
from afstemt.web.api.models import AccessKey
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

PREFIX = "afst_"
LONGEST_DAYS = 366
"""Days that a key can live; then a new one is made."""
USES = ("read", "deliver", "confirm")
_NOTICED = timedelta(minutes=1)


def digest(secret: str) -> str:
    """Return what is kept of a key. It has 256 random bits, so one hash without salt is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_key(
    *,
    actor: Person,
    contract: Contract,
    name: str,
    uses: Collection[str],
    days: int,
    at: datetime,
    form: UUID | None = None,
) -> tuple[AccessKey, str]:
    """Make a key; return it with the secret, which is not kept.

    Args:
        uses: Of ``USES``.
        days: How long it lives.
        form: Of which form it was sent with; None for none.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has no name, can be used for nothing, or would live too long; or the form has been sent before.
    """
    mandate = mandate_to(contract, actor, "make_key")
    if not name.strip():
        raise WrongState(_("Skriv, hvad nøglen er til."))
    if not set(uses) & set(USES):
        raise WrongState(_("Vælg, hvad nøglen kan bruges til."))
    if not 1 <= days <= LONGEST_DAYS:
        raise WrongState(_("En nøgle kan højst gælde i {n} dage.").format(n=LONGEST_DAYS))
    secret = PREFIX + secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            key = AccessKey.objects.create(
                contract=contract,
                name=name.strip()[:100],
                digest=digest(secret),
                beginning=secret[:9],
                may_read="read" in uses,
                may_deliver="deliver" in uses,
                may_confirm="confirm" in uses,
                made_at=at,
                made_by=actor,
                expires_at=at + timedelta(days=days),
                form=form,
            )
    except IntegrityError as error:
        raise WrongState(
            _(
                "Nøglen er allerede lavet: formularen blev sendt to gange, og nøglen vises kun i svaret på den første. "
                "Har du ikke kopieret den, så tilbagekald den, og lav en ny."
            )
        ) from error
    record(
        verb="make_key",
        at=at,
        by=mandate,
        about=str(key),
        uses=[use for use in USES if use in uses],
        days=days,
    )
    return key, secret


@transaction.atomic
def revoke_key(*, actor: Person, key: AccessKey, at: datetime) -> AccessKey:
    """Revoke a key, at once.

    Raises:
        NotAllowed: The actor's role does not let them, or it is the other party's key.
        WrongState: It has been revoked already.
    """
    held = AccessKey.objects.select_for_update().select_related("made_by").get(pk=key.pk)
    mandate = mandate_to(held.contract, actor, "make_key")
    if held.made_by.organisation_id != actor.organisation_id:
        raise NotAllowed(_("Hver part tilbagekalder sine egne nøgler."))
    if held.revoked_at is not None:
        raise WrongState(_("Nøglen er allerede tilbagekaldt."))
    held.revoked_at, held.revoked_by = at, actor
    held.save(update_fields=("revoked_at", "revoked_by"))
    record(verb="revoke_key", at=at, by=mandate, about=str(held))
    return held


def key_of(secret: str, at: datetime) -> AccessKey | None:
    """Return the key that a system called with, when it can be used now; its use is noted to the minute.

    None, by the same path, for a key that is not there, has expired, is revoked, or whose maker no longer has access.
    """
    found = (
        AccessKey.objects.filter(
            digest=digest(secret),
            revoked_at__isnull=True,
            expires_at__gt=at,
            made_by__is_active=True,
        )
        .select_related("made_by")
        .first()
    )
    if found is None or not Contract.objects.visible_to(found.made_by).filter(pk=found.contract_id).exists():
        return None
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - _NOTICED)
    if found.last_used_at is None or found.last_used_at < at - _NOTICED:
        AccessKey.objects.filter(stale, pk=found.pk).update(last_used_at=at)
    return found

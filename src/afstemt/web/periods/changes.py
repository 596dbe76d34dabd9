"""What changed from one version of a period's report to the next, in words."""

from decimal import Decimal

from afstemt.core.measurement.outcome import VERDICTS
from afstemt.core.report.words import state_word
from afstemt.core.units.formats import show
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _
from afstemt.web.periods.models import ReportVersion


def changes(now: ReportVersion, before: ReportVersion | None) -> tuple[str, ...]:
    """Return a line for each level whose figure or verdict differs, and for the penalty and the bonus."""
    if before is None:
        return ()
    found = []
    earlier = {row["subject"]: row for row in before.history}
    later = {row["subject"]: row for row in now.history}
    for subject in [*later, *(subject for subject in earlier if subject not in later)]:
        was, is_ = earlier.get(subject), later.get(subject)
        if not any(one and one["state"] in VERDICTS for one in (was, is_)):
            continue
        if was is None or is_ is None:
            template = _("{subject} er kommet til") if was is None else _("{subject} er ikke længere med")
            found.append(template.format(subject=subject))
        elif was["state"] != is_["state"]:
            found.append(f"{subject}: {state_word(was['state'])} → {state_word(is_['state'])}")
        elif was["value"] != is_["value"]:
            template = _("{subject}: tallet er ændret; fortsat {state}")
            found.append(template.format(subject=subject, state=state_word(is_["state"])))
    for name, old, new in (
        (_("Beregnet bod"), before.penalty, now.penalty),
        (_("Beregnet bonus"), before.bonus, now.bonus),
        (_("Efterreguleringer"), before.corrections, now.corrections),
    ):
        if old != new:
            found.append(f"{name}: {_money(old, before.currency)} → {_money(new, now.currency)}")
    return tuple(found)


def _money(value: Decimal | None, currency: str) -> str:
    return _("kan ikke beregnes") if value is None else show(Money(value, currency))

"""The verdict line: one computed sentence that says how the period stands."""

from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_states
from afstemt.core.report.words import amount, capital, claim_word, joined, levels
from afstemt.core.units import formats
from afstemt.core.units.wording import _


def levels_sentence(month: Month) -> str:
    """Return ``7 af 8 servicemål er opfyldt.``, naming what is neither met nor missed."""
    states = list(level_states(month).values())
    later = len(level_states(month, provisional=True))
    total, met = len(states), states.count("met")
    rest = [
        text.format(count=states.count(state))
        for state, text in (
            ("missed", _("{count} er ikke opfyldt")),
            ("not_judged", _("{count} er ikke bedømt")),
            ("not_measured", _("{count} er ikke målt")),
        )
        if states.count(state)
    ]
    if not total and not later:
        return _("Der er ingen servicemål at bedømme i perioden.")
    if not total:
        sentence = ""
    elif met == total:
        sentence = (
            _("Det ene servicemål er opfyldt.")
            if total == 1
            else _("Alle {count} servicemål er opfyldt.").format(count=total)
        )
    elif met + states.count("missed") == total:
        sentence = _("{met} af {all} er opfyldt.").format(met=met, all=levels(total))
    else:
        sentence = _("{met} af {all} er opfyldt, {rest}.").format(
            met=met, all=levels(total), rest=joined(rest)
        )
    if later:
        more = (
            _("1 servicemål opgøres over kvartalet og er foreløbigt.")
            if later == 1
            else _("{count} servicemål opgøres over kvartalet og er foreløbige.").format(count=later)
        )
        sentence = f"{sentence} {more}".strip()
    return sentence


def penalty_sentence(month: Month) -> str:
    """Return ``Beregnet bod: 42.300 kr. (foreløbig).``, and the bonus when there is one."""
    settlement = month.settlement
    if settlement.penalty.amount:
        provisional = settlement.provisional or settlement.state == "provisional"
        state = claim_word("provisional" if provisional else settlement.state)
        mark = "" if state == claim_word("calculated") else f" ({state})"
        sentence = _("Beregnet bod: {amount}{mark}.").format(amount=amount(settlement.penalty), mark=mark)
    else:
        sentence = _("Der er ikke beregnet bod.")
    if settlement.bonus.amount:
        sentence += " " + _("Beregnet bonus: {amount}.").format(amount=amount(settlement.bonus))
    return sentence


def verdict(month: Month) -> str:
    """Return the line that opens the report: the period, the levels, the penalty."""
    return _("{period}: {levels} {penalty}").format(
        period=capital(formats.period_name(month.period)),
        levels=levels_sentence(month),
        penalty=penalty_sentence(month),
    )

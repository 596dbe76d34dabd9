"""The verdict line: one computed sentence that says how the period stands."""

from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_states
from afstemt.core.report.words import amount, capital, clauses, joined, levels, points, sentence
from afstemt.core.settlement.claims import UNCLAIMED, claim_deadline, claim_word
from afstemt.core.units import formats
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


def levels_sentence(month: Month) -> str:
    """Return ``7 af 8 servicemål er opfyldt.``, naming what is neither met nor missed."""
    states = list(level_states(month).values())
    later = len(level_states(month, provisional=True))
    total, met = len(states), states.count("met")
    rest = [
        template.format(count=states.count(state))
        for state, template in (
            ("reserved", _("{count} er opfyldt med forbehold")),
            ("missed", _("{count} er ikke opfyldt")),
            ("not_judged", _("{count} er ikke bedømt")),
            ("not_measured", _("{count} er ikke målt")),
        )
        if states.count(state)
    ]
    if not total and not later:
        return _("Der er ingen servicemål at bedømme i perioden.")
    if not total:
        text = ""
    elif met == total:
        text = (
            _("Det ene servicemål er opfyldt.")
            if total == 1
            else _("Alle {count} servicemål er opfyldt.").format(count=total)
        )
    elif met + states.count("missed") == total:
        text = _("{met} af {all} er opfyldt.").format(met=met, all=levels(total))
    else:
        text = _("{met} af {all} er opfyldt, {rest}.").format(met=met, all=levels(total), rest=clauses(rest))
    if later:
        more = (
            _("1 servicemål opgøres over kvartalet og er foreløbigt.")
            if later == 1
            else _("{count} servicemål opgøres over kvartalet og er foreløbige.").format(count=later)
        )
        text = f"{text} {more}".strip()
    return text


def penalty_sentence(month: Month) -> str:
    """Return ``Beregnet bod: 42.300 kr. (foreløbig).``, and the bonus when there is one.

    A report cut to one system says that the money is the whole contract's.
    """
    text = _penalty_sentence(month)
    return text if month.system is None else _("For hele kontrakten: {text}").format(text=text)


def _penalty_sentence(month: Month) -> str:
    settlement = month.settlement
    if settlement.stop is not None:
        return _("Boden kan ikke beregnes fuldt ud. {reason}").format(reason=settlement.stop.message)
    if settlement.penalty.amount:
        state = claim_word(settlement.shown_state)
        mark = "" if state == claim_word("calculated") else f" ({state})"
        text = _("Beregnet bod: {amount}{mark}.").format(amount=amount(settlement.penalty), mark=mark)
    else:
        text = _("Der er ikke beregnet bod.")
    if settlement.bonus.amount:
        text += " " + _("Beregnet bonus: {amount}.").format(amount=amount(settlement.bonus))
    return sentence(f"{text} {corrections_sentence(settlement.corrections)}".strip())


def corrections_sentence(corrections: Money) -> str:
    """Return what corrections of earlier periods' penalty and bonus do to the payment; nothing when there are none.

    Args:
        corrections: Above nothing reduces the payment.
    """
    if not corrections.amount:
        return ""
    if corrections.amount > 0:
        text = _("Efterregulering af bod og bonus i tidligere perioder nedsætter betalingen med {amount}.")
        return text.format(amount=amount(corrections))
    text = _("Efterregulering af bod og bonus i tidligere perioder forhøjer betalingen med {amount}.")
    return text.format(amount=amount(-corrections))


def claim_sentence(month: Month) -> str:
    """Return how a penalty is claimed by the terms; nothing without a penalty, or when the terms do not say."""
    terms = month.terms.settlement
    if not month.settlement.penalty.amount:
        return ""
    if terms.claim == "automatic":
        return _("Boden modregnes uden særskilt krav.")
    if terms.claim == "on_claim":
        if month.settlement.state not in UNCLAIMED:
            return ""
        last, _faults = claim_deadline(month.terms, month.period)
        if last is None:
            return _("Boden skal gøres gældende af myndigheden.")
        text = _("Boden skal gøres gældende af myndigheden senest {day}.").format(
            day=formats.weekday_and_day(last)
        )
        return text + " " + _("Ellers bortfalder den.") if terms.lapses else text
    return ""


def penalty_words(month: Month) -> str:
    """Return the penalty with the levels it comes of and how it is claimed."""
    text = penalty_sentence(month)
    counting = [line for line in month.settlement.lines if line.is_penalty and line.level]
    if month.settlement.penalty.amount and counting:
        levels_hit = joined(list(dict.fromkeys(line.level for line in counting)))
        if month.settlement.points:
            text += " " + _("Boden følger af {levels} og er på {points}.").format(
                levels=levels_hit, points=formats.show(points(month.settlement.points))
            )
        else:
            text += " " + _("Boden følger af {levels}.").format(levels=levels_hit)
    return f"{text} {claim_sentence(month)}".strip()


def verdict(month: Month) -> str:
    """Return the line that opens the report: the period, the levels, the penalty."""
    return _("{period}: {levels} {penalty}").format(
        period=capital(formats.period_name(month.period)),
        levels=levels_sentence(month),
        penalty=penalty_sentence(month),
    )

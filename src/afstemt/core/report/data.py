"""The machine-readable month: figures with exact counts, amounts with steps, files, terms, faults.

Shape of ``Document.data`` (dict, list, str, int, bool, None; decimals and fractions as text, instants as
UTC seconds; keys are stable and only grow within a major version)::

    schema            "1"
    program           {name, version}
    contract          {id, title, synthetic, currency, zone, authority: {name, cvr}, supplier: {name, cvr}}
    period            {code, first, last, from_s, to_s}          last is inclusive, to_s is not
    as_of             date of the document
    system            id of the system the report is cut to, or null
    language          "da" or "en"
    verdict           the sentence that opens the report
    terms             [{in_force_from, from, to, sha256}]        versions in force, part by part, to inclusive
    aliases           {sha256, names: [{of, name, means, confirmed_by: [party]}]}   beside the terms; sha256 "" for none
    levels            [{id, title, clause, kind, period, part: {first, last}, state, provisional, reason, excluded,
                        losses: [{table, why, rows, cases, seconds, bounded, places: [{file_no, row_no}], services,
                          text}],
                        loss_text: the sentence on them, or "",
                        exposure: {points, amount} | null       what they could cost more at most, null where untold
                        results: [{population, state, basis, basis_note, reason, cases, at_least, unit, numerator,
                          denominator, value, judged, target, shortfall, coverage: {numerator, denominator} | null,
                          stated: {unit, numerator, denominator} | null,
                          at_worst: {unit, numerator, denominator} | null,
                          overruns: [{case, seconds, days_commenced, days_completed}]}],
                        extra: [{label, unit, numerator, denominator}],
                        steps: [{what, formula, result, clause}]}]
    settlement        {covers: "contract"                       also where the report is cut to a system,
                        state, provisional, points, base, uncapped, penalty, bonus, currency, capped_by,
                        corrections: what earlier periods are put right by, apart from the penalty and its caps,
                        at_worst: the penalty at most with what was lost, after caps; null where untold or none,
                        lines: [{kind, level, population, rule, points, amount, part, clause, cause, counts, steps}],
                        steps, notices: [fault], earlier: [{period, points, amount, base, state}]}
    remuneration      {covers: "contract"                       as the settlement,
                        currency, total, lines: [{kind, id, title, quantity, unit, price, amount, service, clause,
                        reason, steps}], notices: [fault]}
    evidence          {files: [{name, sha256, size, table, profile, rows_read, rows_used, rows_superseded,
                        rows_left_out, rows_set_aside, facts: rows by table}],
                        tables: [names of the tables delivered], faults: [fault]}
    history           [{period, subject, value, points, amount, state, note}]

A fault is ``{code, severity, message, source, place, row, column, party}``; ``party`` is who is to answer it.
An exact value (``value``, ``judged``,
``target``, ``shortfall``) is text, ``"909/11"`` or ``"99"``: a fraction in the figure's unit.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from afstemt import __version__
from afstemt.core.measurement.loss_words import rows_words
from afstemt.core.measurement.outcome import Loss, Outcome, Result
from afstemt.core.report.losses import loss_text
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of, outcomes
from afstemt.core.report.verdict import verdict
from afstemt.core.terms.model.parties import Party
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.period import Period
from afstemt.core.units.wording import language

SCHEMA = "1"

COVERS = "contract"
"""What the money is of: always the whole contract, whatever system the report is cut to."""

Data = dict[str, object]


def _exact(value: Fraction | Decimal | None) -> str | None:
    if value is None:
        return None
    return str(value) if isinstance(value, Fraction) else format(value, "f")


def _figure(figure: Figure | None) -> Data | None:
    if figure is None:
        return None
    return {"unit": figure.unit, "numerator": figure.numerator, "denominator": figure.denominator}


def _days(part: Period) -> Data:
    return {"first": part.first.isoformat(), "last": part.last.isoformat()}


def _steps(steps: Iterable[Step]) -> list[Data]:
    return [
        {"what": step.what, "formula": step.formula, "result": step.result, "clause": step.clause}
        for step in steps
    ]


def _fault(fault: Fault) -> Data:
    return {
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message,
        "source": fault.source,
        "place": fault.place,
        "row": fault.row,
        "column": fault.column,
        "party": fault.party,
    }


def _party(party: Party) -> Data:
    return {"name": party.name, "cvr": party.cvr}


def _result(result: Result) -> Data:
    figure = result.figure
    return {
        "population": result.population,
        "state": result.state,
        "basis": result.basis,
        "basis_note": result.basis_note,
        "reason": result.reason,
        "cases": result.cases,
        "at_least": result.at_least,
        "unit": None if figure is None else figure.unit,
        "numerator": None if figure is None else figure.numerator,
        "denominator": None if figure is None else figure.denominator,
        "value": None if figure is None else _exact(figure.value),
        "judged": _exact(result.judged),
        "target": _exact(result.target),
        "shortfall": _exact(result.shortfall),
        "coverage": None
        if result.coverage is None
        else {"numerator": result.coverage.numerator, "denominator": result.coverage.denominator},
        "stated": _figure(result.stated),
        "at_worst": _figure(result.at_worst),
        "overruns": [
            {
                "case": overrun.case,
                "seconds": overrun.seconds,
                "days_commenced": overrun.days_commenced,
                "days_completed": overrun.days_completed,
            }
            for overrun in result.overruns
        ],
    }


def _loss(month: Month, loss: Loss) -> Data:
    return {
        "table": loss.table,
        "why": loss.why,
        "rows": loss.rows,
        "cases": loss.cases,
        "seconds": loss.seconds,
        "bounded": loss.bounded,
        "places": [{"file_no": file_no, "row_no": row_no} for file_no, row_no in loss.places],
        "services": list(loss.services),
        "text": rows_words(loss, month.evidence.files),
    }


def _exposure(month: Month, outcome: Outcome) -> Data | None:
    own = month.exposures.of(outcome.level) if outcome.losses else None
    if own is None or own.amount is None:
        return None
    return {"points": _exact(own.points), "amount": _exact(own.amount.amount)}


def _level(month: Month, outcome: Outcome) -> Data:
    level = level_of(month, outcome)
    return {
        "id": outcome.level,
        "title": level.title if level else "",
        "clause": level.clause if level else "",
        "kind": level.kind if level else "",
        "period": outcome.period.code,
        "part": _days(outcome.part),
        "state": outcome.state,
        "provisional": outcome.provisional,
        "reason": outcome.reason,
        "excluded": outcome.excluded,
        "losses": [_loss(month, loss) for loss in outcome.losses],
        "loss_text": loss_text(month, outcome),
        "exposure": _exposure(month, outcome),
        "results": [_result(result) for result in outcome.results],
        "extra": [
            {
                "label": label,
                "unit": figure.unit,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
            }
            for label, figure in outcome.extra
        ],
        "steps": _steps(outcome.steps),
    }


def _settlement(month: Month) -> Data:
    settlement = month.settlement
    return {
        "covers": COVERS,
        "state": settlement.state,
        "provisional": settlement.provisional,
        "points": _exact(settlement.points),
        "base": _exact(settlement.base.amount),
        "uncapped": _exact(settlement.uncapped.amount),
        "penalty": _exact(settlement.penalty.amount),
        "corrections": _exact(settlement.corrections.amount),
        "bonus": _exact(settlement.bonus.amount),
        "at_worst": None if month.exposures.penalty is None else _exact(month.exposures.penalty.amount),
        "currency": settlement.penalty.currency,
        "capped_by": settlement.capped_by,
        "lines": [
            {
                "kind": line.kind,
                "level": line.level,
                "population": line.population,
                "rule": line.rule,
                "points": _exact(line.points),
                "amount": _exact(line.amount.amount),
                "part": _days(line.part),
                "clause": line.clause,
                "cause": line.cause,
                "counts": line.counts,
                "steps": _steps(line.steps),
            }
            for line in settlement.lines
        ],
        "steps": _steps(settlement.steps),
        "notices": [_fault(fault) for fault in settlement.notices],
        "earlier": [
            {
                "period": past.period,
                "points": _exact(past.points),
                "amount": _exact(past.amount.amount),
                "base": None if past.base is None else _exact(past.base.amount),
                "state": past.state,
            }
            for past in settlement.earlier
        ],
    }


def _remuneration(month: Month) -> Data:
    remuneration = month.remuneration
    return {
        "covers": COVERS,
        "currency": remuneration.currency,
        "total": _exact(remuneration.total().amount),
        "lines": [
            {
                "kind": line.kind,
                "id": line.id,
                "title": line.title,
                "quantity": _exact(line.quantity),
                "unit": line.unit,
                "price": _exact(line.price.amount),
                "amount": _exact(line.amount.amount),
                "service": line.service,
                "clause": line.clause,
                "reason": line.reason,
                "steps": _steps(line.steps),
            }
            for line in remuneration.lines
        ],
        "notices": [_fault(fault) for fault in remuneration.notices],
    }


def _evidence(month: Month) -> Data:
    return {
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "size": file.size,
                "table": file.table,
                "profile": file.profile,
                "rows_read": file.rows_read,
                "rows_used": file.rows_used,
                "rows_superseded": file.rows_superseded,
                "rows_left_out": file.rows_left_out,
                "rows_set_aside": file.rows_set_aside,
                "facts": dict(file.facts),
            }
            for file in month.evidence.files
        ],
        "tables": sorted(month.evidence.tables),
        "faults": [_fault(fault) for fault in month.evidence.faults],
    }


def _terms(month: Month) -> list[Data]:
    return [
        {
            "in_force_from": terms.in_force_from.isoformat(),
            "from": part.first.isoformat(),
            "to": part.last.isoformat(),
            "sha256": month.contract.hash_of(terms),
        }
        for part, terms in month.contract.in_force(month.period)
    ]


def data(month: Month) -> Data:
    """Return the month as JSON-ready data; the shape stands in the module's text."""
    terms, period = month.terms, month.period
    return {
        "schema": SCHEMA,
        "program": {"name": "Afstemt", "version": __version__},
        "contract": {
            "id": terms.id,
            "title": terms.title,
            "synthetic": terms.synthetic,
            "currency": terms.currency,
            "zone": terms.zone,
            "authority": _party(terms.party("authority")),
            "supplier": _party(terms.party("supplier")),
        },
        "period": {"code": period.code, **_days(period), "from_s": period.from_s, "to_s": period.to_s},
        "as_of": month.as_of.isoformat(),
        "system": month.system,
        "language": language(),
        "verdict": verdict(month),
        "terms": _terms(month),
        "aliases": {
            "sha256": month.contract.aliases_hash,
            "names": [
                {
                    "of": alias.of,
                    "name": alias.name,
                    "means": alias.means,
                    "confirmed_by": list(alias.confirmed_by),
                }
                for alias in month.contract.aliases
            ],
        },
        "levels": [_level(month, outcome) for outcome in outcomes(month)],
        "settlement": _settlement(month),
        "remuneration": _remuneration(month),
        "evidence": _evidence(month),
        "history": [
            {
                "period": row.period,
                "subject": row.subject,
                "value": _exact(row.value),
                "points": _exact(row.points),
                "amount": _exact(row.amount),
                "state": row.state,
                "note": row.note,
            }
            for row in month.history.rows
        ],
    }

"""Keying key figures in (oplyst): each line is checked, and all are kept as a delivery that waits to be confirmed."""

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import polars as pl
from django.db import transaction

from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.evidence.export import Export
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.stated_faults import expectation
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import period_name
from afstemt.core.units.money import rounded
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.files.kept import kept_line
from afstemt.files.reading.evidence import Parts, joined
from afstemt.files.reading.intake.interpret import Facts
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import queries, uploads
from afstemt.web.evidence.danish_number import parse, parse_count
from afstemt.web.evidence.entering import AlreadyDelivered, enter, must_not_wait
from afstemt.web.evidence.facts.comparison import compare
from afstemt.web.evidence.facts.extent import extents
from afstemt.web.evidence.facts.reading import Read
from afstemt.web.evidence.facts.tables import keep
from afstemt.web.evidence.figure_lines import Line, Stated, lines_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import as_earlier, folder_of, forget
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NoRoom, WrongState

PROFILE = "keyed"
"""What stands for a profile at figures that were keyed in."""
_BASIS_LENGTH = 300


@dataclass(frozen=True)
class _Row:
    level: str
    value: str
    basis: str
    numerator: int | None
    denominator: int | None
    period: str
    population: str


def key_in(
    *,
    actor: Person,
    contract: Contract,
    period: Period,
    stated: Mapping[tuple[str, str], Stated],
    reason: str,
    at: datetime,
    through: str = "",
) -> Delivery:
    """Keep stated figures as a delivery, to be confirmed: all of them or none.

    Args:
        period: A month; a quarterly level's figure is of its quarter.
        stated: By level and population; lines without a number are passed over.
        reason: Why the figures are stated.

    Raises:
        Refused: A line cannot be used; every fault of every line is in it, its place being ``level|population``.
        NotAllowed: The actor's role does not let them.
        WrongState: No terms are in force, nothing is keyed in, no reason is given, or the very same stands already.
        NoRoom: There is no room for it.
    """
    mandate = mandate_to(contract, actor, "deliver")
    terms = in_force(contract)
    if terms is None:
        raise WrongState(_("Ingen version af vilkårene er godkendt af begge parter endnu."))
    rows = _rows(lines_of(terms, period), stated)
    if not rows:
        raise WrongState(_("Skriv mindst ét tal."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor tallene oplyses i stedet for at blive beregnet."))
    key = str(uuid.uuid4())
    try:
        found = _kept(contract, period, key, rows)
        with transaction.atomic():
            Contract.objects.select_for_update().get(pk=contract.pk)  # a form sent twice at once meets here
            waiting = contract.deliveries.filter(kind=Delivery.Kind.KEYED, state=Delivery.State.READ)
            must_not_wait(
                waiting.prefetch_related("files"),
                found,
                _("De samme tal venter allerede på at blive bekræftet; intet er ændret."),
            )
            return enter(
                mandate=mandate,
                key=key,
                found=found,
                at=at,
                through=through,
                kind=Delivery.Kind.KEYED,
                period=period.code,
                reason=reason.replace("\0", "").strip()[:300],
            )
    except Exception as error:
        forget(key)
        if uploads.is_full(error):
            raise NoRoom(uploads.no_room()) from error
        raise


def _rows(lines: Sequence[Line], stated: Mapping[tuple[str, str], Stated]) -> list[_Row]:
    faults: list[Fault] = []
    rows = []
    known = {(line.level, line.population): line for line in lines}
    for place in stated.keys() - known.keys():
        said = _("Vilkårene har ikke servicemålet ”{level}” med ”{population}” i perioden.")
        text = said.format(level=place[0][:60], population=place[1][:60])
        faults.append(Fault("no-such-level", text, place="|".join(place)))
    for place, line in known.items():
        one = stated.get(place, Stated())
        if one.empty:
            continue
        try:
            rows.append(_row(line, one))
        except ValueError as error:
            faults.append(Fault("bad-figure", f"{line.level} {line.title}: {error}", place="|".join(place)))
    if faults:
        raise Refused(tuple(faults))
    return rows


def _row(line: Line, one: Stated) -> _Row:
    value, top, bottom = parse(one.value), parse_count(one.numerator), parse_count(one.denominator)
    if not one.basis.strip():
        raise ValueError(_("skriv, hvad tallet bygger på."))
    if (top is None) != (bottom is None):
        raise ValueError(_("skriv både antal og ud af, eller ingen af dem."))
    if bottom == 0:
        raise ValueError(_("”ud af” kan ikke være 0."))
    if line.unit == "percent" and top is not None and bottom is not None:
        value = _agreeing(value, top, bottom)
    if value is None:
        raise ValueError(_("skriv tallet."))
    if expected := expectation(line.own, Fraction(value)):
        raise ValueError(_("tallet kan ikke bruges: {expected}.").format(expected=expected))
    basis = one.basis.replace("\0", "").strip()[:_BASIS_LENGTH]
    return _Row(line.level, f"{value:f}", basis, top, bottom, line.period, line.population)


def _agreeing(value: Decimal | None, top: int, bottom: int) -> Decimal:
    """Return the percentage of the counts; a value that was written beside them must be the same, rounded."""
    exact = Decimal(100 * top) / Decimal(bottom)
    if value is None:
        return exact
    decimals = max(0, -int(value.as_tuple().exponent))
    if abs(value - exact) > Decimal(1).scaleb(-decimals):
        raise ValueError(
            _("{top} ud af {bottom} er {exact} pct., ikke {value}.").format(
                top=top,
                bottom=bottom,
                exact=f"{rounded(exact, 2)}".replace(".", ","),
                value=f"{value}".replace(".", ","),
            )
        )
    return value


def _kept(contract: Contract, period: Period, key: str, rows: Sequence[_Row]) -> Read:
    """Write the figures as facts; return them as one file of a delivery."""
    content = json.dumps([asdict(row) for row in rows], ensure_ascii=False, sort_keys=True).encode()
    name = kept_line(_("Nøgletal for {period}").format(period=period_name(period)))
    count = len(rows)
    file = SourceFile(
        name,
        hashlib.sha256(content).hexdigest(),
        len(content),
        "stated_values",
        PROFILE,
        count,
        count,
        0,
        (("stated_values", count),),
    )
    schema = BY_NAME["stated_values"].schema
    data = [{**asdict(row), "file_no": 0, "row_no": number} for number, row in enumerate(rows, 1)]
    parts = Parts()
    parts.add(file, Facts({"stated_values": pl.DataFrame(data, schema=schema)}), Export(name))
    evidence = joined(parts)
    target = folder_of(key)
    keep(target, parts, evidence)
    try:
        standing = queries.confirmed(contract)
        if compare(target, as_earlier(standing), contract.zone).changes_nothing:
            raise AlreadyDelivered(
                _("De samme tal er oplyst og bekræftet før; intet er ændret."), standing[-1]
            )
        return Read((file,), extents(evidence.tables, contract.zone))
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise

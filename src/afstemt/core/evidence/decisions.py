"""What the parties can decide by a row of ``decisions``: each kind with what it is about and what it must say.

Whoever acts on decisions takes the names from here, and the rows from ``in_effect``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.retyping import TABLES as CASES
from afstemt.core.evidence.tables import TABLES
from afstemt.core.terms.model.names import folded
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.wording import _

TABLE = "decisions"

WITH_IDS = tuple(table.name for table in TABLES if any(column.name == "id" for column in table.columns))
"""Tables of which a row can be named by its id."""

EVERY = tuple(table.name for table in TABLES)

SERVICES = "checks"
"""The table without ids of which a decision names the service instead."""

PENALTY = ("penalty", "settlement")
BONUS = ("bonus",)
FEE = ("fee", "hours", "quantities", "remuneration")
BOTH: frozenset[PartyRole] = frozenset({"authority", "supplier"})

ORDERS = ("hours", "orders", "estimates", "")
"""What a decision's ``table`` says of money: a penalty, a bonus, the fee, an order."""


Row = Mapping[str, Any]
"""A row of decisions, by its columns as in frames."""


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """One kind of decision.

    Attributes:
        name: In the column ``kind``.
        title: Danish (msgid).
        meaning: What it does, for the documentation (English).
        tables: What ``table`` may say; ``""`` where it may be empty; none where the kind does not ask.
        needs: Columns that it must fill.
        of_rows: Whether ``row_id`` names a row of the table, or the row's place a stretch of time.
        of_orders: Whether ``row_id`` names an order.
        of_retyped: Whether ``row_id`` names a case that a later export has as another kind, or leaves out.
        of_missing: Whether ``row_id`` names a row that a later file lacks, by what it is known by.
        right_of: The party whose decision it is; empty where it can be either's.
        against: The party that a row of it is against; None where that is nobody, or is told elsewhere. It has no
            effect before that party has said the same: what one says in its own interest is a claim.
        whose: The same in words, for the documentation (English).
    """

    name: str
    title: str
    meaning: str
    tables: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    of_rows: bool = False
    of_orders: bool = False
    of_retyped: bool = False
    of_missing: bool = False
    right_of: PartyRole | None = None
    against: Callable[[Row], PartyRole | None] = field(default=lambda _row: None, repr=False)
    whose: str = "either"

    def needed(self, row: Row) -> PartyRole | None:
        """Return the party whose own word a row of decisions takes; None where either's does."""
        return self.right_of or self.against(row)


def corrected(row: Row) -> str:
    """Return what a correction is of, as ``table`` names it; one of a level that does not say is of its penalty."""
    return str(row["table"] or ("penalty" if row["level"] else ""))


def _always(party: PartyRole) -> Callable[[Row], PartyRole | None]:
    return lambda _row: party


def _of_correction(row: Row) -> PartyRole | None:
    """Return whom a correction is against: more fee or bonus is the authority's to agree to, more penalty not."""
    of_penalty, reduces = corrected(row) in PENALTY, str(row["value"] or "").strip().startswith("-")
    return "supplier" if of_penalty != reduces else "authority"


HOLD_OUT = DecisionKind(
    "hold_out",
    "Holdes ude",
    "The row does not count, or with `from_at` or `to_at` only that time of it; without a row, that time of every row. "
    "Of `checks` the row is a service.",
    (*WITH_IDS, SERVICES, ""),
    of_rows=True,
    against=_always("authority"),
    whose="authority",
)
TAKE_IN = DecisionKind(
    "take_in",
    "Tages med igen",
    "What was held out counts again, as `hold_out` names it.",
    (*WITH_IDS, SERVICES, ""),
    of_rows=True,
    against=_always("supplier"),
    whose="supplier",
)
ACCEPT = DecisionKind(
    "accept",
    "Godkender ordren",
    "The authority agrees to the order's hours: past its estimate, or though the terms do not know the order.",
    ORDERS,
    ("row_id",),
    of_orders=True,
    right_of="authority",
)
ACCEPT_RETYPING = DecisionKind(
    "accept_retyping",
    "Godkender ny slags",
    "The authority agrees that the case is not of the table any more, as a later export has it: it is lost no longer.",
    CASES,
    ("row_id",),
    of_retyped=True,
    right_of="authority",
)
CORRECTION = DecisionKind(
    "correction",
    "Efterregulerer",
    "The amount in `value` corrects a closed period's penalty, bonus or fee, in the oldest period that is open.",
    (*PENALTY, *BONUS, *FEE, ""),
    ("period", "value"),
    against=_of_correction,
    whose="the one who pays it",
)
CAUSE = DecisionKind(
    "cause",
    "Samme årsag",
    "The level was missed by the cause that `value` (or else `reason`) names: levels with one cause share it.",
    needs=("level",),
    against=_always("authority"),
    whose="authority",
)
UNREGISTERED = DecisionKind(
    "unregistered",
    "Ikke registreret",
    "A contact that was not registered, or as many as `value` says, for the level.",
    needs=("level",),
    against=_always("supplier"),
    whose="supplier",
)
CLAIM = DecisionKind(
    *("claim", "Gør bod gældende", "The period's penalty is claimed."),
    *((*PENALTY, ""), ("period",)),
    right_of="authority",
)
ACKNOWLEDGE = DecisionKind(
    *("acknowledge", "Anerkender bod", "The period's penalty is acknowledged."),
    *(PENALTY, ("period",)),
    right_of="supplier",
)
DISPUTE = DecisionKind(
    *("dispute", "Bestrider bod", "The period's penalty is disputed."),
    *(PENALTY, ("period",)),
    right_of="supplier",
)
SET_OFF = DecisionKind(
    *("set_off", "Modregner bod", "The period's penalty is set off."),
    *(PENALTY, ("period",)),
    right_of="authority",
)
WAIVE = DecisionKind(
    *("waive", "Frafalder bod", "The period's penalty is waived."),
    *(PENALTY, ("period",)),
    right_of="authority",
)

LAPSED = DecisionKind(
    "lapsed",
    "Rækken er udgået",
    "The row, which a later file lacks, does not count any more: `row_id` says what it is known by, as the finding "
    "quotes it. Needs the parties that it is against.",
    EVERY,
    ("table", "row_id"),
    of_missing=True,
    whose="those that it is against",
)
STANDS = DecisionKind(
    "stands",
    "Rækken gælder stadig",
    "The row, which a later file lacks, still counts, and nothing is asked any more. Needs the parties that it is "
    "against.",
    EVERY,
    ("table", "row_id"),
    of_missing=True,
    whose="those that it is against",
)

KINDS: tuple[DecisionKind, ...] = (
    HOLD_OUT,
    TAKE_IN,
    ACCEPT,
    ACCEPT_RETYPING,
    CLAIM,
    ACKNOWLEDGE,
    DISPUTE,
    SET_OFF,
    WAIVE,
    CORRECTION,
    CAUSE,
    UNREGISTERED,
    LAPSED,
    STANDS,
)

BY_NAME = {kind.name: kind for kind in KINDS}

_WORDS: dict[str, frozenset[PartyRole]] = {
    "authority": frozenset({"authority"}),
    "myndigheden": frozenset({"authority"}),
    "supplier": frozenset({"supplier"}),
    "leverandøren": frozenset({"supplier"}),
    "both": BOTH,
    "begge": BOTH,
    "begge parter": BOTH,
    "parterne": BOTH,
    "the authority": frozenset({"authority"}),
    "the supplier": frozenset({"supplier"}),
    "both parties": BOTH,
}


def deciders(versions: Iterable[Terms]) -> dict[str, frozenset[PartyRole]]:
    """Return who each word in the column ``by`` is: a role, both, or a party by its name or short name."""
    named = {
        name: frozenset({party.role})
        for terms in versions
        for party in terms.parties
        for name in (party.name, party.short_name)
        if name
    }
    return named | _WORDS


def roles_of_names(versions: Iterable[Terms]) -> dict[str, PartyRole]:
    """Return which party each word means: a role, or a party by its name or short name; none that means both."""
    return {word: next(iter(roles)) for word, roles in deciders(versions).items() if len(roles) == 1}


def sides(by: str, known: dict[str, frozenset[PartyRole]]) -> frozenset[PartyRole]:
    """Return the parties that the column ``by`` names; none where it names no party.

    Persons may stand beside their party, with a comma between: »Mette Møller, myndigheden«.
    """
    own = {folded(one) for one in (by, *by.split(","))}
    return frozenset(role for word, roles in known.items() if folded(word) in own for role in roles)


def signed(persons: str, roles: Collection[PartyRole]) -> str:
    """Return what the column ``by`` says of persons who decided for the parties."""
    party = "both" if set(roles) == BOTH else next(iter(roles))
    words = {"authority": _("myndigheden"), "supplier": _("leverandøren"), "both": _("begge parter")}
    return f"{persons}, {words[party]}"


def in_effect(evidence: Evidence) -> pl.LazyFrame:
    """Return the decisions without those that matched nothing: they are asked about, and have no effect."""
    rows = evidence.table(TABLE)
    cells = evidence.unusable.get(TABLE)
    if cells is None:
        return rows
    keys = ["file_no", "row_no"]
    return rows.join(cells.select(keys).unique().lazy(), on=keys, how="anti", maintain_order="left")

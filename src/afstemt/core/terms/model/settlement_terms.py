"""How points become money, with which caps, and how a penalty is claimed."""

from typing import Annotated, ClassVar, Literal

from afstemt.core.terms.model.levels import Penalty
from afstemt.core.terms.model.numbers import Number, Whole
from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.terms.model.shared_fields import Decimals, Percent, Points, Rounding
from afstemt.core.terms.model.words import AskedWhen, Choices, Word


class PointStep(Part):
    """A step from points to percent; they stand in increasing order."""

    known_by: ClassVar[tuple[str, ...]] = ("points",)

    points: Points
    """From so many points."""
    percent: Percent
    """So many percent of the base."""


class Settlement(Clause):
    """How points become money, on which base, with which caps, and how a penalty is claimed."""

    percent_per_point: Annotated[
        Number | None,
        Word(
            "Procent pr. point",
            definite="prisen på ét point",
            unit="pct. af grundlaget",
            hint="Eller en tabel fra point til procent.",
        ),
        AskedWhen("where penalties give points, unless there are ``point_steps``"),
    ] = None
    """Percent of the base per point; or."""
    point_steps: Annotated[tuple[PointStep, ...], Word("Fra point til procent", one="Trin")] = ()
    """A table from points to percent."""
    base: Annotated[
        Literal["fixed", "invoiced", "entitled", "affected_service"] | None,
        Word("Grundlag for bod", definite="grundlaget for bod"),
        Choices(
            {
                "fixed": "det faste vederlag",
                "invoiced": "det, der er faktureret",
                "entitled": "alt, der er ret til at fakturere",
                "affected_service": "den ramte ydelses vederlag",
            }
        ),
        AskedWhen("where penalties give points or percent"),
    ] = None
    """Fixed fee; what is invoiced; all the supplier is entitled to invoice; the affected service's fee."""
    quarter_base: Annotated[
        Literal["last_month", "whole_quarter"] | None,
        Word("Grundlag for et kvartalsmål"),
        Choices({"last_month": "kvartalets sidste måned", "whole_quarter": "hele kvartalet"}),
        AskedWhen("where a quarterly level has penalties"),
    ] = None
    """What a quarterly level's percent is taken of: the base of the quarter's last month, or of all its months
    (the earlier ones' ``fee`` in the history). Caps of the period stay the month's.
    """
    same_cause: Annotated[
        Literal["stack", "highest"] | None,
        Word("Samme årsag på flere mål"),
        Choices({"stack": "lægges sammen", "highest": "kun den højeste tæller"}),
        AskedWhen("where two levels have penalties"),
    ] = None
    """Several levels hit by one cause are added, or only the highest counts."""
    repeat_multiplier: Annotated[
        Number | None,
        Word(
            "Gentagelse ganges med",
            definite="faktoren ved gentagelse",
            unit="gange",
            hint="Tom: ingen regel om gentagelse.",
        ),
    ] = None
    """Points times this for a level missed again in the following period."""
    repeat_max_multiplier: Annotated[
        Number | None,
        Word("Gentagelse ganges højst med", definite="den højeste faktor ved gentagelse", unit="gange"),
    ] = None
    """Highest multiplier, when it grows with each repeat."""
    cap_percent_period: Annotated[
        Number | None,
        Word("Loft pr. periode", definite="loftet pr. periode", unit="pct. af grundlaget"),
        AskedWhen("where there are penalties and no cap"),
    ] = None
    """Percent of the period's base."""
    cap_percent_rolling_year: Annotated[
        Number | None,
        Word("Loft over 12 måneder", definite="loftet over 12 måneder", unit="pct. af grundlaget"),
    ] = None
    """Percent of the last 12 months' base."""
    earn_back_periods: Annotated[
        Whole | None,
        Word(
            "Tjenes tilbage efter",
            definite="antallet af perioder, før boden er tjent tilbage,",
            unit="perioder",
        ),
    ] = None
    """Cancelled when the level is held for so many following periods."""
    running_in_penalties: Annotated[bool, Word("Bod i indkøringen")] = False
    """Penalties also in running-in."""
    claim: Annotated[
        Literal["automatic", "on_claim"] | None,
        Word("Boden", definite="måden, boden gøres gældende på,"),
        Choices({"automatic": "modregnes af sig selv", "on_claim": "skal gøres gældende af myndigheden"}),
        AskedWhen("where there are penalties"),
    ] = None
    """Set off by itself, or claimed by the authority."""
    claim_within_working_days: Annotated[
        Whole | None,
        Word(
            "Frist for at gøre boden gældende",
            definite="fristen for at gøre boden gældende",
            unit="arbejdsdage",
        ),
    ] = None
    """Deadline of a claim."""
    lapses: Annotated[
        bool | None,
        Word("Bortfalder, hvis den ikke gøres gældende i tide"),
        AskedWhen("where claims have a deadline"),
    ] = None
    """What is not claimed in time lapses."""
    rounding: Rounding = "half_up"
    """How amounts are rounded, once per line."""
    decimals: Decimals = 2
    """Decimals of amounts."""
    vat_on_penalty: Annotated[
        Literal["reduces_base", "outside_vat"] | None,
        Word("Moms af boden"),
        Choices({"reduces_base": "nedsætter momsgrundlaget", "outside_vat": "er uden for moms"}),
        AskedWhen("where there are penalties"),
    ] = None
    """How the penalty stands on the invoice."""
    penalties: Annotated[tuple[Penalty, ...], Word("Bod på hele kontrakten", one="Bodsregel")] = ()
    """Rules for the contract as a whole."""

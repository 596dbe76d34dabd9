"""What is said of names in the rows that the terms do not know, and of those that an alias tells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.terms.model.aliases import Alias, confirmers
from afstemt.core.terms.model.names import AliasOf, Known
from afstemt.core.units.fault import Fault, UnknownName
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

CODE, READ_AS = "unknown-name", "read-as"

MOST_EACH = 10
"""Names of one column that have a finding each; those after them, that nothing is near, are named together."""

SHOWN = 80
"""Characters of a name."""


@dataclass(frozen=True)
class Finding:
    """One unknown name in one column.

    Attributes:
        table, column: Where it stands.
        name: As in the rows.
        rows: How many rows of the period have it.
        first: file_no and row_no of the first of them.
        known: What the terms know instead.
        tables: Every table that the name stands in.
        lost: Whether a level's figure would stand on it.
        pending: The alias that tells it, but is not confirmed.
    """

    table: Table
    column: Column
    name: str
    rows: int
    first: tuple[int, int]
    known: Known
    tables: tuple[str, ...]
    lost: bool
    pending: Alias | None = None


def a_thing(column: Column) -> str:
    """Return what a name in the column would be the name of, in words."""
    if column.names == "priority" and "priority" not in column.name:
        return _("et navn, som et servicemål i vilkårene bruger")
    return {
        "service": _("en ydelse i vilkårene"),
        "system": _("et system i vilkårene"),
        "priority": _("en prioritet i vilkårene"),
        "order": _("en ordre i vilkårene"),
        "item": _("en enhedspris i vilkårene"),
        "rate": _("en timepris i vilkårene"),
        "level": _("et servicemål i vilkårene"),
        "population": _("en population i vilkårene"),
    }.get(column.names, _("et emne, som historikken kan have"))


def party_words(roles: Iterable[str]) -> str:
    """Return who must confirm, in words."""
    words = {"authority": _("myndigheden"), "supplier": _("leverandøren")}
    return _(" og ").join(words[role] for role in ("authority", "supplier") if role in roles)


def line_of(of: str, name: str, means: str, roles: Iterable[str], **more: str) -> str:
    """Return the line to write among the aliases: an item of the list ``aliases``.

    Args:
        more: Other keys of it with their texts; the empty ones are left out.
    """
    quoted = ", ".join(f'"{role}"' for role in ("authority", "supplier") if role in roles)
    texts = {"of": of, "name": name, "means": means}
    parts = [f"{key} = {_text(text)}" for key, text in texts.items()]
    parts += [f"confirmed_by = [{quoted}]"]
    parts += [f"{key} = {_text(text)}" for key, text in more.items() if text]
    return f"{{ {', '.join(parts)} }}"


def _text(text: str) -> str:
    """Return a text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in escaped) + '"'


def what_to_do(of: str, name: str, tables: Sequence[str], known: Known, pending: Alias | None) -> str:
    """Return the offered match with the line to write, or what else can be done, as sentences."""
    if pending is not None:
        text = _("Et alias siger, at det er »{means}«, men det bruges ikke, før {parties} har bekræftet det.")
        parties = party_words(confirmers(pending, tables) - set(pending.confirmed_by))
        return text.format(means=pending.means, parties=parties)
    near = known.near(name)
    if of not in get_args(AliasOf):
        return _("Mente I »{near}«? Så ret det i filen.").format(near=near)
    if near is None:
        return _(
            "Ret navnet i udtrækket, føj det til vilkårene, eller giv det et alias, der siger, hvad det er."
        )
    needed = confirmers(Alias(of=of, name=name, means=near), tables)  # type: ignore[arg-type]
    title = known.names[near]
    shown = f"»{near}«" if title in ("", near) else f"»{near}« ({title})"
    return _(
        "Er det {shown}? Så giv det et alias, som {parties} skal bekræfte: på siden om navne (i browseren), eller i "
        "filen med aliaser: {line}."
    ).format(shown=shown, parties=party_words(needed), line=line_of(of, name, near, needed))


def who_answers(
    of: str, name: str, tables: Sequence[str], known: Known, pending: Alias | None
) -> Literal["", "authority", "supplier"]:
    """Return the party that a finding waits for; ``""`` where it is both, or whoever delivered the name."""
    if of not in get_args(AliasOf):
        return ""
    near = known.near(name)
    if pending is None and near is None:
        return ""
    alias = pending or Alias(of=of, name=name, means=near)  # type: ignore[arg-type]
    (first, *others) = confirmers(alias, tables) - set(alias.confirmed_by)
    return "" if others else first


def unknown_name(of: str, name: str, known: Known, rows: int = 0) -> UnknownName | None:
    """Return what an alias could answer; None where there are no aliases of such."""
    return UnknownName(of, name, known.near(name) or "", rows) if of in get_args(AliasOf) else None


def findings(evidence: Evidence, found: Sequence[Finding]) -> Iterator[Fault]:
    """Yield a finding for each name; names without a near one share one where they are many."""
    seen: Counter[tuple[str, str, bool]] = Counter()
    rest: dict[tuple[str, str, bool], list[Finding]] = {}
    for one in found:
        key = one.table.name, one.column.name, one.lost
        seen[key] += 1
        alone = one.pending is not None or one.known.near(one.name) is not None
        if alone or (one.lost and seen[key] <= MOST_EACH):
            yield _one(evidence, one)
        else:
            rest.setdefault(key, []).append(one)
    for several in rest.values():
        yield _several(evidence, several)


def _one(evidence: Evidence, one: Finding) -> Fault:
    of = str(one.column.names)
    if one.lost:
        text = _("»{name}« er ikke {thing}, så servicemålene kan ikke bruge {rows}. {todo}")
    else:
        text = _("»{name}« er ikke {thing} ({rows}). {todo}")
    message = text.format(
        name=one.name[:SHOWN],
        thing=a_thing(one.column),
        rows=_rows(one.rows),
        todo=what_to_do(of, one.name, one.tables, one.known, one.pending),
    )
    asks = one.lost or one.column.others
    party = who_answers(of, one.name, one.tables, one.known, one.pending) if asks else ""
    unknown = unknown_name(of, one.name, one.known, one.rows) if asks else None
    return replace(_fault(evidence, one, message, "ask" if asks else "note"), party=party, unknown=unknown)


def _several(evidence: Evidence, several: Sequence[Finding]) -> Fault:
    names = ", ".join(_("»{name}«").format(name=one.name[:SHOWN]) for one in several[:MOST_EACH])
    if len(several) > MOST_EACH:
        names = _("{names} og {n} mere").format(names=names, n=number(len(several) - MOST_EACH))
    first = several[0]
    rows = sum(one.rows for one in several)
    if first.lost:
        text = _(
            "Vilkårene kender ikke {count} navne i kolonnen {column}, så servicemålene kan ikke bruge {rows}: {names}. "
            "Føj dem til vilkårene, eller giv dem et alias, der siger, hvad de er."
        )
    else:
        text = _(
            "Vilkårene kender ikke {count} navne i kolonnen {column} ({rows}); intet servicemål bruger dem: {names}."
        )
    message = text.format(count=number(len(several)), column=first.column.name, rows=_rows(rows), names=names)
    return _fault(evidence, first, message, "ask" if first.lost else "note")


def _fault(evidence: Evidence, one: Finding, message: str, severity: str) -> Fault:
    file_no, row_no = one.first
    source = evidence.files[file_no].name if file_no < len(evidence.files) else one.table.name
    return Fault(CODE, message, source, row=row_no, column=one.column.name, severity=severity)  # type: ignore[arg-type]


def read_as(evidence: Evidence, table: Table, column: Column, used: Sequence[Alias]) -> Iterator[Fault]:
    """Yield a note for each alias used in a column: what stood there, what it was read as, and who confirmed it."""
    name = column.frame_name
    text = pl.col(name)
    own = text.is_in([alias.name for alias in used])
    if column.several:
        own = pl.any_horizontal(text.str.contains(alias.name, literal=True) for alias in used)
    counts = collect(
        evidence.table(table.name)
        .filter(own)
        .group_by(text)
        .agg(pl.len().alias("rows"), pl.col("file_no").first(), pl.col("row_no").first())
        .sort(name)
    )
    for alias in used:
        rows = counts.filter(
            text.str.contains(alias.name, literal=True) if column.several else text == alias.name
        )
        said = _("»{name}« er læst som »{means}« efter alias, bekræftet af {parties} ({rows}).")
        if not alias.means:
            said = _("»{name}« er efter alias ikke noget i vilkårene, bekræftet af {parties} ({rows}).")
        file_no, row_no = rows.row(0, named=True)["file_no"], rows.row(0, named=True)["row_no"]
        yield Fault(
            READ_AS,
            said.format(
                name=alias.name[:SHOWN],
                means=alias.means,
                parties=party_words(alias.confirmed_by),
                rows=_rows(int(rows["rows"].sum())),
            ),
            evidence.files[file_no].name if file_no < len(evidence.files) else table.name,
            row=row_no,
            column=column.name,
            severity="note",
        )


def _rows(count: int) -> str:
    return _("1 række") if count == 1 else _("{n} rækker").format(n=number(count))

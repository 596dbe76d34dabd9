"""All files together: tables joined, duplicates and references across files, the rows counted up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence
from afstemt.core.evidence.export import UPDATED
from afstemt.core.evidence.exports import Merged, merge
from afstemt.core.evidence.overlap import merge_lazily
from afstemt.core.evidence.recovery import recovered
from afstemt.core.evidence.retyping import TABLES as CASES
from afstemt.core.evidence.retyping import retyping
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.files.reading.intake.account import UNORDERED, Account, as_recovered
from afstemt.files.reading.intake.event_log import Rule, tables_of
from afstemt.files.reading.intake.interval import with_sound_intervals
from afstemt.files.reading.intake.parts import UPDATE, UPDATES, Parts, complete
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Findings
from afstemt.files.reading.sheets.limits import Limits

_PLACE = ("file_no", "row_no")
_REFERENCES = tuple((table.name, table.ticket) for table in BY_NAME.values() if table.ticket)
_NOTED = (("outages", "incident_id"), ("deliverables", "incident_id"))


def joined(parts: Parts, limits: Limits = Limits()) -> Evidence:  # noqa: B008 - frozen
    """Return the evidence of some files: each thing once, broken references across files set aside.

    Args:
        parts: What each file became; left as it is.
        limits: How many findings are listed.
    """
    return _Assembly(parts, limits).evidence()


class _Assembly:
    """The facts of all files as they are put together."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self.parts, self.limits = parts, limits
        self.files, self.exports = parts.files, parts.exports
        self.frames = defaultdict(dict, {name: dict(each) for name, each in parts.frames.items()})
        self.account = Account(parts.files, parts.reader)
        for name, frames in parts.lost.items():
            self.account.lost[name] += frames
        for name, cells in parts.unusable.items():
            self.account.unusable[name] = pl.concat(cells)

    def evidence(self) -> Evidence:
        """Return the evidence."""
        self._recover()
        self._join_logs()
        self._retype()
        series = {name: self._series(name) for name in BY_NAME if self._is_series(name)}
        tables = {name: self._merged(name) for name in self.frames if name not in series}
        self._check_references(tables)
        counts = self._count(tables)
        files = self.account.closed()
        for name in series:
            for number in self.parts.rows_of(name):
                counts[number][name] = files[number].rows_used
        files = tuple(
            replace(source, facts=tuple(counts[number].items())) for number, source in enumerate(files)
        )
        made = {**{name: frame.lazy() for name, frame in tables.items()}, **series}
        lost = {
            name: pl.concat(frames, how="diagonal").select(*BY_NAME[name].schema, *LOST)
            for name, frames in self.account.lost.items()
        }
        lost = {name: frame for name, frame in lost.items() if len(frame)}
        faults = (*self._said(), *self.account.faults)
        every = tuple(sorted(faults, key=lambda fault: (fault.source, fault.row or 0)))
        missing = dict(self.account.missing)
        others = {name: pl.concat(cells) for name, cells in self.parts.alternatives.items()}
        unusable, alternatives = _in_use(self.account.unusable, tables), _in_use(others, tables)
        return Evidence(made, files, every, lost, unusable, alternatives, tuple(self.exports), missing)

    def _recover(self) -> None:
        """Take in what of the rows set aside a later file has. What a log lost may be an update that no other has."""
        for name, frames in self.parts.lost.items():
            rows = {n: each for n, each in self.parts.rows_of(name).items() if n not in self.parts.logs}
            lost = pl.concat(frames, how="diagonal")
            whole = lost.filter(~pl.col("file_no").is_in(list(self.parts.logs)))
            if len({*rows, *whole["file_no"]}) > 1:
                self.account.recover(name, recovered(BY_NAME[name], whole, list(rows.values()), self.exports))

    def _retype(self) -> None:
        """Take out the cases that a later file of the same numbering has as another kind."""
        numberings: dict[str, list[int]] = defaultdict(list)
        for number, export in enumerate(self.exports):
            if export.numbering and number not in self.parts.logs:
                numberings[export.numbering].append(number)
        for numbers in numberings.values():
            kinds = {name: self.frames[name] for name in CASES if name in self.frames}
            rows = [
                _cases(frame, name) for name, own in kinds.items() for n, frame in own.items() if n in numbers
            ]
            rows += [_cases(self.parts.left_out[n], "") for n in numbers if n in self.parts.left_out]
            found = retyping(pl.concat(rows), self.exports) if len(rows) > 1 else None
            if found is None:
                continue
            places = pl.concat([found.gone.select(*_PLACE), found.unordered.select(*_PLACE)])
            for name, own in kinds.items():
                for n in [one for one in numbers if one in own]:
                    gone = own[n].join(places, on=_PLACE, how="semi", maintain_order="left")
                    if len(gone):
                        self.account.retype(BY_NAME[name], found, gone)
                        self.frames[name][n] = own[n].join(
                            places, on=_PLACE, how="anti", maintain_order="left"
                        )

    def _said(self) -> Iterator[Fault]:
        """Yield what the reading found; of a row that a later file has it is only noted."""
        parts_of: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, source in enumerate(self.files):
            parts_of[source.name, source.sha256].append(number)
        for of_file, fault in self.parts.faults:
            one = None if of_file is None else self.files[of_file]
            places = [] if one is None else parts_of[one.name, one.sha256]
            intos = (self.account.recovered.get((place, fault.row)) for place in places)
            into = next((each for each in intos if each is not None), None)
            yield fault if into is None else as_recovered(fault, self.files[into].name)

    def _lost(self, name: str) -> pl.DataFrame | None:
        """Return the rows of a table that the reading set aside."""
        frames = self.parts.lost.get(name)
        return pl.concat(frames, how="diagonal") if frames else None

    def _is_series(self, name: str) -> bool:
        return name in self.parts.lazy or (bool(BY_NAME[name].series) and name in self.frames)

    def _series(self, name: str) -> pl.LazyFrame:
        """Return a table of which some lies on disk, or of a series of measurements."""
        rows, merged = merge_lazily(BY_NAME[name], self.parts.rows_of(name), self.exports, self._lost(name))
        if merged is not None:
            self.account.take(BY_NAME[name], merged, self.exports)
        return rows.select(list(BY_NAME[name].schema))

    def _merged(self, name: str) -> pl.DataFrame:
        """Return a table of all files. What came of an event log follows its ticket, and is of no other export."""
        own: list[pl.DataFrame] = []
        made: list[pl.DataFrame] = []
        for number, frame in self.frames.get(name, {}).items():
            of_log = number in self.parts.logs and self.files[number].table != name
            (made if of_log else own).append(frame)
        rows = pl.concat(own, how="diagonal") if own else pl.DataFrame(schema=BY_NAME[name].schema)
        tickets = self._tickets() if BY_NAME[name].ticket else None
        merged = merge(BY_NAME[name], rows, self.exports, self._lost(name), tickets)
        self.account.take(BY_NAME[name], merged, self.exports)
        parts = [merged.rows, *(self._of_used(frame) for frame in made)]
        return pl.concat(parts, how="diagonal").select(list(BY_NAME[name].schema)).sort("file_no", "row_no")

    def _tickets(self) -> pl.DataFrame:
        """Return the tickets that each file has."""
        frames = [
            frame.select("file_no", "id") for name in CASES for frame in self.frames.get(name, {}).values()
        ]
        return pl.concat(frames) if frames else pl.DataFrame(schema={"file_no": pl.Int32, "id": pl.String})

    def _of_used(self, made: pl.DataFrame) -> pl.DataFrame:
        """Return the pauses and changes of priority whose ticket's row in the same log is used."""
        into = self.account.into.get("incidents")
        if into is None or into.is_empty():
            return made
        logs = [number for number, source in enumerate(self.files) if number in self.parts.logs]
        gone = into.filter(pl.col("file_no").is_in(logs) & pl.col("into_file_no").is_in(logs))
        tickets = pl.concat(list(self.frames["incidents"].values()), how="diagonal")
        followed = gone.join(tickets, on=["file_no", "row_no"]).select(
            "file_no", pl.col("id").alias("ticket_id")
        )
        return made.join(followed, on=["file_no", "ticket_id"], how="anti", maintain_order="left")

    def _join_logs(self) -> None:
        """Make the tickets of several logs anew, of the updates of all of them."""
        rules = [rule for rule, _updates in self.parts.logs.values()]
        for rule in [one for at, one in enumerate(rules) if one not in rules[:at]]:
            parts = {number: updates for number, (one, updates) in self.parts.logs.items() if one == rule}
            merged = merge(UPDATE, pl.concat(list(parts.values()), how="diagonal"), self.exports)
            if merged.superseded.is_empty() and merged.unordered.is_empty():
                shared = pl.concat([one.select("id").unique() for one in parts.values()])
                if not shared.is_duplicated().any():
                    continue
            self.account.take(UPDATE, merged, self.exports)
            self._make_anew(parts, merged, rule)

    def _make_anew(self, parts: dict[int, pl.DataFrame], merged: Merged, rule: Rule) -> None:
        """Put the tickets of all updates in place of each log's own; one with an update that is torn is lost whole."""
        torn = merged.unordered["id"].unique()
        rest = merged.rows.filter(pl.col("id").is_in(torn.implode()))
        table, unsaid = BY_NAME["incidents"], Findings(self.limits)
        both = pl.concat([rest, merged.unordered.select(rest.columns)]).sort("id", "order", "file_no")
        if not both.is_empty():
            lost = tables_of(both, table.name, rule, unsaid)[table.name]
            self.account.lost.pop(UPDATES, None)
            self.account.lose(table, lost, UNORDERED)
            for (number,), rows in rest.group_by("file_no"):
                self.account.aside[int(str(number))].update(rows["row_no"])
        updates = merged.rows.join(rest.select("id").unique(), on="id", how="anti").sort("id", "order")
        made = tables_of(updates, table.name, rule, unsaid)
        made[table.name] = with_sound_intervals(made[table.name], table, unsaid)
        self._doubt_anew(made[table.name], parts)
        for name, frame in made.items():
            for own in parts:
                self.frames[name][own] = complete(frame.filter(pl.col("file_no") == own), BY_NAME[name], None)

    def _doubt_anew(self, made: pl.DataFrame, parts: Mapping[int, pl.DataFrame]) -> None:
        """Let what is doubted of a ticket in one log be doubted of the ticket of all logs."""
        cells = self.account.unusable_of("incidents")
        own = pl.concat([self.frames["incidents"][number] for number in parts])
        doubted = cells.join(own.select("file_no", "row_no", "id"), on=["file_no", "row_no"])
        again = doubted.drop("file_no", "row_no").join(made.select("id", "file_no", "row_no"), on="id")
        self.account.unusable["incidents"] = pl.concat([cells, again.select(list(UNUSABLE))]).unique(
            ["file_no", "row_no", "column"], keep="first", maintain_order=True
        )

    def _check_references(self, tables: dict[str, pl.DataFrame]) -> None:
        delivered = [tables[name]["id"] for name in CASES if name in tables]
        if not delivered or not any(name in tables for name in ("incidents", "service_requests")):
            return
        known = pl.concat(delivered)
        for name, column in _REFERENCES:
            if name not in tables:
                continue
            lost = ~tables[name][column].is_in(known.implode())
            for row in tables[name].filter(lost).iter_rows(named=True):
                own = self.files[row["file_no"]].table == name
                code = "no-such-ticket" if own else "no-such-ticket-note"
                self.account.say(code, ASIDE if own else NOTE, row, column, value=str(row[column])[:SHOWN])
            own_files = [number for number, file in enumerate(self.files) if file.table == name]
            if len(gone := tables[name].filter(lost & tables[name]["file_no"].is_in(own_files))):
                self.account.lose(BY_NAME[name], gone, "no-such-ticket")
            tables[name] = tables[name].filter(~lost)
        for name, column in _NOTED:
            if name in tables and "incidents" in tables:
                lost = ~tables[name][column].is_in(tables["incidents"]["id"].implode())
                for row in tables[name].filter(lost.fill_null(False)).iter_rows(named=True):
                    self.account.say("no-such-ticket-note", NOTE, row, column, value=str(row[column])[:SHOWN])

    @staticmethod
    def _count(tables: dict[str, pl.DataFrame]) -> dict[int, dict[str, int]]:
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        for name, frame in tables.items():
            for number, count in frame.group_by("file_no").len().iter_rows():
                counts[number][name] = count
        return counts


def _in_use(cells: Mapping[str, pl.DataFrame], tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the cells of the rows that are still in the tables."""
    own = {
        name: each.join(tables[name], on=list(_PLACE), how="semi") if name in tables else each
        for name, each in cells.items()
    }
    return {name: frame for name, frame in own.items() if len(frame)}


def _cases(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return rows of a table as cases of a kind."""
    updated = pl.col(UPDATED) if UPDATED in rows.columns else pl.lit(None)
    return rows.select(
        *(pl.col(name) for name in _PLACE),
        "id",
        pl.lit(kind).alias("kind"),
        updated.cast(pl.Int64).alias(UPDATED),
    )

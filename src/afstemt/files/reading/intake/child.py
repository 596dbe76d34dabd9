"""The child process that parses foreign files: jobs as JSON lines in, replies as JSON lines out, frames as Arrow files.

Its memory is limited once, its processor time anew for each job. A file that makes it die costs that file a
finding, never the parent.
"""

import json
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import polars as pl

from afstemt.core.evidence.column import PROVENANCE
from afstemt.core.evidence.export import Export
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.contradiction import ask_about_contradictions
from afstemt.files.reading.intake.event_log import rule_of
from afstemt.files.reading.intake.export_name import place_of, time_in
from afstemt.files.reading.intake.format_zone import in_its_zone
from afstemt.files.reading.intake.hidden import visible
from afstemt.files.reading.intake.interpret import Facts, interpret, unread
from afstemt.files.reading.intake.kinds import Part, lacking_of, not_told, parts, several_ids
from afstemt.files.reading.intake.likeness import known_by
from afstemt.files.reading.intake.other_kinds import any_of_other_kinds
from afstemt.files.reading.intake.plan import Plan
from afstemt.files.reading.intake.profile import OWN, Profile
from afstemt.files.reading.intake.recognise import (
    Match,
    Profiles,
    frame_of,
    knows,
    match,
    own_table,
    profiles_for,
)
from afstemt.files.reading.intake.selection import note_unchecked_customer, of_customer
from afstemt.files.reading.intake.survey import ROWS, Unknown
from afstemt.files.reading.registry import format_of, reader
from afstemt.files.reading.sheets.finding import ASIDE, ASK, NOTE, Finding, Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.typed import trusted
from afstemt.files.reading.sheets.wanted import Frame, Wanted


@dataclass(frozen=True)
class Job:
    """One file to parse.

    Attributes:
        out: The folder for frames.
        as_profile: A profile's name or a path.
        name: The file as the user knows it; empty for the path's own name.
        order: Files by name, oldest first, where somebody has said so.
        parties: As ``Plan`` has them.
        survey: Only the text of every column that is not personal, for a draft of a profile.
    """

    path: str
    zone: str
    out: str
    limits: dict[str, int]
    customer: str | None = None
    as_profile: str | None = None
    folder_profiles: tuple[str, ...] = ()
    name: str = ""
    order: tuple[str, ...] = ()
    survey: bool = False
    parties: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Recogniser:
    """Remembers what each sheet was recognised as; the reader asks it which columns to take in."""

    stem: str
    profiles: Profiles
    limits: Limits
    match: Match | None = None
    refused: Unreadable | None = None
    findings: Findings | None = None
    ignored: bool = False
    sheet: str | None = None
    header: tuple[str, ...] = ()

    def __call__(self, header: tuple[str, ...], sheet: str) -> frozenset[str]:
        self.sheet, self.header = sheet, header
        self.match, self.refused, self.findings = None, None, Findings(self.limits)
        ignoring = self.profiles.ignoring(sheet)
        self.ignored = ignoring is not None
        if ignoring is not None:
            self.findings.add(Finding("ignored-sheet", "note", values={"profile": ignoring.name}))
            return frozenset()
        try:
            self.match = match(self.stem, sheet, header, self.profiles, self.findings)
        except Unreadable as unreadable:
            self.refused = unreadable
            return frozenset()
        return self.match.wanted

    def knows(self, header: tuple[str, ...], sheet: str, line: int) -> bool:
        """Return whether the line is the headings of something known. See ``sheets.wanted.Wanted``."""
        return knows(self.stem, sheet, header, line, self.profiles)

    def frame(self, sheet: str) -> Frame:
        """Return what is said of the sheet's frame: beforehand, or by the profile that it was recognised by."""
        if self.match is not None and self.sheet == sheet:
            return self.match.profile.frame
        return frame_of(self.stem, self.profiles)


def work(job: Job) -> list[dict[str, Any]]:
    """Parse one file; return one reply for each sheet and each profile that reads some of it."""
    path, limits = Path(job.path), Limits(**job.limits)
    if job.survey:
        return _texts(path, limits, Path(job.out))
    recogniser = _Recogniser(path.stem, profiles_for(job.as_profile, job.folder_profiles), limits)
    replies: list[dict[str, Any]] = []
    if path.suffix.lower() == ".parquet" and (reply := _left_on_disk(path, recogniser, job)):
        return [reply]
    for sheet in _sheets(path, limits, recogniser):
        made = _replies(sheet, recogniser, job, len(replies))
        replies += [_signs(recogniser, path, reply.get("profile", "")) | reply for reply in made]
    return replies


def _sheets(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the sheets of a file; what a parser cannot do is about the file."""
    sheets = reader(path.suffix.lower())(path, limits, wanted)
    while True:
        try:
            sheet = next(sheets, None)
        except (Unreadable, AssertionError, OSError):
            raise
        except MemoryError as error:
            raise Unreadable("too-much-memory", limit=limits.memory_bytes >> 20) from error
        except BaseException as error:  # a parser's own exceptions and panics are about the file
            raise Unreadable("parser-failed", why=f"{type(error).__name__}: {error}"[:200]) from error
        if sheet is None:
            return
        yield sheet


def _texts(path: Path, limits: Limits, out: Path) -> list[dict[str, Any]]:
    """Write the first rows of each sheet as text; return where they lie."""
    replies: list[dict[str, Any]] = []
    for sheet in _sheets(path, limits, Unknown()):
        target = out / f"{len(replies)}-survey.arrow"
        text = [pl.col(name).cast(pl.String) for name in sheet.frame.columns if name != "row_no"]
        sheet.frame.head(ROWS).select(text).write_ipc(target)
        found = {"sheet": sheet.name, "rows_read": sheet.rows_read, "findings": []}
        replies.append(found | {"survey": str(target)})
    return replies


def _signs(recogniser: _Recogniser, path: Path, profile: str) -> dict[str, Any]:
    """Return what the sheet read last was recognised by as the profile; nothing of one that was not."""
    readings = recogniser.match.readings if recogniser.match is not None else ()
    own = next((each.profile for each in readings if each.profile.name == profile), None)
    if own is None:
        return {}
    named = own_table(recogniser.sheet or "") or own_table(path.stem)
    asked = recogniser.profiles.asked is not None
    by, columns = known_by(own, named, path, recogniser.header, asked=asked)
    return {"known_by": by, "signs": columns}


def _replies(sheet: Sheet, recogniser: _Recogniser, job: Job, index: int) -> list[dict[str, Any]]:
    """Return a reply for each profile that reads some of the sheet; the first has what is said of it as a whole."""
    found, refused = recogniser.match, recogniser.refused
    asked = recogniser.findings.finish() if recogniser.findings else []
    if recogniser.ignored:
        left_out = {"set_aside": 0, "left_out": sheet.rows_read}
        return [{"sheet": sheet.name, "rows_read": sheet.rows_read, "findings": _plain(asked), **left_out}]
    if found is None:
        said = [] if refused is None or refused.finding.code == "lacking" else [refused.finding]
        aside = [finding for finding in sheet.findings.finish() if finding.severity == ASIDE]
        findings = _plain([*asked, *said, *aside])
        return [{"sheet": sheet.name, "rows_read": sheet.rows_read, "findings": findings}]
    if found.profile.kind.only_parts:
        only = Finding(
            "only-parts", NOTE, values={"profile": found.profile.name, "title": found.profile.title}
        )
        left_out = {"set_aside": 0, "left_out": sheet.rows_read}
        return [{"sheet": sheet.name, "rows_read": sheet.rows_read, "findings": _plain([only]), **left_out}]
    if not sheet.rows_read and found.told is None:  # that there was none would be said of the wrong kind
        empty = [*asked, *sheet.findings.finish(), not_told(found, "kind-of-none")]
        return [{"sheet": sheet.name, "rows_read": 0, "findings": _plain(empty)}]
    broken = dict(sheet.findings.aside)
    plan = Plan(found.profile, found.table, job.zone, job.customer)
    try:
        own = of_customer(visible(sheet, found.profile), plan, sheet.findings)
        found = in_its_zone(found, own, format_of(Path(job.path).suffix.lower()))
        some = parts(own, found, sheet.findings)
    except Unreadable as unreadable:
        whole = {"sheet": sheet.name, "rows_read": sheet.rows_read, "profile": found.profile.name}
        return [whole | {"table": found.table.name, "findings": _plain([*asked, unreadable.finding])}]
    every = own if len(some) > 1 else None
    del own
    rest = sheet.rows_read - sum(len(each.rows) for each in some[1:])
    replies: list[dict[str, Any]] = []
    while some:
        each = some.pop(0)
        mine = sheet.findings if not replies else Findings(sheet.findings.limits, aside=dict(broken))
        part = replace(sheet, frame=each.rows, rows_read=len(each.rows) if replies else rest, findings=mine)
        sheet.frame = sheet.frame.clear()
        mine.aside |= {row: why for row, why in each.lost.items() if row not in mine.aside}
        if twice := several_ids(each):
            mine.add(twice)
        reply = _reply(part, each, job, index + len(replies), every)
        if replies and "set_aside" in reply:
            reply["set_aside"] -= len(broken)
        else:
            reply["findings"] = [*_plain(asked), *reply["findings"]]  # told once for all parts
        replies.append(reply)
    return replies


def _reply(sheet: Sheet, part: Part, job: Job, index: int, every: pl.DataFrame | None) -> dict[str, Any]:
    """Return the reply for the rows that one profile reads; ``every``, those of all, where others read some."""
    profile, table = part.reading.profile, part.reading.table
    plan = Plan(profile, table, job.zone, job.customer, parties=job.parties)
    reply: dict[str, Any] = {
        "sheet": sheet.name,
        "rows_read": sheet.rows_read,
        "profile": profile.name,
        "table": table.name,
    }
    if part.reading.lacking and every is None:
        return reply | {"findings": _plain([*sheet.findings.finish(), lacking_of(part)])}
    try:
        facts = (
            unread(sheet, plan, lacking_of(part, ASK))
            if part.reading.lacking
            else interpret(sheet, plan, every)
        )
    except Unreadable as unreadable:
        return reply | {"findings": _plain([unreadable.finding])}
    has = {
        name: [one for one in frame.columns if one in BY_NAME[name].schema and one not in PROVENANCE]
        for name, frame in facts.tables.items()
    }
    if (log := rule_of(plan)) is not None:
        reply["log"] = asdict(log)
    return reply | {
        "export": _export(part.reading.profile, job, sheet.name, has),
        "frames": _written(facts, Path(job.out), index),
        "set_aside": len(sheet.findings.aside),
        "left_out": sheet.findings.left_out,
        "findings": _plain(sheet.findings.finish()),
    }


def _written(facts: Facts, folder: Path, index: int) -> dict[str, dict[str, str]]:
    """Write the frames as Arrow files; return where each lies, by what it is and by table."""
    made: dict[str, dict[str, str]] = {}
    for kind in fields(facts):
        frames: dict[str, pl.DataFrame] = getattr(facts, kind.name)
        for table, frame in frames.items():
            if len(frame) or kind.name == "tables":
                target = folder / f"{index}-{kind.name}-{table}.arrow"
                frame.write_ipc(target, compression="uncompressed")
                made.setdefault(kind.name, {})[table] = str(target)
    return made


def _left_on_disk(path: Path, recogniser: _Recogniser, job: Job) -> dict[str, Any] | None:
    """Return the reply for a large file in Afstemt's own types, which is not copied; None for other files."""
    try:
        header = tuple(pl.scan_parquet(path, glob=False).collect_schema())
    except Exception:  # a broken file is named by the reader
        return None
    recogniser(header, "")
    found, signs = recogniser.match, _signs(recogniser, path, OWN)
    held = trusted(path, found.table) if found is not None and found.profile.name == OWN else None
    if found is None or held is None or recogniser.findings is None or not held.has(found.wanted):
        return None
    if held.must_be_read():
        return None
    if "id" in held.columns and any_of_other_kinds(held.scan(None).select("id"), found.table.name):
        return None
    findings = Findings(recogniser.limits)
    plan = Plan(found.profile, found.table, job.zone, job.customer, parties=job.parties)
    note_unchecked_customer(plan, findings)
    counts = (
        held.scan(None)
        .select(pl.len().alias("rows"), held.good().sum().alias("good"))
        .collect(engine="streaming")
    )
    rows, good = int(counts["rows"][0]), int(counts["good"][0])
    if rows - good > recogniser.limits.faults:
        raise Unreadable("too-many-faults", row=0, limit=recogniser.limits.faults, kind=found.table.name)
    facts = Facts()
    if rows > good:
        sheet = Sheet("", header, held.faulty(), rows, findings)
        facts = interpret(sheet, replace(plan, customer=None))
    if findings.faulty != rows - good:
        raise AssertionError(f"{rows - good} rows break the table's rules, {findings.faulty} were named")
    ask_about_contradictions(held.scan(None if rows == good else True), found.table, findings)
    return signs | {
        "sheet": "",
        "rows_read": rows,
        "profile": found.profile.name,
        "table": found.table.name,
        "frames": _written(facts, Path(job.out), 0),
        "scan": found.table.name,
        "export": _export(found.profile, job, "", {found.table.name: list(held.columns)}),
        "set_aside": len(findings.aside),
        "left_out": 0,
        "findings": _plain([*recogniser.findings.finish(), *findings.finish()]),
    }


def _export(profile: Profile, job: Job, sheet: str, has: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what tells when the file was taken, and its columns, as plain values."""
    rule = profile.export
    name = job.name or Path(job.path).name
    month, taken_s = time_in(name, rule)
    order = job.order or rule.order
    places = (place_of(each, order) for each in (f"{name}#{sheet}", name))
    place = next((each for each in places if each is not None), None)
    columns = {table: tuple(each) for table, each in has.items()}
    return Export(
        name, columns, month, taken_s, place=place, partial=rule.partial, numbering=profile.kind.family
    ).as_json()


def _plain(findings: list[Finding]) -> list[dict[str, Any]]:
    return [finding.as_json() for finding in findings]


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def answer(job: Job) -> list[dict[str, Any]]:
    """Parse one file; what cannot be read is a reply with a finding."""
    try:
        return work(job)
    except Unreadable as unreadable:
        found = unreadable.finding
    except OSError as error:
        found = Finding("cannot-open", values={"why": error.strerror or type(error).__name__})
    except MemoryError:
        found = Finding("too-much-memory", values={"limit": job.limits["memory_bytes"] >> 20})
    return [{"sheet": "", "rows_read": 0, "findings": _plain([found])}]


def main() -> None:
    """Answer jobs until standard input ends."""
    _limit_memory(int(sys.argv[1]))
    for line in sys.stdin:
        job = Job(**json.loads(line))
        _limit_time(job.limits["cpu_seconds"])
        reply: dict[str, Any]
        try:
            reply = {"sheets": answer(job)}
        except Exception:
            reply = {"crash": traceback.format_exc()}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

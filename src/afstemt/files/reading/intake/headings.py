"""A file's headings held against a profile's names: capitals, blanks and underscores make no difference.

Source systems write one heading in several ways ("Opening date", "Opening Date", "opening_date"). A heading that is
written exactly so goes first, and one that could be another as well is not taken: two that differ by a capital are two.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.profile import OWN, Profile, Source
from afstemt.files.reading.sheets.sheet import heading_key


class Headings:
    """The headings of one sheet.

    Attributes:
        names: As they are written in the file.
    """

    def __init__(self, header: Iterable[str], *, exact: bool = False) -> None:
        """Take the headings; with ``exact`` only a name written exactly so is one of them."""
        self.names = frozenset(header)
        counted = Counter(heading_key(name) for name in self.names)
        self._by_key = {
            heading_key(name): name for name in self.names if counted[heading_key(name)] == 1 and not exact
        }

    def spelling(self, name: str) -> str | None:
        """Return the file's heading for a name; None where it has none, or several of which none is written so."""
        return name if name in self.names else self._by_key.get(heading_key(name))

    def spellings(self, names: Iterable[str], taken: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the names as the file writes them, each once; one that it does not have stays as it is.

        Args:
            names: As a profile writes them.
            taken: Headings that mean something else, so that only a name written exactly so is one of them.
        """
        spelt = {name: self.spelling(name) for name in names}
        return tuple(
            dict.fromkeys(
                name if heading is None or (heading != name and heading in taken) else heading
                for name, heading in spelt.items()
            )
        )

    def like(self, pattern: str) -> tuple[str, ...]:
        """Return the headings that fit a pattern, by the alphabet."""
        return tuple(sorted(name for name in self.names if fnmatchcase(name, pattern)))

    def recognised(self, profile: Profile) -> int:
        """Return how many headings the profile's best fitting set names in any spelling; 0 when none fits.

        0 too where there is a heading that the profile is not recognised with.
        """
        if any(self.like(pattern) for pattern in profile.recognise_not):
            return 0
        return max(
            (
                len(wanted)
                for wanted in profile.recognise
                if None not in {self.spelling(name) for name in wanted}
            ),
            default=0,
        )


def fitted(profile: Profile, table: Table, headings: Headings) -> Profile:
    """Return the profile with its columns named as the file names them."""
    own = {
        name: frozenset(source.reads) & headings.names for name, source in _sources(profile, table).items()
    }
    columns = {}
    for name, source in _sources(profile, table).items():
        others = frozenset().union(*(taken for other, taken in own.items() if other != name))
        columns[name] = replace(
            source,
            columns=(*headings.spellings(source.columns, others), *headings.like(source.varying)),
            time=headings.spellings(source.time, others),
        )
    if profile.name == OWN:
        columns = {name: _own(table, name, source, headings) for name, source in columns.items()}
    log, cases = profile.event_log, profile.cases
    if profile.name == OWN:
        cases = replace(cases, type=tuple(name for name in cases.type if name not in columns))
    zones = {
        name: replace(each, by=headings.spellings(each.by)) for name, each in profile.clock.zones.items()
    }
    if log is not None:
        order, at, state = (headings.spellings((name,))[0] for name in (log.order, log.at, log.state))
        reason = replace(log.reason, columns=headings.spellings(log.reason.columns))
        log = replace(log, order=order, at=at, state=state, reason=reason)
    return replace(
        profile,
        columns=columns,
        clock=replace(profile.clock, zones=zones),
        customer=headings.spellings(profile.customer),
        take_in=headings.spellings(profile.take_in),
        event_log=log,
        filters=tuple(replace(each, columns=headings.spellings(each.columns)) for each in profile.filters),
        cases=replace(cases, type=headings.spellings(cases.type), outcome=headings.spellings(cases.outcome)),
        kind=replace(profile.kind, columns=headings.spellings(profile.kind.columns)),
        export=replace(profile.export, updated=headings.spellings(profile.export.updated)),
    )


def _sources(profile: Profile, table: Table) -> dict[str, Source]:
    said = {column.name: profile.source(table, column.name) for column in table.columns}
    return {name: source for name, source in said.items() if source is not None}


def _own(table: Table, name: str, source: Source, headings: Headings) -> Source:
    """Return the source of an own column; the frame's own column alone (``opened_s``) holds whole UTC seconds."""
    column = table.column(name)
    if column.type == "instant" and headings.spelling(name) is None:
        seconds = headings.spelling(column.frame_name)
        if seconds is not None:
            return replace(source, columns=(seconds,), formats=("epoch",))
    return source

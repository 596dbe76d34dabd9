"""The agenda of a status meeting: its points with their material, minutes and owner; and the form for the minutes."""

from dataclasses import dataclass, replace
from datetime import date

from afstemt import __version__
from afstemt.core.dialogue.lift import lifted
from afstemt.core.dialogue.matter import owner_name, read_matters
from afstemt.core.meeting.closed_months import ClosedMonth, as_closed
from afstemt.core.meeting.facts import stability_facts
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.participants import missing_counterparts, participants, party_name
from afstemt.core.meeting.point import Owner, PointSpec
from afstemt.core.meeting.points.summary import mood
from afstemt.core.meeting.registry import BY_ID, POINTS
from afstemt.core.meeting.stability import Stability, stability
from afstemt.core.meeting.time import minutes
from afstemt.core.report.blocks import Block, Document, KeyFigure, KeyFigures, Section, Table, Text
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, number_column
from afstemt.core.report.words import capital, table_word
from afstemt.core.settlement.threshold_findings import unknown_text
from afstemt.core.settlement.thresholds import reaches
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units import formats
from afstemt.core.units.figure import Duration
from afstemt.core.units.wording import _, language


@dataclass(frozen=True)
class AgendaItem:
    """One point: its minutes, who leads it, and its material."""

    id: str
    title: str
    minutes: int
    owner: Owner
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Agenda:
    """The agenda of one meeting.

    Attributes:
        months: The periods covered, oldest first.
        meeting: Day of the meeting.
        points: In order; their minutes add to ``minutes``.
        minutes: The meeting's length.
        stability: The score that the minutes follow.
        notices: What is wrong with the agenda in the terms, in words.
    """

    months: tuple[Month, ...]
    meeting: date
    points: tuple[AgendaItem, ...]
    minutes: int
    stability: Stability
    notices: tuple[str, ...] = ()

    @property
    def terms(self) -> Terms:
        """The terms in force at the end of the latest period."""
        return self.months[-1].terms


def build_agenda(month: Month, earlier: tuple[Month, ...], meeting: date) -> Agenda:
    """Return the agenda of the meeting on ``meeting``.

    Args:
        month: The latest period.
        earlier: Other periods closed since the last meeting, in any order. What the latest period's history says of
            any of them holds, whatever is calculated now.
        meeting: Day of the meeting; deadlines before it are passed.
    """
    calculated = tuple(sorted((*earlier, month), key=lambda one: one.period))
    latest = calculated[-1]
    # A row of history on the period that is being reported is asked about, and closes nothing.
    standing = [*(as_closed(one, latest.history) for one in calculated[:-1]), ClosedMonth(latest)]
    months = tuple(one.month for one in standing)
    terms = months[-1].terms
    deliveries = tuple(one.evidence for one in months)
    score = stability(stability_facts(months))
    reached = [
        (one, reaches(one.terms, one.contract, one.history, one.outcomes, one.settlement)) for one in months
    ]
    material = Material(
        months,
        meeting,
        score,
        tuple((one.period.code, lift) for one, found in reached for lift in lifted(found, one.settlement)),
        tuple(unknown_text(reach) for _one, found in reached for reach in found if reach.unknown),
        read_matters(deliveries, "actions"),
        read_matters(deliveries, "matters"),
        read_matters(deliveries, "improvements"),
        {one.month.period.code: one.fee for one in standing if one.fee is not None},
    )
    order, notices = _order(terms)
    notices += [one.notice for one in standing if one.notice]
    length = max(terms.framework.meeting_minutes, len(order))
    if length != terms.framework.meeting_minutes:
        notices.append(
            _("Mødets længde i vilkårene ({agreed} min.) er for kort til {points} punkter.").format(
                agreed=terms.framework.meeting_minutes, points=len(order)
            )
        )
    given = minutes([spec.share for spec in order], length, score.score, terms.framework.agenda)
    points = tuple(
        AgendaItem(spec.id, _title(terms, spec), own, spec.owner, spec.blocks(material))
        for spec, own in zip(order, given, strict=True)
    )
    return Agenda(months, meeting, points, length, score, tuple(notices))


def _order(terms: Terms) -> tuple[list[PointSpec], list[str]]:
    """Return the points in order, and what the terms name that is no point."""
    named = list(terms.framework.agenda)
    notices = [
        _("Vilkårene nævner dagsordenspunktet »{name}«, som ikke findes. Punkterne er: {known}.").format(
            name=name, known=", ".join(BY_ID)
        )
        for name in named
        if name not in BY_ID
    ]
    own = [BY_ID[name] for name in named if name in BY_ID]
    return (own if len(own) == len(POINTS) else list(POINTS)), notices


def _title(terms: Terms, spec: PointSpec) -> str:
    own = terms.framework.agenda.get(spec.id)
    return own.title if own and own.title else spec.title()


def agenda_document(agenda: Agenda) -> Document:
    """Return the agenda as a document: time and participants on the first page, then a section per point."""
    sections = tuple(
        Section(
            point.id,
            point.title,
            (
                Text(
                    _("{minutes} min. Ansvarlig: {owner}.").format(
                        minutes=point.minutes, owner=owner_name(point.owner)
                    ),
                    "note",
                ),
                *(_in_the_report(block) for block in point.blocks),
            ),
        )
        for point in agenda.points
    )
    return _document(
        agenda,
        "agenda",
        _("Dagsorden for statusmøde {day}").format(day=formats.day(agenda.meeting)),
        sections,
        _first_page(agenda),
    )


def _in_the_report(block: Block) -> Block:
    """Return a cut table naming the report's appendix by its title: the agenda has none of its own."""
    if not isinstance(block, Table) or not block.appendix:
        return block
    return replace(block, appendix=capital(table_word(block.appendix)))


def _first_page(agenda: Agenda) -> tuple[Block, ...]:
    score = agenda.stability.score
    state = mood(agenda.stability)
    lead = _("Mødet tager {minutes} min. og dækker {periods}.").format(
        minutes=agenda.minutes, periods=_covered(agenda)
    )
    shift = (
        _("Tiden er fordelt mellem en rolig og en urolig periode efter stabiliteten.")
        if score is None
        else _("Stabiliteten er {score} af 100 ({state}), og tiden er fordelt derefter.").format(
            score=score, state=state.word
        )
    )
    blocks: list[Block] = [Text(f"{lead} {shift}", "lead")]
    blocks.extend(Text(notice, "note") for notice in agenda.notices)
    blocks.append(
        KeyFigures(
            (
                KeyFigure(_("Stabilitet"), score, state.word),
                KeyFigure(_("Mødets længde"), Duration(60 * agenda.minutes)),
                KeyFigure(_("Modparter, der mangler"), len(missing_counterparts(agenda.terms))),
            )
        )
    )
    blocks.append(
        Table(
            _("Punkter, tid og ansvarlig"),
            (
                number_column(_("Nr."), 0.4),
                column(_("Punkt"), weight=3),
                number_column(_("Minutter"), 0.7),
                column(_("Ansvarlig"), weight=1.2),
            ),
            tuple(
                (number, point.title, point.minutes, capital(owner_name(point.owner)))
                for number, point in enumerate(agenda.points, 1)
            ),
            total=("", _("I alt"), sum(point.minutes for point in agenda.points), ""),
        )
    )
    blocks.extend(participants(agenda.terms, boxes=False))
    return tuple(blocks)


def _covered(agenda: Agenda) -> str:
    first, last = agenda.months[0].period, agenda.months[-1].period
    if first == last:
        return formats.period_name(first)
    return _("{first} til {last}").format(first=formats.period_name(first), last=formats.period_name(last))


def minutes_document(agenda: Agenda) -> Document:
    """Return the form for the minutes: presence, the points with room for decisions and actions, approval.

    Presence stands before the first section, so that the points keep the agenda's numbers.
    """
    points = tuple(
        Section(point.id, point.title, (_notes(), _decisions(), _actions())) for point in agenda.points
    )
    return _document(
        agenda,
        "minutes",
        _("Referat af statusmøde {day}").format(day=formats.day(agenda.meeting)),
        (*points, _approval(agenda)),
        (
            Text(_("Formular til referatet. Udfyldes på mødet og godkendes af begge parter."), "lead"),
            *participants(agenda.terms, boxes=True),
        ),
    )


EMPTY_ROWS = 2
"""Empty rows for decisions, and for actions, under each point."""


def _notes() -> Text:
    return Text(_("Drøftet:"))


def _decisions() -> Table:
    heading = (
        number_column(_("Nr."), 0.4),
        column(_("Beslutning eller orientering"), weight=4),
        column(_("Af hvem"), weight=1.2),
    )
    return Table(_("Beslutninger"), heading, (("", "", ""),) * EMPTY_ROWS)


def _actions() -> Table:
    heading = (
        column(_("Hvad"), weight=2.4),
        column(_("Hvordan"), weight=2),
        column(_("Hvem"), weight=1.2),
        column(_("Hvornår"), weight=1),
    )
    return Table(_("Aktioner"), heading, (("", "", "", ""),) * EMPTY_ROWS)


def _approval(agenda: Agenda) -> Section:
    terms = agenda.terms
    chairs = {one.party: one.role for one in reversed(terms.framework.participants) if party_name(terms, one)}
    rows = tuple(
        (terms.party(role).name, chairs.get(role, ""), "☐", "☐", "", "") for role in ("authority", "supplier")
    )
    heading = (
        column(_("Part"), weight=2),
        column(_("Rolle"), weight=1.4),
        column(_("Godkendt"), "center", 0.8),
        column(_("Godkendt med forbehold"), "center", 1),
        column(_("Forbehold"), weight=1.8),
        column(_("Dato og underskrift"), weight=1.8),
    )
    blocks: tuple[Block, ...] = (
        Table(_("Parternes godkendelse af referatet"), heading, rows),
        Text(_("En godkendelse giver ikke afkald på krav efter kontrakten."), "note"),
    )
    return Section("approval", _("Godkendelse"), blocks)


def _document(
    agenda: Agenda,
    kind: "str",
    title: str,
    sections: tuple[Section, ...],
    first_page: tuple[Block, ...],
) -> Document:
    terms = agenda.terms
    lines = [
        (_("Kontrakt"), terms.title),
        (_("Myndighed"), terms.party("authority").name),
        (_("Leverandør"), terms.party("supplier").name),
        (_("Mødedag"), formats.weekday_and_day(agenda.meeting)),
        (_("Sted"), terms.framework.meeting_place or _("ikke aftalt")),
        (_("Perioder"), _covered(agenda)),
        (_("Beregnet med"), f"Afstemt {__version__}"),
    ]
    if terms.synthetic:
        lines.append((_("Bemærk"), _("Syntetiske data: kontrakt, parter og tal er opdigtede.")))
    return Document(
        kind="minutes" if kind == "minutes" else "agenda",
        title=title,
        subtitle=terms.title,
        language=language(),
        date=agenda.months[-1].as_of,
        zone=terms.zone,
        sections=sections,
        facts=tuple(lines),
        synthetic=terms.synthetic,
        first_page=first_page,
        max_rows=terms.report.max_rows,
    )

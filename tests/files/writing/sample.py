"""A document that uses every block, every type of value and the characters that formats trip over."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import polars as pl

from afstemt.core.report.blocks import (
    Appendix,
    AppendixColumn,
    Bullets,
    Chart,
    Document,
    KeyFigure,
    KeyFigures,
    Section,
    Series,
    Table,
    TableColumn,
    Text,
)
from afstemt.core.units.figure import Duration, Figure, Instant, Percent, Status, Value
from afstemt.core.units.money import Money

NASTY = "<b>&amp;</b> #eval(1) $x$ *a* _b_ @ref `kode` \\ ~ -- // /* =1+1 +1 -1 \"citat\" 'x' æøåÆØÅ é ü"
UNKNOWN = "中文 😀 \ue000"
LONG_WORD = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
MONTHS = (
    "okt. 25",
    "nov. 25",
    "dec. 25",
    "jan. 26",
    "feb. 26",
    "mar. 26",
    "apr. 26",
    "maj 26",
    "juni 26",
    "juli 26",
    "aug. 26",
    "sep. 26",
    "okt. 26",
)
AVAILABILITY = (99.97, 99.99, 99.95, 99.92, None, 99.98, 99.99, 99.71, 99.93, 99.96, 99.99, 99.98, 99.89)
SECOND = 1_791_000_000


def first_page() -> tuple[object, ...]:
    return (
        Text("Oktober: 7 af 8 servicemål er opfyldt. Beregnet bod: 42.300,00 kr. (foreløbig).", "lead"),
        Text(
            "Driften har været stabil bortset fra et nedbrud den 14. oktober. Fejlen er rettet, og der er aftalt "
            "ekstra overvågning frem til årsskiftet. Vi takker for et godt samarbejde om flytningen.",
            "supplier",
            "Leverandøren",
        ),
        KeyFigures(
            (
                KeyFigure(
                    "Tilgængelighed, Fagsystem Alfa",
                    Percent(Fraction(9989, 100), 2),
                    "mål 99,90 pct.",
                    AVAILABILITY,
                    "missed",
                ),
                KeyFigure(
                    "Løst i tide, prioritet 1-2",
                    Figure(18, 22, "percent"),
                    "18 af 22",
                    (80.0, 91.0, 95.0, 81.8),
                    "met",
                ),
                KeyFigure("Nedetid i servicetid", Duration(4025), "", (1200.0, None, 4025.0), "neutral"),
                KeyFigure("Incidents, åbnet", 9202, "heraf 14 i prioritet 1", (8900.0, 9100.0, 9202.0)),
                KeyFigure("Beregnet bod", Money(Decimal("42300.00")), "foreløbig", (0.0, 0.0, 42300.0)),
                KeyFigure("Udestående sikkerhedsopdateringer", None, "ikke oplyst"),
            )
        ),
        Table(
            "Servicemål, der ikke er opfyldt",
            (
                TableColumn("Servicemål", weight=2),
                TableColumn("Mål", "right"),
                TableColumn("Faktisk", "right"),
                TableColumn("Status"),
                TableColumn("Årsag", weight=3),
            ),
            (
                (
                    "KPI 1 Tilgængelighed, Fagsystem Alfa",
                    Percent(Fraction(9990, 100), 2),
                    Percent(Fraction(9989, 100), 2),
                    Status("missed", "ikke opfyldt"),
                    "Nedbrud den 14. oktober kl. 9.12-10.19 efter fejl i lagersystemet",
                ),
            ),
        ),
        Text(
            "Det skal ske nu: leverandøren afleverer årsagsanalyse senest fredag den 13. november 2026.",
            "draft",
        ),
    )


def long_table(rows: int = 60) -> Table:
    cells: list[tuple[Value, ...]] = [
        (
            f"INC{index:07d}",
            index % 4 + 1,
            Instant(SECOND + index * 3600),
            Duration(index * 731 - 3000),
            Money(Decimal(index * 1000) - 2500),
            f"Bruger kan ikke logge på – nr. {index}",
        )
        for index in range(rows)
    ]
    return Table(
        "Incidents løst efter fristen",
        (
            TableColumn("Nr."),
            TableColumn("Prioritet", "center"),
            TableColumn("Åbnet"),
            TableColumn("Over fristen", "right"),
            TableColumn("Beløb", "right"),
            TableColumn("Titel", weight=2),
        ),
        tuple(cells),
        of=412,
        appendix="Incidents",
        total=("I alt", None, None, Duration(123456), Money(Decimal("1617500.00")), None),
    )


def every_value() -> Table:
    values: tuple[tuple[str, Value], ...] = (
        ("tekst", "almindelig"),
        ("helt tal", 1234567),
        ("sandt", True),
        ("falsk", False),
        ("decimaltal", Decimal("1234.50")),
        ("beløb", Money(Decimal("-1234.50"))),
        ("anden valuta", Money(Decimal("99.95"), "EUR")),
        ("procent", Percent(Fraction(9995, 100), 2)),
        ("varighed", Duration(472)),
        ("tidspunkt", Instant(SECOND)),
        ("opfyldt", Status("met", "opfyldt")),
        ("ikke målt", Status("not_measured", "ikke målt")),
        ("foreløbig", Status("provisional", "foreløbig")),
        ("brøk", Figure(18, 22, "percent")),
        ("point", Figure(9, 1, "points")),
        ("dato", date(2026, 10, 31)),
        ("intet", None),
        ("tom", ""),
    )
    return Table("Alle slags værdier", (TableColumn("Slags"), TableColumn("Værdi", "right")), values)


def charts() -> tuple[Chart, ...]:
    days = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
    return (
        Chart(
            "lines",
            "Tilgængelighed pr. måned",
            "Tilgængeligheden har ligget over målet i alle måneder undtagen maj og oktober 2026.",
            MONTHS,
            (Series("Fagsystem Alfa", AVAILABILITY),),
            "pct.",
            99.9,
            "Mål 99,90 pct.",
            2,
        ),
        Chart(
            "lines",
            "Løsningstid pr. prioritet",
            "Løsningstiden er faldet for prioritet 1 og steget en anelse for prioritet 3.",
            MONTHS,
            tuple(
                Series(f"Prioritet {p}", tuple(p * 4.0 + (i * 7 % 5) / 2 for i in range(13)))
                for p in (1, 2, 3)
            ),
            "timer",
            decimals=1,
        ),
        Chart(
            "stacked",
            "Incidents pr. prioritet",
            "Antallet er steget jævnt; prioritet 4 fylder mest.",
            MONTHS,
            tuple(
                Series(f"Prioritet {p}", tuple(float(p * 100 + i * 10 * (p % 3)) for i in range(13)))
                for p in (1, 2, 3, 4)
            ),
            "antal",
        ),
        Chart(
            "bars",
            "Bod pr. måned",
            "Der er beregnet bod i januar, maj og oktober.",
            MONTHS,
            (Series("Bod", tuple(float(v) for v in (0, 0, 0, 12000, 0, 0, 0, 84500, 0, 0, 0, 0, 42300))),),
            "kr.",
        ),
        Chart(
            "heat",
            "Brugere pr. ugedag og time",
            "Flest brugere mandag kl. 9-11.",
            tuple(str(h) for h in range(24)),
            tuple(
                Series(
                    day,
                    tuple(
                        None if d == 6 and h < 3 else float(max(0, 100 - (h - 10) ** 2) * (7 - d))
                        for h in range(24)
                    ),
                )
                for d, day in enumerate(days)
            ),
            "brugere",
        ),
        Chart(
            "lines",
            "Uden tal",
            "Der er ingen tal i perioden.",
            ("a & b", "<c>"),
            (Series("Tom", (None, None)),),
            "antal",
        ),
    )


def sections() -> tuple[Section, ...]:
    lines, many, stacked, bars, heat, empty = charts()
    return (
        Section(
            "summary",
            "Ledelsesreferat",
            (
                Text("Beregnet udkast, fordi leverandøren ikke har skrevet et.", "draft"),
                Bullets(("Det gik godt med flytningen.", NASTY, LONG_WORD)),
                Bullets(("Først", "Så"), ordered=True),
            ),
        ),
        Section(
            "levels",
            "Opfyldelse af servicemål",
            (
                Text("7 af 8 servicemål er opfyldt.", "lead"),
                lines,
                every_value(),
                Text(
                    "Tallet er 44.640 minutter mindre 67 minutter.\nNedetid tæller kun i servicetiden.",
                    "note",
                ),
            ),
            (
                Section("levels-a", "Fagsystem Alfa", (many,)),
                Section("levels-b", "Fagsystem Beta & <venner>", (Text("Ingen data afleveret."),)),
            ),
        ),
        Section("incidents", "Incident management", (stacked, long_table(), heat)),
        Section(
            "penalty",
            "Opgørelse af bod/bonus",
            (bars, Table("Tom tabel", (TableColumn("Måned"), TableColumn("Beløb", "right")), ()), empty),
        ),
        Section(
            "odd", f"Særlige tegn {NASTY}", (Text(NASTY), Text(UNKNOWN), Text(LONG_WORD * 3), wide_table())
        ),
    )


def wide_table() -> Table:
    columns = tuple(TableColumn(f"Kolonne {index}", "right" if index % 2 else "left") for index in range(11))
    return Table(
        f"Bred tabel {NASTY}",
        columns,
        tuple(
            tuple(
                LONG_WORD
                if index == 4
                else Money(Decimal(index * 12345))
                if index % 2
                else NASTY[: index * 5]
                for index in range(11)
            )
            for _ in range(3)
        ),
    )


def frame(rows: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "id": [f"INC{index:07d}" for index in range(rows)],
            "priority": [index % 4 + 1 for index in range(rows)],
            "opened": [SECOND + index * 61 if index % 7 else None for index in range(rows)],
            "used": [index * 37 - 20 for index in range(rows)],
            "amount": [f"{index - 2}.25" if index % 5 else "12345678901234567.89" for index in range(rows)],
            "day": [date(2026, 10, index % 28 + 1) for index in range(rows)],
            "late": [bool(index % 2) if index % 3 else None for index in range(rows)],
            "title": [
                ("=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\rx", NASTY, UNKNOWN, "a\x00b", None)[
                    index % 10
                ]
                for index in range(rows)
            ],
        },
        schema_overrides={"priority": pl.Int64, "opened": pl.Int64, "used": pl.Int64},
    )


def appendices(rows: int = 200) -> tuple[Appendix, ...]:
    columns = (
        AppendixColumn("id", "Nr."),
        AppendixColumn("priority", "Prioritet", "integer"),
        AppendixColumn("opened", "Åbnet", "instant"),
        AppendixColumn("used", "Brugt tid", "duration", total=True),
        AppendixColumn("amount", "Beløb", "decimal", total=True),
        AppendixColumn("day", "Dag", "date"),
        AppendixColumn("late", "For sent", "boolean"),
        AppendixColumn("title", "Titel"),
    )
    return (
        Appendix("incidents", "Incidents", columns, frame(rows), "Alle incidents i perioden."),
        Appendix(
            "odd",
            "Navn/med: [forbudte] tegn * ? og meget langt",
            columns[:2],
            frame(3).select("id", "priority"),
        ),
        Appendix("empty", "Tomt bilag", columns[:4], frame(0)),
    )


def sample(language: Literal["da", "en"] = "da", rows: int = 200) -> Document:
    return Document(
        kind="report",
        title="Driftsrapport for oktober 2026",
        subtitle="Drift af Fagsystem Alfa og Beta",
        language=language,
        date=date(2026, 11, 10),
        zone="Europe/Copenhagen",
        sections=sections(),
        appendices=appendices(rows),
        facts=(
            ("Kontrakt", "K-2026-17 Drift af fagsystemer"),
            ("Myndighed", "Styrelsen for Eksempler"),
            ("Leverandør", "Leverandør A/S (syntetisk)"),
            ("Periode", "1.-31. oktober 2026"),
            ("Vilkår", "version gældende fra 1. januar 2026"),
            ("Program", "Afstemt 0.1.0"),
        ),
        synthetic=True,
        first_page=first_page(),  # type: ignore[arg-type]
        data={
            "period": "2026-10",
            "figures": {"KPI 1": Figure(18, 22, "percent"), "bod": Money(Decimal("42300.00"))},
            "hashes": {"b": "2", "a": "1"},
        },
    )


def minutes() -> Document:
    """Minutes to fill in: tables of empty rows to write in."""
    return Document(
        kind="minutes",
        title="Referat af statusmøde",
        subtitle="18. november 2026",
        language="da",
        date=date(2026, 11, 18),
        zone="Europe/Copenhagen",
        sections=(
            Section(
                "p1",
                "Velkomst",
                (
                    Text("Notater"),
                    Table(
                        "Beslutninger",
                        (TableColumn("Hvad", weight=3), TableColumn("Hvem"), TableColumn("Hvornår")),
                        (("", "", ""), ("", "", ""), (None, None, None)),
                    ),
                ),
            ),
        ),
        facts=(("Kontrakt", "K-2026-17"),),
        synthetic=True,
    )

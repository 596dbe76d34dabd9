"""Charts as Vega-Lite specifications: plain dictionaries, see ``docs/adr/0003-charts-as-vega-lite.md``.

Colours are told apart in greyscale, and lines also by dash and by a label at their end.
"""

import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

from afstemt.core.report.blocks import Chart
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _
from afstemt.files.writing.layout.characters import printable
from afstemt.files.writing.layout.fonts import FAMILY

WIDTH = 640
INK = "#1a1a1a"
GREY = "#5c5c5c"
GRID = "#dddddd"
ACCENT = "#9a3b12"
PALETTE = ("#12304a", "#3f76a3", "#8db4d2", "#d3e2ee", "#8a6d1d", "#dbbf67")
_DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [1, 3])
_BLUES = ("#f3f7fa", "#c9dcea", "#8db4d2", "#3f76a3", "#12304a")

Spec = dict[str, Any]


def specification(chart: Chart) -> Spec:
    """Return the chart as a Vega-Lite specification, without its title: that stands in the caption."""
    make = {"lines": _lines, "stacked": _bars, "bars": _bars, "heat": _heat}[chart.kind]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        "config": {
            "font": FAMILY,
            "aria": False,
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": GREY,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "gridColor": GRID,
                "gridWidth": 0.7,
                "domainColor": GREY,
                "tickColor": GREY,
                "tickSize": 4,
                "labelPadding": 5,
            },
            "legend": {
                "labelColor": INK,
                "labelFontSize": 12,
                "orient": "bottom",
                "title": None,
                "symbolSize": 130,
            },
            "text": {"color": INK, "fontSize": 12},
        },
        **(make(chart) if _values(chart) else _nothing()),
    }


def _nothing() -> Spec:
    """Return a picture that says there are no numbers, rather than empty axes."""
    return {
        "height": 60,
        "data": {"values": [{}]},
        "mark": {"type": "text", "color": GREY, "fontSize": 13},
        "encoding": {"text": {"value": _("Ingen tal i perioden")}},
    }


def _text(text: str) -> str:
    return printable(text)[0]


def _data(chart: Chart) -> Spec:
    names = _distinct([_text(series.name) for series in chart.series])
    return {
        "values": [
            {"at": index, "series": name, "order": place, "value": value}
            for place, (name, series) in enumerate(zip(names, chart.series, strict=True))
            for index, value in enumerate(series.values)
        ]
    }


def _distinct(names: list[str]) -> list[str]:
    """Return the names, a repeated one with a number, so that two series never become one."""
    return [
        name if names.index(name) == place else f"{name} ({place + 1})" for place, name in enumerate(names)
    ]


def _labels(chart: Chart) -> str:
    """Return a Vega expression that gives the label at an index (labels may repeat, indices do not)."""
    return f"{json.dumps([_text(label) for label in chart.labels])}[datum.value]"


def _number(chart: Chart) -> str:
    return f",.{chart.decimals}f"


def _values(chart: Chart) -> list[float]:
    return [value for series in chart.series for value in series.values if value is not None]


def _x(chart: Chart, room: float = 0) -> Spec:
    crowded = (
        max((len(label) for label in chart.labels), default=0) * 5.3 * len(chart.labels) > WIDTH - 70 - room
    )
    return {
        "field": "at",
        "type": "ordinal",
        "scale": {"domain": list(range(len(chart.labels)))},
        "axis": {
            "title": None,
            "labelExpr": _labels(chart),
            "labelAngle": -40 if crowded else 0,
            "labelLimit": 140,
            "labelFontSize": 11,
            "grid": False,
        },
    }


def _domain(chart: Chart) -> tuple[float, float, bool]:
    """Return the value axis' ends, and whether it starts at zero.

    Values far from zero (99.1 to 100) are shown close up, which the axis then says; others start at zero.
    """
    values = _values(chart) + ([] if chart.target is None else [chart.target])
    if not values:
        return 0.0, 1.0, True
    low, high = min(values), max(values)
    if chart.kind != "lines" or low <= 0 or (high - low) > 0.35 * high:
        stacked = chart.kind == "stacked"
        top = (
            max(
                (
                    sum(v or 0 for v in column)
                    for column in zip(*(s.values for s in chart.series), strict=True)
                ),
                default=high,
            )
            if stacked
            else high
        )
        top = max(top, chart.target or top)
        return min(0.0, low * 1.08), (top * 1.08) or 1.0, True
    room = max((high - low) * 0.25, abs(high) * 0.001, 10.0**-chart.decimals)
    ceiling = high + room
    if chart.unit.startswith(("pct", "%", "percent")) and high <= 100:
        ceiling = min(ceiling, 100.0)
    return max(0.0, low - room), ceiling, False


def _y(chart: Chart) -> Spec:
    low, high, from_zero = _domain(chart)
    unit = _text(chart.unit)
    title = unit if from_zero else _("{unit} (aksen begynder ikke ved 0)").format(unit=unit).strip()
    decimals = (
        chart.decimals
        if high - low < 10 * 10.0**-chart.decimals or chart.decimals == 0
        else min(chart.decimals, 1)
    )
    if high - low < 1:
        decimals = max(decimals, 2 if high - low < 0.5 else 1)
    whole = {"tickMinStep": 1} if chart.decimals == 0 else {}
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": from_zero, "zero": False},
        "axis": {
            "title": title or None,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -34,
            "titleY": -14,
            "format": f",.{decimals}f",
            "tickCount": 5,
            "domain": False,
            **whole,
        },
    }


def _target(chart: Chart) -> list[Spec]:
    """Return the agreed level as a dashed line with its words on it."""
    if chart.target is None:
        return []
    data = {"values": [{"value": chart.target}]}
    early = [value for series in chart.series for value in series.values[:4] if value is not None]
    above = sum(value >= chart.target for value in early) * 2 > len(early) and chart.kind == "lines"
    y = {"field": "value", "type": "quantitative"}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": ACCENT, "strokeDash": [6, 4], "strokeWidth": 1.4},
            "encoding": {"y": y},
        },
        *_readable(
            data,
            {
                "align": "left",
                "baseline": "top" if above else "bottom",
                "dx": 4,
                "dy": 4 if above else -2,
                "color": ACCENT,
                "fontWeight": 600,
            },
            {"x": {"value": 0}, "y": y, "text": {"value": _text(chart.target_label) or _("Mål")}},
        ),
    ]


def _readable(data: Spec, mark: Spec, encoding: Spec) -> list[Spec]:
    """Return a text with a white edge behind it, so that no line strikes it through."""
    edge = {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round", "color": "#ffffff"}
    return [
        {"data": data, "mark": {"type": "text", **mark, **own}, "encoding": encoding} for own in (edge, {})
    ]


def _lines(chart: Chart) -> Spec:
    height = 165
    names = _distinct([_text(series.name) for series in chart.series])
    scale = {"domain": names, "range": _colours(len(names))}
    dashes = {"domain": names, "range": [_DASHES[place % len(_DASHES)] for place in range(len(names))]}
    ends = _ends(chart, names, height)
    room = max((len(str(end["label"])) for end in ends), default=0) * 5.9 + 14
    colour = {"field": "series", "type": "nominal", "scale": scale, "legend": None}
    line = {"x": _x(chart, room), "y": _y(chart), "color": colour}
    return {
        "height": height + 40,
        "padding": {"left": 6, "right": min(room, 200), "top": 4, "bottom": 4},
        "data": _data(chart),
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 2, "clip": False},
                "encoding": {
                    **line,
                    "strokeDash": {"field": "series", "type": "nominal", "scale": dashes, "legend": None},
                },
            },
            {
                "transform": [{"filter": "isValid(datum.value)"}],
                "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
                "encoding": line,
            },
            *_target(chart),
            *_readable(
                {"values": ends},
                {"align": "left", "dx": 7, "fontWeight": 600},
                {
                    "x": {"field": "at", "type": "ordinal"},
                    "y": {"field": "place", "type": "quantitative"},
                    "text": {"field": "label"},
                },
            ),
        ],
    }


def _colours(count: int) -> list[str]:
    """Return ``count`` colours; lines leave out the pale ones, which need an outline to be seen."""
    strong = ("#12304a", "#3f76a3", "#8a6d1d", "#6b6b6b", "#7aa3c2", "#9a3b12")
    return [strong[place % len(strong)] for place in range(count)]


def _ends(chart: Chart, names: list[str], height: int) -> list[Spec]:
    """Return the labels at the lines' ends, pushed apart so that none covers another."""

    low, high, _from_zero = _domain(chart)
    found: list[Spec] = []
    for name, series in zip(names, chart.series, strict=True):
        last = max((index for index, value in enumerate(series.values) if value is not None), default=None)
        if last is None:
            continue
        value = series.values[last]
        shown = number(Decimal(repr(value)), chart.decimals)
        label = f"{name} {shown}" if len(names) > 1 else shown
        found.append({"at": last, "place": value, "label": label})
    found.sort(key=lambda end: end["place"])
    gap = 15 * (high - low) / height
    for below, above in pairwise(found):
        above["place"] = max(above["place"], below["place"] + gap)
    over = found[-1]["place"] - high if found else 0
    if over > 0:
        for end in found:
            end["place"] -= over
    return found


def _bars(chart: Chart) -> Spec:
    names = _distinct([_text(series.name) for series in chart.series])
    colours = [PALETTE[place % len(PALETTE)] for place in range(len(names))]
    legend = {} if len(names) > 1 else {"legend": None}
    colour = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": colours if len(names) > 1 else [PALETTE[1]]},
        **legend,
    }
    mark = {"type": "bar", "stroke": PALETTE[0], "strokeWidth": 0.6}
    along, across = _x(chart), _y(chart)
    encoding: Spec = {"x": along, "y": across, "color": colour, "order": {"field": "order"}}
    if chart.kind == "bars" and len(names) > 1:
        encoding["xOffset"] = {"field": "series", "sort": names}
        del encoding["order"]
    if chart.kind == "bars":
        encoding["y"] = {**across, "stack": None}
    layers: list[Spec] = [{"mark": mark, "encoding": encoding}, *_target(chart)]
    if len(names) == 1 and len(chart.labels) <= 16:
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.value)"}],
                "mark": {"type": "text", "baseline": "bottom", "dy": -3},
                "encoding": {
                    "x": along,
                    "y": {"field": "value", "type": "quantitative"},
                    "text": {"field": "value", "format": _number(chart)},
                },
            }
        )
    return {
        "height": 205 + (25 if len(names) > 1 else 0),
        "padding": {"left": 6, "right": 8, "top": 4, "bottom": 4},
        "data": _data(chart),
        "layer": layers,
    }


def _heat(chart: Chart) -> Spec:
    values = _values(chart)
    low, high = (min(0.0, *values), max(values)) if values else (0.0, 1.0)
    names = _distinct([_text(series.name) for series in chart.series])
    rows = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "axis": {"title": None, "domain": False, "ticks": False},
    }
    middle = low + (high - low) * 0.68
    layers: list[Spec] = [
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
            "encoding": {
                "x": _x(chart),
                "y": rows,
                "color": {
                    "field": "value",
                    "type": "quantitative",
                    "scale": {"domain": [low, high], "range": list(_BLUES)},
                    "legend": None,
                },
            },
        },
        {
            "mark": {"type": "text", "fontSize": 11 if len(chart.labels) <= 24 else 8},
            "encoding": {
                "x": _x(chart),
                "y": rows,
                "text": {
                    "condition": {"test": "!isValid(datum.value)", "value": "–"},
                    "field": "value",
                    "format": _number(chart),
                },
                "color": {
                    "condition": {
                        "test": f"isValid(datum.value) && datum.value > {middle}",
                        "value": "#ffffff",
                    },
                    "value": INK,
                },
            },
        },
    ]
    return {"height": 28 * len(chart.series) + 34, "padding": 6, "data": _data(chart), "layer": layers}

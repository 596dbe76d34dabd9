"""The small line beside a key figure: its course over the periods, drawn without axes."""

from afstemt.core.report.blocks import KeyFigure
from afstemt.core.units.wording import _

WIDTH, HEIGHT = 120, 26
_EDGE = 4


def sparkline(figure: KeyFigure) -> str:
    """Return the line as SVG, or an empty text when fewer than two periods are known; a gap stays a gap."""
    known = [value for value in figure.series if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    step = (WIDTH - 2 * _EDGE) / (len(figure.series) - 1)
    points = [
        None
        if value is None
        else (
            round(_EDGE + index * step, 1),
            round(
                HEIGHT / 2
                if high == low
                else HEIGHT - _EDGE - (value - low) / (high - low) * (HEIGHT - 2 * _EDGE),
                1,
            ),
        )
        for index, value in enumerate(figure.series)
    ]
    path, pen_up = "", True
    for point in points:
        if point is not None:
            path += f"{'M' if pen_up else 'L'}{point[0]} {point[1]}"
        pen_up = point is None
    last = next(point for point in reversed(points) if point is not None)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="xMinYMid">'
        f'<path d="{path}" fill="none" stroke="#3f76a3" stroke-width="1.6" stroke-linejoin="round"/>'
        f'<circle cx="{last[0]}" cy="{last[1]}" r="2.8" fill="#12304a"/></svg>'
    )


def described(figure: KeyFigure) -> str:
    """Return the line in words, for those who cannot see it."""
    known = [value for value in figure.series if value is not None]
    if len(known) < 2:
        return ""
    if known[-1] == known[-2]:
        course = _("uændret fra forrige periode")
    else:
        course = _("højere end forrige periode") if known[-1] > known[-2] else _("lavere end forrige periode")
    return _("{label}: udvikling over {n} perioder; seneste er {course}.").format(
        label=figure.label, n=len(figure.series), course=course
    )

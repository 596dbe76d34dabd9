"""``make bench``: every benchmark in one run, as ratios, printed and written to ``docs/benchmarks.md``.

``--large`` adds ten times the checks (430 million), in slices of time that add up.
"""

import argparse
import math
import os
import tempfile
from pathlib import Path

from benchmarks import losses, others, reading, report, tickets, time
from benchmarks.load import measure

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
MARK = "<!-- figures: written by make bench -->"


def ticket_lines(folder: Path) -> list[str]:
    """Return the table of the ticket measurements beside their floor."""
    lines = ["| what | ratio to the floor | allowed | peak MiB |", "|---|---|---|---|"]
    for name, _milliseconds, ratio, mib in tickets.ratios(folder):
        allowed = tickets.TARGETS.get(name)
        lines.append(f"| {name} | {ratio:.1f} | {'' if allowed is None else f'{allowed:g}'} | {mib:.0f} |")
    return lines


def other_lines(folder: Path) -> list[str]:
    """Return the table of the packages people use today, on a sample of the same tickets."""
    lines = [
        "| package | tickets | µs a ticket | Afstemt is faster by | answers equal |",
        "|---|---|---|---|---|",
    ]
    for pauses in (False, True):
        for name, micro, times, equal in others.compare(folder, pauses):
            kind = "with pauses" if pauses else "without pauses"
            same = "knows no pauses" if math.isnan(equal) else f"{100 * equal:.1f} %"
            lines.append(f"| {name} | {kind} | {micro:.0f} | {times:.0f} × | {same} |")
    return lines


def main() -> None:
    """Run everything, print it, and put it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        parts = {
            "Tickets: 1 million, and with 1.5 million pauses": ticket_lines(folder),
            "Checks and outages": time.lines(folder, large=chosen.large),
            "What rows lost cost": losses.lines(folder),
            "Reading": reading.lines(),
            "Beside what people use today": other_lines(folder),
            "The whole report": report.lines(),
            "Many people at once": measure.lines(),
        }
    text = "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in parts.items())
    command = "make bench" if not chosen.large else "python -m benchmarks.run --large"
    text += f"\n\nMade by `{command}` on {os.cpu_count()} processors."
    print(text)
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    PAGE.write_text(f"{head}{MARK}\n\n{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The label that tells services apart is the one that varies; several that do are asked about, with the line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
EIGHT = 1790834400


def answer(folder: Path, *series: dict[str, str]) -> Path:
    """Write an answer with one check of each series."""
    result = [
        {"metric": {"__name__": "probe_success", **labels}, "values": [[EIGHT, "1"]]} for labels in series
    ]
    document = {"status": "success", "data": {"resultType": "matrix", "result": result}}
    (folder / "p.json").write_text(json.dumps(document))
    return folder


def services(evidence: Evidence) -> list[str]:
    return collect(evidence.table("checks"))["service"].to_list()


def test_the_sites_of_one_job_are_services_of_their_own(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "10a-prometheus-job-merges-all-sites" / "data")
    checks = collect(evidence.table("checks")).group_by("service", "ok").len().sort("service")
    assert checks.rows() == [("https://a", True, 60), ("https://b", False, 60)]
    assert codes(evidence) == []


@pytest.mark.parametrize(
    ("series", "found"),
    [
        ([{"job": "b", "instance": "a:1"}], ["a:1"]),
        ([{"job": "b"}], ["b"]),
        ([{"job": "b", "service": "web", "instance": "a:1"}], ["web"]),
        ([{"job": "a", "instance": "x"}, {"job": "b", "instance": "x"}], ["a", "b"]),
        (
            [{"job": "b", "target": "a", "instance": "x"}, {"job": "b", "target": "c", "instance": "x"}],
            ["a", "c"],
        ),
        (
            [{"job": "b", "region": "nord", "instance": "x"}, {"job": "b", "region": "syd", "instance": "x"}],
            ["nord", "syd"],
        ),
    ],
)
def test_the_label_that_varies_is_the_service(
    read: Read, tmp_path: Path, series: list[dict[str, str]], found: list[str]
) -> None:
    evidence = read(answer(tmp_path, *series))
    assert (services(evidence), codes(evidence)) == (found, [])


def test_several_labels_that_vary_are_asked_about_with_the_line_to_write(read: Read, tmp_path: Path) -> None:
    series = [
        {"job": "a", "instance": "x:1"},
        {"job": "a", "instance": "x:2"},
        {"job": "b", "instance": "y:1"},
    ]
    evidence = read(answer(tmp_path, *series))
    [fault] = [fault for fault in evidence.faults if fault.code == "several-labels"]
    assert fault.message == (
        "Flere etiketter skelner mellem filens målinger: metric.instance (3), metric.job (2). Skriv i en kopi af "
        'profilen prometheus, hvilken der er service: [columns] service = "metric.instance".'
    )


def test_a_label_that_only_some_series_have_varies(read: Read, tmp_path: Path) -> None:
    evidence = read(answer(tmp_path, {"job": "a", "instance": "x"}, {"instance": "y"}))
    assert "several-labels" in {fault.code for fault in evidence.faults}

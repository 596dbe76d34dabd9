"""A report's results, one row each: what the page of service levels reads instead of the report's files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from afstemt.web.periods.models import ReportVersion


class LevelResult(models.Model):
    """What one group of cases of a level came to in one stretch of a period, as the report says. Never changed.

    Attributes:
        version: The report it stands in.
        position: Its place in the report, from 0.
        period: The report's, as ``2026-10``.
        level, title, clause: The level's id, its title and clause in the terms in force.
        population, population_title: The group's id, and its words; both may be empty for a level's only one.
        from_day: First day of the stretch; the period's own where the terms did not change underway.
        state: As in the report.
        provisional: A quarter that is not over.
        value, target: Exact, as a fraction in the unit (``909/11``); empty for not measured, and for every case.
        unit: The figure's and the target's; empty in older reports when not measured.
        decimals: To show it with.
        at_least: Whether higher is better.
        points: Points it cost, as the settlement counts them.
        reason: Why it was missed, met with reservation, not judged or not measured, in the report's language.
    """

    class State(models.TextChoices):
        """Verdicts."""

        MET = "met"
        RESERVED = "reserved"
        MISSED = "missed"
        NOT_JUDGED = "not_judged"
        NOT_MEASURED = "not_measured"

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="level_results")
    position = models.PositiveIntegerField()
    period = models.CharField(max_length=30)
    level = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    clause = models.CharField(max_length=300, blank=True)
    population = models.CharField(max_length=200, blank=True)
    population_title = models.CharField(max_length=300, blank=True)
    from_day = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices)
    provisional = models.BooleanField(default=False)
    value = models.CharField(max_length=100, blank=True)
    target = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    decimals = models.PositiveSmallIntegerField(default=2)
    at_least = models.BooleanField(default=True)
    points = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("version", "position"), name="level_result_once"),
            models.UniqueConstraint(
                fields=("version", "level", "population", "from_day"), name="level_result_one_a_stretch"
            ),
            models.CheckConstraint(
                condition=Q(value="") | ~Q(unit=""),
                name="level_result_figure_has_its_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.level} {self.population}: {self.state}"

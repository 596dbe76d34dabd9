"""The report's sections in the order of the checklist's template, then the appendix chapters.

A new section is one file and one line here.
"""

from afstemt.core.report.parts import SectionSpec
from afstemt.core.report.sections import (
    changes,
    data_basis,
    derivations,
    incidents,
    management_summary,
    other,
    remuneration,
    security_updates,
    service_levels,
    service_requests,
    settlement,
    traffic,
)

SECTIONS: tuple[SectionSpec, ...] = (
    management_summary.SPEC,
    traffic.SPEC,
    service_levels.SPEC,
    settlement.SPEC,
    incidents.SPEC,
    service_requests.SPEC,
    changes.SPEC,
    other.SPEC,
    security_updates.SPEC,
    remuneration.SPEC,
    data_basis.SPEC,
    derivations.SPEC,
)

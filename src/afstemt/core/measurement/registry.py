"""The kinds of service levels, in the order they are documented. A new kind is one file and one line here."""

from afstemt.core.measurement.kind import Kind
from afstemt.core.measurement.kinds import (
    availability,
    change_caused_incidents,
    change_success,
    count_limit,
    deliverable,
    emergency_change_share,
    longest_outage,
    outage_count,
    reaction_time,
    request_fulfilment,
    resolution_time,
    response_time_percentile,
    response_time_share,
    security_updates,
    stated_value,
)
from afstemt.core.terms.model.levels import ServiceLevel

KINDS: tuple[Kind, ...] = (
    availability.KIND,
    longest_outage.KIND,
    outage_count.KIND,
    response_time_share.KIND,
    response_time_percentile.KIND,
    reaction_time.KIND,
    resolution_time.KIND,
    request_fulfilment.KIND,
    change_success.KIND,
    emergency_change_share.KIND,
    change_caused_incidents.KIND,
    security_updates.KIND,
    deliverable.KIND,
    count_limit.KIND,
    stated_value.KIND,
)

BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(level: ServiceLevel) -> Kind:
    """Return the level's kind, which answers for all that depends on it."""
    return BY_NAME[level.kind]

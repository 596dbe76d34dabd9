"""The kinds of service levels, in the order they are documented. A new kind is one file and one line here."""

from afstemt.core.measurement.kind import Kind
from afstemt.core.measurement.kinds.availability import KIND as AVAILABILITY
from afstemt.core.measurement.kinds.change_caused_incidents import KIND as CHANGE_CAUSED_INCIDENTS
from afstemt.core.measurement.kinds.change_success import KIND as CHANGE_SUCCESS
from afstemt.core.measurement.kinds.count_limit import KIND as COUNT_LIMIT
from afstemt.core.measurement.kinds.deliverable import KIND as DELIVERABLE
from afstemt.core.measurement.kinds.emergency_change_share import KIND as EMERGENCY_CHANGE_SHARE
from afstemt.core.measurement.kinds.longest_outage import KIND as LONGEST_OUTAGE
from afstemt.core.measurement.kinds.outage_count import KIND as OUTAGE_COUNT
from afstemt.core.measurement.kinds.reaction_time import KIND as REACTION_TIME
from afstemt.core.measurement.kinds.request_fulfilment import KIND as REQUEST_FULFILMENT
from afstemt.core.measurement.kinds.resolution_time import KIND as RESOLUTION_TIME
from afstemt.core.measurement.kinds.response_time_percentile import KIND as RESPONSE_TIME_PERCENTILE
from afstemt.core.measurement.kinds.response_time_share import KIND as RESPONSE_TIME_SHARE
from afstemt.core.measurement.kinds.security_updates import KIND as SECURITY_UPDATES
from afstemt.core.measurement.kinds.stated_value import KIND as STATED_VALUE
from afstemt.core.terms.model.levels import ServiceLevel

KINDS: tuple[Kind, ...] = (
    AVAILABILITY,
    LONGEST_OUTAGE,
    OUTAGE_COUNT,
    RESPONSE_TIME_SHARE,
    RESPONSE_TIME_PERCENTILE,
    REACTION_TIME,
    RESOLUTION_TIME,
    REQUEST_FULFILMENT,
    CHANGE_SUCCESS,
    EMERGENCY_CHANGE_SHARE,
    CHANGE_CAUSED_INCIDENTS,
    SECURITY_UPDATES,
    DELIVERABLE,
    COUNT_LIMIT,
    STATED_VALUE,
)

BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(level: ServiceLevel) -> Kind:
    """Return the level's kind, which answers for all that depends on it."""
    return BY_NAME[level.kind]

"""The HTTP interface, version 1. Each call authorises, does one action or query, and gives JSON."""

from ninja import NinjaAPI

from afstemt.web.api import alias_calls, delivery_calls, none_calls, period_calls
from afstemt.web.api.calls import CALLS, ByKey, PerMinute, answer_refusals

api = NinjaAPI(
    title="Afstemt",
    version="1",
    description="Deliver a contract's data from your own systems. The same actions as on the pages.",
    urls_namespace="api",
    docs_url=None,
    auth=ByKey(),
    throttle=[PerMinute("call", CALLS)],
)
answer_refusals(api)
api.add_router("", delivery_calls.router)
api.add_router("", period_calls.router)
api.add_router("", none_calls.router)
api.add_router("", alias_calls.router)

"""Addresses of a contract's data."""

from django.urls import URLPattern, URLResolver, include, path

from afstemt.web.pages.evidence import (
    aliases,
    deliveries,
    empty_tables,
    mapping,
    missing,
    none_statements,
    periods,
    profiles,
    uploads,
)

delivery = [
    path("", deliveries.delivery, name="delivery"),
    path("bekraeft/", deliveries.confirm, name="confirm_delivery"),
    path("raekkefoelge/", deliveries.order_files, name="order_files"),
    path("traek-tilbage/", deliveries.withdraw, name="withdraw_delivery"),
    path("problemer.csv", deliveries.delivery_problems, name="delivery_problems"),
]
of_period = [
    path("", periods.period_data, name="period_data"),
    path("noegletal/", periods.key_figures, name="key_figures"),
    path("ingen/", none_statements.state_none, name="state_none"),
    path("ingen/<int:statement_id>/traek-tilbage/", none_statements.withdraw_none, name="withdraw_none"),
    path("rapport/", periods.attach_report, name="attach_report"),
    path("rapport/<int:report_id>/", periods.supplier_report, name="supplier_report"),
    path("rapport/<int:report_id>/traek-tilbage/", periods.withdraw_report, name="withdraw_report"),
]
data: list[URLPattern | URLResolver] = [
    path("", deliveries.deliveries, name="deliveries"),
    path("navne/", aliases.aliases, name="aliases"),
    path("navne/<int:alias_id>/", aliases.decide, name="decide_alias"),
    path("mangler/", missing.answer, name="answer_rows"),
    path("mangler/<int:answer_id>/", missing.decide, name="decide_row_answer"),
    path("<int:delivery_id>/", include(delivery)),
    path("modtaget/<int:upload_id>/", uploads.upload, name="upload"),
    path("modtaget/<int:upload_id>/kolonner/", mapping.map_columns, name="map_columns"),
    path("modtaget/<int:upload_id>/igen/", mapping.read_files_again, name="read_files_again"),
    path("profiler/", profiles.contract_profiles, name="contract_profiles"),
    path(
        "profiler/<int:profile_id>/profil.toml", profiles.contract_profile_file, name="contract_profile_file"
    ),
    path("profiler/<int:profile_id>/afslut/", profiles.end_contract_profile, name="end_contract_profile"),
    path("tomme-filer/", empty_tables.empty_tables, name="empty_tables"),
    path("tomme-filer/<slug:table>.<slug:suffix>", empty_tables.empty_table, name="empty_table"),
    path("perioder/<str:code>/", include(of_period)),
]
urlpatterns = [path("kontrakter/<int:contract_id>/data/", include(data))]

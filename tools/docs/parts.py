"""The parts that ``make docs`` makes: the name that a page gives the part, and what makes it."""

from collections.abc import Callable

import evidence
import formats
import profiles
import terms

PARTS: dict[str, Callable[[], str]] = {
    "decision_kinds": evidence.decision_kinds,
    "evidence_tables": evidence.tables,
    "import_formats": formats.readers,
    "json_data": formats.json_data,
    "json_keys": formats.json_keys,
    "limits": formats.limits,
    "named_columns": evidence.named_columns,
    "output_formats": formats.writers,
    "profiles": profiles.table,
    "terms_aliases": terms.aliases,
    "terms_checks": terms.checks,
    "terms_shared": terms.shared,
    "terms_tables": terms.tables,
    "terms_kinds": terms.kinds,
    "terms_rules": terms.rules,
}

"""Counts that several readers need: the sections, the past, the key figures and the agenda read them here."""

"""Corrections of locked periods: proposed, answered, and settled by a later report."""

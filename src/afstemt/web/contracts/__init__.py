"""Contracts, their versions of the terms, and who may see and do what in each."""

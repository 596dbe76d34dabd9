"""Synthetic example: a contract and a year of exports to try Afstemt on, the same bytes for the same seed."""

from afstemt.files.demo.generate import DemoPaths, generate

__all__ = ["DemoPaths", "generate"]

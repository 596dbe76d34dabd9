"""Afstemt: monthly follow-up on IT operations contracts."""

__version__ = "0.1.0"

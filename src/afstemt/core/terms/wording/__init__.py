"""The terms in words: what fields and choices are called, and what differs between versions."""

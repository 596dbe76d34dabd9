"""The pages of a period: how it stands, and what is decided about it."""

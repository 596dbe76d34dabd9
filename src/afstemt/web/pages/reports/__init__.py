"""The pages of a report: reading it, and writing in it."""

"""A file as it is received: its limits, its text, its records and its sheets, nothing interpreted."""

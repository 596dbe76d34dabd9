"""Background work: jobs wait in the database, and workers run each of them once at a time."""

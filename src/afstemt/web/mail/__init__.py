"""Mail waits in the database with what caused it, and is handed over by background work."""

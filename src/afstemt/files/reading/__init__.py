"""Everything that reads a file."""

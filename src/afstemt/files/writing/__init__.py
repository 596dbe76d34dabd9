"""Everything that writes a file."""

"""Charts as pictures, the same in every file."""

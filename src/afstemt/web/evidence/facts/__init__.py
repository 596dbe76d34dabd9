"""A delivery's facts as files in a folder: read, how far they reach, how they differ. Knows no database."""

"""What the parties deliver: files read, shown, confirmed; kept as facts without personal data."""

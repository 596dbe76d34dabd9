"""Overblik and Opgaver: what waits for a person, across contracts."""

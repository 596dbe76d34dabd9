"""The pages across contracts: the overview, one's tasks, the calendar."""

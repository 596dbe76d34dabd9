"""The status meeting: stability, time, the points of the agenda, and the form for the minutes."""

"""The status meeting: stability, time, the nine points of the agenda, and the form for the minutes."""

"""The shared workplace: both parties run the period together. Calculates nothing of its own."""

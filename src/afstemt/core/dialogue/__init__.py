"""The three levels of cooperation: daily dialogue, monthly follow-up, contractual regulation."""

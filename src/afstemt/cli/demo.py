"""``afstemt demo``: a synthetic contract with its exports, report and agenda, and where to look."""

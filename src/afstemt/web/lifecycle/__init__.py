"""The life of a period's report: asked for, calculated on its basis, submitted, returned or approved, and packed."""

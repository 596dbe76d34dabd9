"""The period: its report as calculated, in versions that stay."""

"""The pages about the HTTP interface."""

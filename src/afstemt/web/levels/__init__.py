"""Servicemål: each level's results, kept beside the report they stand in, and shown over the periods."""

"""The installation: its settings and addresses, how it starts, serves and is watched."""

"""The HTTP interface: a supplier's own systems push what a person could deliver on the pages, by keys per contract."""

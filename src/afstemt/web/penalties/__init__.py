"""Bod og bonus: what each period cost, and where a penalty stands from claimed to set off."""

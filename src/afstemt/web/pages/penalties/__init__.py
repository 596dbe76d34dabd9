"""The pages of penalties and corrections."""

"""How people are let in: invited to an organisation or a contract, and in when they accept."""

"""The pages of a contract: itself, its terms, its people."""

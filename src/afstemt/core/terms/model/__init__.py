"""The contract as data: the tables of its terms, dated versions, and what they compile to."""

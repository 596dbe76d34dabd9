"""Writing a draft of the terms: a form made from the terms' own model, and the document it stands in."""

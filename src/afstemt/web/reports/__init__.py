"""The operations report on the page: the supplier's words, comments, what is a trade secret."""

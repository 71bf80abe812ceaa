"""The same words in two places."""

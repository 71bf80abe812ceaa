"""Figures of the same words in two places."""

"""Figures of what is in the corpus."""

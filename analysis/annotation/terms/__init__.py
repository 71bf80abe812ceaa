"""Segments in, terms and their counts out."""

"""Tone of the words, by several instruments."""

"""Figures of how far to trust the machine."""

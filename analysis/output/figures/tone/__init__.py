"""Figures of tone and frame."""

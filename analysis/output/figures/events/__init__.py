"""Figures of one event as two sides tell it."""

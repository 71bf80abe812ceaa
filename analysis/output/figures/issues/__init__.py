"""Figures of issues."""

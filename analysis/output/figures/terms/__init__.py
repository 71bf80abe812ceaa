"""Figures of terms counted."""

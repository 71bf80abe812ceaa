"""Figures of whose words there are."""

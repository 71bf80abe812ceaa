"""Intervals, tests, and when to refuse them."""

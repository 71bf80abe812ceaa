"""Tests of analysis/measures."""

"""Tests of analysis/corpus."""

"""Whose words there are, and how they are introduced."""

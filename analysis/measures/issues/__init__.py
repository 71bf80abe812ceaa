"""Which issues each side raises."""

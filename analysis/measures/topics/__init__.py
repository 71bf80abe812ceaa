"""Topics: fit, number, stability, claims."""

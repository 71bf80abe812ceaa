"""How far to trust the machine."""

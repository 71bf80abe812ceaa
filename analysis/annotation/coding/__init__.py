"""A coder beside the machine: sheets out, corrections in."""

"""What tone and frame come to, by groups."""

"""Files in, articles out: one reader a form."""

"""Numbers in, what people look at out: figures, notebooks, the report."""

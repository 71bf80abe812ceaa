"""Who speaks: sentences in, segments out."""

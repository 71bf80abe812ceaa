"""Articles in, passages out: headline, body and boilerplate."""

"""Files in, tables out: study, tables, articles, cleaning, sentences, voices, terms."""

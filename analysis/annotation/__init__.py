"""Sentences in, what they say out: reads text and knows a language; each annotator returns a table."""

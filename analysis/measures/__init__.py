"""Tables in, numbers out; one measure a module."""

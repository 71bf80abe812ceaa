"""English: tokens, word classes, noun phrases, verb forms, subjects."""

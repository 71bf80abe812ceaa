"""Invented sentences as tokens, and tokens as the text that they stand for."""

from analysis.annotation.english.tokens import tokenize
from analysis.annotation.voices.cues import find_matches


def read(*sentences, gap=" "):
    """Return the tokens of a text made of these sentences."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + len(gap)
    return tokenize(gap.join(sentences), spans)


def read_marked(sentence):
    """Return the tokens of a sentence, and the token at its `|`, which is taken out."""
    before, after = sentence.split("|")
    tokens = read(before + after)
    return tokens, next(k for k, start in enumerate(tokens.start) if start >= len(before))


def write(tokens, first, last):
    """Return the text from one token up to another."""
    return tokens.text[tokens.start[first] : tokens.end[last - 1]]


def write_source(tokens, source):
    """Return the words of a source, "" for none."""
    return write(tokens, source.first, source.last) if source else ""


def find_cues(sentence):
    """Return the tokens of a sentence and its cues."""
    tokens = read(sentence)
    return tokens, find_matches(tokens, 0, [-1] * len(tokens.low))


def list_contents(tokens, match):
    """Return the texts of what a cue introduces."""
    return [write(tokens, *span) for span in match.contents]

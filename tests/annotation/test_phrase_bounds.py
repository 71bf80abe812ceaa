"""Where a noun phrase ends, word by word."""

import pytest

from analysis.annotation.english.noun_phrases import in_particles, phrase_from
from tests.annotation.voices.reading import read, write_source


@pytest.mark.parametrize(
    ("gap", "phrase"), [(" ", "Amber Mill Ada Holt"), ("\n", "Amber Mill Ada Holt"), ("\n\n", "Amber Mill")]
)
def test_a_phrase_ends_with_its_paragraph_and_not_with_its_line(gap, phrase):
    tokens = read("Amber Mill", "Ada Holt", gap=gap)
    found = write_source(tokens, phrase_from(tokens, 0, len(tokens.low), strict=True))
    assert " ".join(found.split()) == phrase


def test_a_text_may_end_with_a_small_word_of_a_name():
    assert not in_particles(read("They met Ada van"), 3)
    assert in_particles(read("They met Ada van Holt"), 3)

"""Whose a document is that says something: that of the name to which the phrase links it."""

import pytest

from tests.annotation.voices.test_voice_of_source import identities


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Velmora's statement said it rained.", "velmora"),
        ("A fresh Velmora statement said it rained.", "velmora"),
        ("A statement from Velmora said it rained.", "velmora"),
    ],
)
def test_a_document_is_the_voice_of_the_name_that_it_is_linked_to(sentence, voice):
    assert identities(sentence)[0][0] == (voice,)

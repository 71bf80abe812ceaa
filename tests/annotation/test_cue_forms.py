"""Which spellings a cue of the lexicon is found by."""

from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.verb_forms import BASE, THIRD


def test_a_noun_has_a_plural_unless_words_belong_to_it():
    entries = {(spelling, entry) for spelling, own in load_cues()["noun"].items() for entry in own}
    singles = {entry.cue for _, entry in entries if not entry.particles}
    assert singles == {entry.cue for spelling, entry in entries if entry.form == THIRD and spelling != entry.cue}
    phrases = {entry for _, entry in entries if entry.particles}
    assert phrases and all(entry.form == BASE for entry in phrases)

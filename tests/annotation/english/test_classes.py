"""The closed classes of English words."""

import pytest

from analysis.annotation.english import classes

CLASSES = sorted(name for name in classes.__all__ if name.isupper())
MEMBERS = [
    ("SUBJECTS", "he she they we", "him her them us roe"),
    ("POSSESSIVES", "my his their whose", "he who mine the"),
    ("DETERMINERS", "the an this some their two", "and of it roe"),
    ("BE", "is was been being", "has do become"),
    ("HAVE", "has had having", "is hath have-not"),
    ("DO", "do does did", "done doing make"),
    ("MODALS", "will could must can't won’t", "is want need-not"),
    ("CONTRACTED", "isn't hasn’t don't", "can't is not"),
    ("PASSIVE", "was were got been", "has had do will"),
    ("AUXILIARIES", "is has does will don't", "say roe to not"),
    ("FUSED", "he's they’re we'd there's", "roe's it cant 's"),
    ("ADVERBS", "also later never once", "friendly roe of and"),
    ("PREPOSITIONS", "of in with between despite", "and to-day that he"),
    ("COORDINATORS", "and but or nor", "that if also"),
    ("SUBORDINATORS", "that because if while", "and of also"),
    ("RELATIVES", "who which whose", "he what and"),
    ("DAYS", "monday march yesterday december", "week month may"),  # `may` is a modal first
    ("INDEFINITES", "nobody everyone some both", "the roe which"),
    ("STOPS", ", ; : — ( ?", ". ' “ roe"),
    ("DASHES", "— – - --", "_ ~ ,"),
    ("PASTS", "went made brought stopped", "go making say"),
    ("PARTICLES", "van von de bin", "the of and"),
    ("TIMES", "days hours later ago", "monday roe tomorrow"),
    ("PLURALS", "they we many people", "he it everyone"),
    ("ARTICLES", "the a an this", "his two of"),
    ("GENERATIONS", "jr sr", "mr dr iii"),
]


@pytest.mark.parametrize(("name", "inside", "outside"), MEMBERS)
def test_a_class_holds_what_grammar_puts_there_and_nothing_else(name, inside, outside):
    words = getattr(classes, name)
    assert [word for word in inside.split() if word not in words] == []
    assert [word for word in outside.split() if word in words] == []


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_cannot_be_changed_and_is_in_lower_case(name):
    words = getattr(classes, name)
    assert isinstance(words, frozenset)
    assert words
    assert all(word == word.lower() and word == word.strip() for word in words)


@pytest.mark.parametrize("name", ["MODALS", "CONTRACTED", "PASSIVE", "FUSED", "AUXILIARIES"])
def test_a_word_with_an_apostrophe_stands_with_either(name):
    words = getattr(classes, name)
    assert {word for word in words if "'" in word} == {word.replace("’", "'") for word in words if "’" in word}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUBJECTS", "POSSESSIVES"), ("BE", "HAVE"), ("HAVE", "DO"), ("MODALS", "CONTRACTED"), ("PASTS", "AUXILIARIES"),
        ("STOPS", "AUXILIARIES"), ("COORDINATORS", "PREPOSITIONS"), ("DAYS", "AUXILIARIES"),
        ("PARTICLES", "DETERMINERS"),
    ],
)  # fmt: skip
def test_classes_that_exclude_each_other_share_no_word(one, other):
    shared = getattr(classes, one) & getattr(classes, other)
    assert shared <= {"a"}


def test_every_pronoun_is_fused_with_every_auxiliary():
    for pronoun in classes.SUBJECTS:
        for ending in ("s", "re", "ve", "d", "ll", "m"):
            assert {f"{pronoun}'{ending}", f"{pronoun}’{ending}"} <= classes.FUSED


@pytest.mark.parametrize(
    ("string", "words"), [("a b", {"a", "b"}), ("a  b\na", {"a", "b"}), ("", set()), ("it's", {"it's"})]
)
def test_a_string_is_listed_word_by_word(string, words):
    assert classes.listed(string) == words

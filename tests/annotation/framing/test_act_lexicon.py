import pytest

from analysis.annotation.framing import act_lexicon


def match(term, text):
    words = [word.lower() for word in act_lexicon.split_words(text)]
    entry = act_lexicon.make_entry(term, "agree", 1)
    for start, word in enumerate(words):
        allowed, stems = entry.elements[0]
        if word in allowed or word.startswith(stems):
            return act_lexicon.match_entry(entry, words, start)
    return None


def test_a_star_stands_for_any_ending_and_a_bar_for_either_word():
    assert match("propos*|offer to", "She proposed to meet").words == "proposed to"
    assert match("propos*|offer to", "She offered to meet") is None


def test_a_tilde_reaches_over_four_words_and_no_farther_and_over_no_mark():
    assert match("raise ~ concern", "to raise a very old and concern").words == "raise concern"
    assert match("raise ~ concern", "to raise a very old and grave concern") is None
    assert match("raise ~ concern", "to raise it, concern") is None


def test_possessives_and_negations_are_words_of_their_own():
    assert act_lexicon.split_words("Riga’s envoy doesn’t agree") == ["Riga", "'s", "envoy", "does", "not", "agree"]


def test_longer_terms_come_first():
    _, entries = act_lexicon.find_candidates("exchanged")
    lengths = [sum(element is not None for element in entry.elements) for entry in entries]
    assert lengths == sorted(lengths, reverse=True)


def test_no_term_stands_twice_in_the_codebook():
    entries = act_lexicon.load_codebook()
    pairs = [(entry.kind in act_lexicon.CUES, entry.elements) for entry in entries]
    assert len(pairs) == len(set(pairs))


def test_every_class_is_used_and_has_the_sign_of_its_kind():
    entries = act_lexicon.load_codebook()
    assert {entry.kind for entry in entries} == {kind for kinds in act_lexicon.FILES.values() for kind in kinds}
    assert all(entry.weight > 0 for entry in entries if entry.kind in act_lexicon.FRIENDLY)
    assert all(entry.weight < 0 for entry in entries if entry.kind in act_lexicon.HOSTILE)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (",agree,1,own", "the term ''"),
        ("~ talks,agree,1,own", "the term '~ talks'"),
        ("agree*,agrees,1,own", "the class 'agrees'; the classes are wish, praise"),
        ("agree*,agree,much,own", "could not convert string to float: 'much'"),
    ],
)
def test_a_bad_row_is_named(row, complaint, tmp_path, monkeypatch):
    path = tmp_path / "frame_acts.csv"
    path.write_text(f"term,class,weight,origin\nwish*,wish,1,own\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(act_lexicon.paths, "lexicon", lambda name: path)
    with pytest.raises(ValueError, match=r"frame_acts.csv line 3 should be term,class,weight: found") as error:
        act_lexicon.read_entries("frame_acts.csv", act_lexicon.FILES["frame_acts.csv"])
    assert complaint in str(error.value)

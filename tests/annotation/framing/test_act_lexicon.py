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
        (",agree,1,own", "has no term: ',agree,1,own'"),
        ("~ talks,agree,1,own", "the term '~ talks'"),
        ("agree*,agrees,1,own", "the class 'agrees', which is none of wish, praise"),
        ("agree*,agree,much,own", "a finite number as weight, found 'much'"),
    ],
)
def test_a_bad_row_is_named(row, complaint, tmp_path, monkeypatch):
    path = tmp_path / "frame_acts.csv"
    path.write_text(f"term,class,weight,origin\nwish*,wish,1,own\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(act_lexicon.paths, "lexicon", lambda name: path)
    with pytest.raises(ValueError, match=r"frame_acts.csv line 3") as error:
        act_lexicon.read_entries("frame_acts.csv", act_lexicon.FILES["frame_acts.csv"])
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met.", ["They", "met", "."]),
        ("Riga’s offer", ["Riga", "'s", "offer"]),
        ("the rowers’ offer", ["the", "rowers", "'", "offer"]),
        ("they won’t, can't and didn't", ["they", "wo", "not", ",", "ca", "not", "and", "did", "not"]),
        ("the U.S.-led talks", ["the", "U.S.-led", "talks"]),
        ("well-known, 3.5 km", ["well-known", ",", "3.5", "km"]),
        ("(“yes”) — no…", ["(", "yes", ")", "—", "no"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_and_marks(text, words):
    assert act_lexicon.split_words(text) == words


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("agree*", "agreed", "agreed"),
        ("agree*", "disagreed", None),
        ("agree", "agreed", None),
        ("agree on|to", "agree on fish", "agree on"),
        ("agree on|to", "agree with her", None),
        ("raise ~ concern|worr*", "raise her deep worries", "raise worries"),
        ("raise ~ concern", "raise", None),
        ("raise ~ concern", "raise concern", "raise concern"),
        ("offer to help", "offer to help", "offer to help"),
        ("offer to help", "offer to", None),
        ("riga 's", "Riga's", "riga 's"),
    ],
)
def test_a_term_is_found_as_it_is_written(term, text, found):
    hit = match(term, text)
    assert (hit.words if hit else None) == found


@pytest.mark.parametrize("mark", [",", ";", ":", "(", "—"])
def test_no_gap_reaches_over_a_mark(mark):
    assert match("raise ~ concern", f"raise it {mark} concern") is None
    assert match("raise ~ concern", "raise it with concern").end == 4


@pytest.mark.parametrize(
    ("term", "complaint"),
    [("", "the term ''"), ("~ talks", "the term '~ talks'"), ("tal+", "in the term 'tal+'"), ("*", "in the term")],
)
def test_a_term_that_is_none_is_refused(term, complaint):
    with pytest.raises(ValueError, match=r".*") as error:
        act_lexicon.make_entry(term, "agree", 1)
    assert complaint in str(error.value)


def test_candidates_begin_with_the_word_cues_apart_from_acts():
    cues, acts = act_lexicon.find_candidates("discussed")
    assert cues
    assert {entry.kind for entry in cues} <= set(act_lexicon.CUES)
    assert {entry.kind for entry in acts}.isdisjoint(act_lexicon.CUES)
    assert act_lexicon.find_candidates("qqqq") == ((), ())


def test_a_studys_terms_are_candidates_of_that_study_only():
    assert act_lexicon.find_candidates("cormorants", ("cormorant*",))[1][0].kind == "issue"
    assert act_lexicon.find_candidates("cormorants") == ((), ())
    entry = act_lexicon.find_candidates("lost", ("lost ... birds",))[1]
    assert any(None in own.elements for own in entry if own.kind == "issue")

import pytest

from analysis.annotation import lexicons


def write(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_on_the_origin_are_passed_over(tmp_path):
    path = write(tmp_path, '# origin: mine\nterm,valence\nfair,1\n"not, fair",-1.5\n')
    assert lexicons.read_lexicon(path) == {"fair": (1.0,), "not, fair": (-1.5,)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word,score\n", "lacks the column 'term'; it has word,score"),
        ("# note\nterm,valence\nfair,1\nfoul\n", "line 4 should have 2 cells, found 1: 'foul'"),
        ("term,valence\nfair,warm\n", "line 2 should have a finite number as valence, found 'warm'"),
        ("term,valence\n,1\n", "line 2 has no term: ',1'"),
        ("term,valence\nfair,1\nfair,2\n", "line 3 has 'fair' a second time, after line 2; keep one of the two"),
    ],
)
def test_a_bad_row_is_named(tmp_path, text, message):
    with pytest.raises(ValueError, match=message):
        lexicons.read_lexicon(write(tmp_path, text))


@pytest.mark.parametrize(("name", "largest"), [("afinn", 5), ("pattern", 1)])
def test_the_shipped_lexicons_keep_to_their_scales(name, largest):
    valences = lexicons.load_valences(name)
    assert len(valences) > 1000
    assert max(abs(v) for v in valences.values()) == largest


def test_the_news_lexicon_holds_words_and_phrases_of_two():
    terms = [term for term in lexicons.load_news() if not term.startswith("(")]
    assert {term.count(" ") for term in terms} == {0, 1}

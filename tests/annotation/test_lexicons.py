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
        ("", "should have the header 'term,valence', found 'nothing'"),
        ("word,score\n", "should have the header 'term,valence', found 'word,score'; correct the file"),
        ("# note\nterm,valence\nfair,1\nfoul\n", "line 4 should be a term and a number, found 'foul'; correct the row"),
        ("term,valence\nfair,warm\n", "line 2 should be a term and a number, found 'fair,warm'"),
        ("term,valence\nfair,nan\n", "line 2 should be a term and a number, found 'fair,nan'"),
        ("term,valence\n,1\n", "line 2 should be a term and a number, found ',1'"),
        ("term,valence\nfair,1\nfair,2\n", "line 3 has the term 'fair' a second time; keep one of the two"),
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

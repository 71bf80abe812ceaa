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


@pytest.mark.parametrize(
    ("columns", "row", "numbers"),
    [(("valence",), "fair,1", (1.0,)), (("a", "b"), "fair,1,-2.5", (1.0, -2.5)), (("a",), '"fair, so",0', (0.0,))],
)
def test_a_row_is_a_term_and_its_numbers(tmp_path, columns, row, numbers):
    path = write(tmp_path, f"term,{','.join(columns)}\n{row}\n")
    [(term, found)] = lexicons.read_lexicon(path, columns).items()
    assert term in row
    assert found == numbers


def test_a_row_with_too_few_numbers_is_named_with_how_many_it_takes(tmp_path):
    with pytest.raises(ValueError, match="line 2 should have 3 cells, found 2: 'fair,1'"):
        lexicons.read_lexicon(write(tmp_path, "term,a,b\nfair,1\n"), ("a", "b"))


def test_a_lexicon_of_nothing_but_a_header_is_empty(tmp_path):
    assert lexicons.read_lexicon(write(tmp_path, "# note\n# more\nterm,valence\n")) == {}


@pytest.mark.parametrize(("word", "valence"), [("good", 1.9), ("war", -2.9), ("happy", 2.7), (":)", 2.0)])
def test_vaders_lexicon_is_the_one_that_its_authors_publish(word, valence):
    assert lexicons.load_vader()[word] == valence
    assert len(lexicons.load_vader()) > 7000

import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from analysis import paths
from analysis.annotation import concordance
from analysis.annotation.terms import collocation
from analysis.annotation.terms.terms import count_terms
from analysis.corpus.study import load_study
from analysis.corpus.words import tokenize
from analysis.output import explorer

EXAMPLE = paths.find_root() / "data" / "example"
PAGES = sorted(EXAMPLE.rglob("*.txt"))
PARTS = [
    ("The minister promised cooperation", "", "east"),
    (", said an aide.", " ", "outlet"),
    ("Trade talks and more\ntrade talks failed.", " ", "outlet"),
    ("COOPERATING is hard.", "", "west"),
]
TEXT = "".join(part + gap for part, gap, _ in PARTS)
TABLES = {
    "articles": pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Courier", "Herald"]}),
    "segments": pd.DataFrame(
        [(f"a.{i}", "a", TEXT.index(part), "", voice, part) for i, (part, _, voice) in enumerate(PARTS)]
        + [("b.0", "b", 5, "", "east", "Cooperation, not talks")],
        columns=["segment_id", "doc_id", "start", "end", "voice", "text"],
    ),
}


def test_a_term_is_found_whole_in_any_case_with_its_context_and_side():
    found = concordance.kwic(TABLES, "cooperation", by=("outlet", "voice"), characters=14)
    assert found["match"].tolist() == ["cooperation", "Cooperation"]
    assert found["voice"].tolist() == ["east", "east"]
    assert found["left"].tolist() == ["ster promised ", ""]
    assert found["right"].tolist() == [", said an aide", ", not talks"], "context crosses voices, not articles"


def test_a_star_stands_for_any_ending_and_rows_are_sorted_by_what_was_asked():
    by_voice = concordance.kwic(TABLES, "cooperat*", by="voice")
    assert by_voice["voice"].tolist() == ["east", "east", "west"]
    by_right = concordance.kwic(TABLES, "trade talks", by="right")
    assert by_right["right"].str.split().str[0].tolist() == ["and", "failed."]
    assert concordance.kwic(TABLES, "oper").empty


def test_what_a_concordance_needs_is_said():
    with pytest.raises(ValueError, match="segments lacks the column 'text', which this needs"):
        concordance.kwic({**TABLES, "segments": TABLES["segments"].drop(columns="text")}, "talks")
    with pytest.raises(ValueError, match="a term has letters or digits, found ' '"):
        concordance.kwic(TABLES, " ")
    with pytest.raises(ValueError, match=r"sorted by outlet, voice, .* found 'tone'"):
        concordance.kwic(TABLES, "talks", by="tone")


@pytest.mark.parametrize("measure", ["likelihood_ratio", "pmi", "student_t", "dice"])
def test_association_equals_nltks_finder(measure):
    finder = BigramCollocationFinder.from_words(tokenize(TEXT), window_size=4)
    table = collocation.find_collocations(
        pd.DataFrame({"text": [TEXT]}), window=4, measure=measure, min_count=1, stop_words=True
    )
    expected = dict(finder.score_ngrams(getattr(BigramAssocMeasures, measure)))
    found = dict(zip(zip(table["first"], table["second"], strict=True), table["score"], strict=True))
    assert found == pytest.approx(expected)


def test_collocations_of_a_node_leave_out_stop_words_and_name_a_wrong_measure():
    table = collocation.find_collocations(TABLES["segments"], node="trade", min_count=1)
    assert set(table["first"]) | set(table["second"]) == {"trade", "talks", "failed"}
    with pytest.raises(ValueError, match=r"one of likelihood_ratio, .* found 'magic'"):
        collocation.find_collocations(TABLES["segments"], measure="magic")
    with pytest.raises(ValueError, match="2 words or more, found 1"):
        collocation.find_collocations(TABLES["segments"], window=1)
    with pytest.raises(ValueError, match="segments lacks the column 'text'"):
        collocation.find_collocations(TABLES["segments"].drop(columns="text"))


def test_the_explorer_shows_what_its_fields_ask_for():
    fields, shown = explorer.explore_kwic(TABLES, "talks").children
    assert "3 of 3 places" in shown.value
    fields.children[0].value = "cooperat*"
    assert "COOPERATING" in shown.value
    fields.children[0].value = ""
    assert "a term has letters or digits" in shown.value
    static = explorer.show_kwic(concordance.kwic(TABLES, "talks"), n=2).to_html()
    assert "2 of 3 places" in static and static == explorer.show_kwic(concordance.kwic(TABLES, "talks"), n=2).to_html()


def count_shown(tables, term, study=None):
    return len(concordance.kwic(tables, term, study=study))


@pytest.mark.parametrize("with_study", [True, False])
def test_a_concordance_shows_every_place_that_is_counted_and_no_other(with_study):
    study = load_study(EXAMPLE / "study.toml") if with_study else None
    tables = {
        "articles": pd.DataFrame({"doc_id": [path.stem for path in PAGES], "outlet": "Courier"}),
        "segments": pd.DataFrame(
            [(path.stem, path.stem, 0, "outlet", path.read_text(encoding="utf-8")) for path in PAGES],
            columns=["segment_id", "doc_id", "start", "voice", "text"],
        ),
    }
    counted = count_terms(tables["segments"], study).groupby("term")["count"].sum()
    assert len(counted) > 200
    assert {term: count_shown(tables, term, study) for term in counted.index} == counted.to_dict()


def test_what_is_written_in_several_ways_is_shown_as_counted():
    text = "The ex-minister didn’t, the minister didn't; US and U.S. envoys told us. A \ufb01sh quota.The trade-talks"
    segments = pd.DataFrame([("s", "a", 0, "west", text)], columns=["segment_id", "doc_id", "start", "voice", "text"])
    tables = TABLES | {"segments": segments}
    counted = count_terms(segments).set_index("term")["count"].to_dict()
    assert {term: count_shown(tables, term) for term in counted} == counted
    assert (count_shown(tables, "US"), count_shown(tables, "us"), count_shown(tables, "minister")) == (2, 1, 1)


def show(text, term, characters=10):
    """Return left, match and right of each place in one segment."""
    segments = pd.DataFrame([("s", "a", 0, "west", text)], columns=["segment_id", "doc_id", "start", "voice", "text"])
    found = concordance.kwic(TABLES | {"segments": segments}, term, characters=characters)
    return [tuple(row) for row in found[["left", "match", "right"]].to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "term", "places"),
    [
        ("Peat, then peat.", "peat", [("", "Peat", ", then pea"), ("eat, then ", "peat", ".")]),
        ("deep sea, deep\nsea", "deep sea", [("", "deep sea", ", deep sea"), ("deep sea, ", "deep sea", "")]),
        ("deep blue sea", "deep sea", []),
        ("ferries", "ferr*", [("", "ferries", "")]),
        ("ferries", "ferry", []),
        ("the ex-minister", "minister", []),
        ("a/b", "a", [("", "a", "/b")]),
        ("a.m.", "a", []),
        ("", "peat", []),
    ],
)
def test_a_term_is_shown_in_its_place(text, term, places):
    assert show(text, term) == places


def test_left_match_and_right_are_one_stretch_of_the_text():
    text = "The tide turned and the tide rose until the tide fell."
    for left, match, right in show(text, "tide", characters=15):
        assert left + match + right in text


@pytest.mark.parametrize("characters", [0, 1, 5, 100])
def test_no_more_context_is_shown_than_was_asked_for(characters):
    [(left, _, right)] = show("Far in the north the tide turned at the very end of the day.", "tide", characters)
    assert max(len(left), len(right)) <= characters


def test_rows_are_sorted_from_the_last_word_backwards():
    segments = pd.DataFrame(
        [("s", "a", 0, "west", "A low tide. The high tide. My dear low tide.")],
        columns=["segment_id", "doc_id", "start", "voice", "text"],
    )
    found = concordance.kwic(TABLES | {"segments": segments}, "tide", by="left", characters=12)
    assert [left.split()[-1] for left in found["left"]] == ["high", "low", "low"]

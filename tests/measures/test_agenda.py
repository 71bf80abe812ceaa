import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import paths
from analysis.annotation import phrase_matcher
from analysis.annotation.issues import find_mentions
from analysis.corpus.study import Event, Issue, Outlet, Study, Voice, load_study
from analysis.measures.issues import agenda


def make_study(**issues):
    made = {name: Issue(name, name.title(), *(tuple(t) for t in terms)) for name, terms in issues.items()}
    voices = {v: Voice(v, v.title(), "#000000", names=(v,)) for v in ("north", "south", "third_party", "outlet")}
    events = {"call": Event("call", "The call", "2031-05-01"), "visit": Event("visit", "The visit", "2031-06-01")}
    return Study("Invented", "vader", ("north", "south"), voices, events, made, {"Herald": Outlet("Herald", "#000000")})


def make_segments(*rows):
    """Rows of (sentence_id, doc_id, voice, text); the segments of a sentence follow each other."""
    made, offsets = [], {}
    for n, (sentence, doc, voice, text) in enumerate(rows):
        start = offsets.get(doc, 0)
        made.append((f"s{n}", sentence, doc, start, start + len(text), voice, len(text.split()), text))
        offsets[doc] = start + len(text)
    columns = ["segment_id", "sentence_id", "doc_id", "start", "end", "voice", "n_words", "text"]
    return pd.DataFrame(made, columns=columns)


def find(text, *terms, except_in=()):
    mentions = find_mentions(make_segments(("1", "a", "outlet", text)), make_study(issue=(terms, except_in)))
    return [(row.term, text[row.start :][:6]) for row in mentions.itertuples()]


@pytest.fixture
def tables():
    segments = make_segments(
        ("1", "a", "outlet", "The outlet describes the harbour. "),
        ("2", "a", "outlet", "The minister wished the crew luck, "),
        ("2", "a", "north", "and promised to dredge the harbour. "),
        ("3", "a", "south", "We shall lower the tolls. "),
        ("4", "b", "north", "The tolls stay, the tolls are just. "),
    )
    articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Herald", "Post"], "event": ["call", "visit"]})
    study = make_study(harbour=[["harbour"]], tolls=[["toll*"]], wishes=[["wish*"]], rail=[["rail*"]])
    return find_mentions(segments, study), segments, articles, study


def test_a_term_matches_whole_words_in_any_case_and_any_ending_only_with_a_star():
    assert find("Ferry, ferries, ferryman", "ferry") == [("ferry", "Ferry,")]
    assert find("Ferry, ferries, ferryman", "ferr*") == [("ferr*", "Ferry,"), ("ferr*", "ferrie"), ("ferr*", "ferrym")]
    assert find("the Ferry’s crew and the ferry-boat", "ferry") == [("ferry", "Ferry’"), ("ferry", "ferry-")]
    assert find("L’Année’s letters", "année* letter*") == [("année* letter*", "Année’")]


def test_a_phrase_may_be_broken_by_a_hyphen_a_line_or_an_opening_quotation_mark():
    for text in ("fishing rights", "Fishing-rights", "fishing\nrights", "fishing “rights”"):
        assert len(find(text, "fishing rights")) == 1
    assert find("fishing. Rights", "fishing rights") == []


def test_dots_in_a_term_stand_for_up_to_five_words():
    assert len(find("extend the old and much loved treaty", "extend ... treaty")) == 1
    assert find("extend the old and very much loved treaty", "extend ... treaty") == []
    assert len(find("extend treaty", "extend ... treaty")) == 1


def test_the_longest_of_overlapping_terms_counts_once_for_an_issue():
    assert find("the harbour treaty", "treaty", "harbour", "harbour treaty") == [("harbour treaty", "harbou")]


def test_a_false_friend_does_not_count_unless_a_longer_term_holds_it():
    assert find("a trade union", "trade", except_in=["trade union"]) == []
    assert find("a trade union in trade", "trade", except_in=["trade union"]) == [("trade", "trade")]
    assert find("best wishes to all", "wishes", "best wishes", except_in=["wishes to"]) == [("best wishes", "best w")]


def test_one_stretch_may_raise_two_issues():
    study = make_study(power=[["nuclear"]], plants=[["nuclear plant*"]])
    found = find_mentions(make_segments(("1", "a", "outlet", "Nuclear plants")), study)
    assert found["issue"].tolist() == ["plants", "power"]


def test_a_phrase_over_two_segments_of_a_sentence_belongs_to_the_one_it_begins_in():
    segments = make_segments(("1", "a", "outlet", "He spoke of fishing "), ("1", "a", "north", "“rights”."))
    found = find_mentions(segments, make_study(sea=[["fishing rights"]]))
    assert found.to_dict("records") == [{"segment_id": "s0", "issue": "sea", "term": "fishing rights", "start": 12}]


def test_sentences_are_not_read_into_one_another():
    segments = make_segments(("1", "a", "outlet", "Fishing "), ("2", "a", "outlet", "rights"))
    assert find_mentions(segments, make_study(sea=[["fishing rights"]])).empty


@given(
    text=st.lists(st.sampled_from(["oil", "Oils", "boil", "gas", "gasp", "oil,", "(gas)"]), max_size=9).map(" ".join),
    terms=st.sets(st.sampled_from(["oil", "oil*", "gas", "gas*", "b*", "tax"]), min_size=1, max_size=4),
)
def test_the_terms_found_are_those_of_a_slow_loop_over_the_words(text, terms):
    slow = [
        word.start()
        for word in re.finditer(r"\w+", text.lower())
        if any(word[0] == t or (t.endswith("*") and word[0].startswith(t[:-1])) for t in terms)
    ]
    found = find_mentions(make_segments(("1", "a", "outlet", text)), make_study(issue=[tuple(terms)]))
    assert found["start"].tolist() == slow


@pytest.mark.parametrize("term", ["", "  "])
def test_an_empty_term_is_refused_by_the_name_of_its_issue(term):
    with pytest.raises(ValueError, match="issue 'sea' has an empty term"):
        phrase_matcher.compile_term(term, "sea")


@pytest.mark.parametrize("term", ["fish(", "*ing", "fi*sh", "... fish", "fish ...", "a ... ... b", "fish|eel"])
def test_a_bad_pattern_is_refused_by_the_name_of_its_issue(term):
    with pytest.raises(ValueError, match=r"issue 'sea' has the term .* no pattern"):
        find_mentions(make_segments(("1", "a", "outlet", "fish")), make_study(sea=[["cod", term]]))


def test_segments_without_text_are_refused_with_the_command_that_makes_them():
    segments = make_segments(("1", "a", "outlet", "fish")).drop(columns="text")
    with pytest.raises(ValueError, match=r"segments lacks the column 'text'.*python -m analysis ingest"):
        find_mentions(segments, make_study(sea=[["fish"]]))


def test_many_terms_with_gaps_are_looked_for_in_a_long_text_to_the_end():
    study = make_study(**{f"i{n}": [[f"word{n}a", f"word{n}b ... end*"]] for n in range(200)})
    text = "word7b and some other words of no account before the ending. " * 5000
    segments = make_segments(
        *((str(n), "a", "outlet", text[k : k + 600]) for n, k in enumerate(range(0, len(text), 600)))
    )
    assert set(find_mentions(segments, study)["issue"]) <= {"i7"}


def test_words_that_introduce_a_voice_count_for_that_voice(tables):
    table = agenda.compare_agenda(*tables).set_index(["voice", "issue"])
    assert table.loc[("north", "wishes"), "status"] == "raised"
    assert table.loc[("outlet", "wishes"), "status"] == "silent"
    assert table.loc[("outlet", "harbour"), "n_sentences"] == 1


def test_the_agenda_counts_sentences_mentions_words_and_the_first_position(tables):
    table = agenda.compare_agenda(*tables).set_index(["voice", "issue"])
    tolls = table.loc[("north", "tolls")]
    assert (tolls["n_sentences"], tolls["n_mentions"], tolls["n_words"], tolls["first_position"]) == (1, 2, 7, 1)
    assert (tolls["n_sentences_side"], tolls["n_articles_side"], tolls["share"]) == (2, 2, 0.5)
    assert table.loc[("south", "tolls"), "first_position"] == 3


def test_silence_is_told_apart_from_not_speaking(tables):
    table = agenda.compare_agenda(*tables, by=("voice", "event")).set_index(["voice", "event", "issue"])
    assert table.loc[("south", "call", "rail"), "status"] == "silent"
    assert table.loc[("south", "visit", "rail"), "status"] == "does not speak"
    assert pd.isna(table.loc[("south", "visit", "rail"), "share"])
    assert len(table) == 4 * 2 * 4


def test_by_outlet_every_word_of_its_articles_counts(tables):
    table = agenda.compare_agenda(*tables, by="outlet").set_index(["outlet", "issue"])
    assert table.loc[("Herald", "wishes"), "n_words"] == 12
    assert table.loc[("Herald", "rail"), "n_words_side"] == tables[1].query("doc_id == 'a'")["n_words"].sum()


def test_two_sides_are_set_side_by_side_with_all_that_each_says(tables):
    table = agenda.compare_sides(*tables).set_index("issue")
    assert table["raised_by"].to_dict() == {"harbour": "north", "tolls": "both", "wishes": "north", "rail": "neither"}
    assert table.loc["tolls", ["n_target", "n_reference", "n_sentences_target", "n_sentences_reference"]].tolist() == [
        1, 1, 2, 1,
    ]  # fmt: skip
    within = agenda.compare_sides(*tables, within="event").set_index("issue")
    assert within.loc["tolls", "raised_by"] == "south"


def test_a_side_without_a_sentence_is_not_compared(tables):
    mentions, segments, articles, study = tables
    table = agenda.compare_sides(mentions, segments[segments["voice"] != "south"], articles, study)
    assert set(table["raised_by"]) == {"not comparable"}


def test_the_agenda_needs_no_text_and_changes_no_table(tables):
    mentions, segments, articles, study = tables
    without = segments.drop(columns="text")
    copies = [table.copy() for table in (mentions, without, articles)]
    pd.testing.assert_frame_equal(agenda.compare_agenda(*copies, study), agenda.compare_agenda(*tables))
    for copy, table in zip(copies, (mentions, without, articles), strict=True):
        pd.testing.assert_frame_equal(copy, table)


def test_bad_arguments_are_refused_by_name(tables):
    mentions, segments, articles, study = tables
    with pytest.raises(ValueError, match="by is one or more of voice, outlet, event, doc_id, found 'speaker'"):
        agenda.compare_agenda(*tables, by="speaker")
    with pytest.raises(ValueError, match=r"sides are two of the voices north, .* found \['north', 'west'\]"):
        agenda.compare_sides(*tables, sides=("north", "west"))
    with pytest.raises(ValueError, match="within is one of outlet, event, doc_id, found 'month'"):
        agenda.compare_sides(*tables, within="month")
    with pytest.raises(ValueError, match="mentions has the issue 'moon', which the study has not; it has harbour"):
        agenda.compare_agenda(mentions.assign(issue="moon"), segments, articles, study)


@pytest.mark.parametrize("name", ["study.toml", "readouts.toml", "example/study.toml"])
def test_the_codebooks_of_the_studies_compile_and_list_no_term_twice(name):
    study = load_study(paths.find_root() / "data" / name)
    phrase_matcher.compile_codebook(study)
    for issue in study.issues.values():
        terms = [term.lower() for term in (*issue.terms, *issue.except_in)]
        assert sorted(terms) == sorted(set(terms)), issue.id


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("The deputies wish to see the papers first.", set()),
        ("She sent her best wishes for the new year.", {"ceremonial"}),
        ("Ties between the neighbours are strained.", {"relations"}),
        ("The peace treaty was signed in a railway carriage.", set()),
        ("They prolonged the accord on warheads.", {"arms_control"}),
        ("The Iranian nuclear file is open again.", {"iran"}),
        ("The dock workers’ trade union met.", set()),
        ("Tariffs on steel were lifted.", {"trade"}),
        ("A bounty hunter rode into town.", set()),
        ("The charter forbids interfering in the internal affairs of members.", set()),
        ("Meddling in the vote was alleged.", {"election_interference"}),
    ],
)
def test_the_codebook_of_the_study_knows_its_false_friends(text, issues):
    study = load_study(paths.find_root() / "data" / "study.toml")
    found = find_mentions(make_segments(("1", "a", "outlet", text)), study)
    assert set(found["issue"]) == issues


def make_joint(*rows):
    """Rows of (sentence_id, voice, joint, resolution, text)."""
    segments = make_segments(*[(sentence, "a", voice, text) for sentence, voice, _, _, text in rows])
    return segments.assign(joint=[row[2] for row in rows], resolution=[row[3] for row in rows])


JOINT = make_joint(
    ("1", "outlet", "", "nothing found", "The presidents also addressed "),
    ("1", "outlet", "north south", "nothing found", "the tolls. "),
    ("2", "outlet", "", "nothing found", "Both statements said "),
    ("2", "north", "north south", "both sides", "that the rail line "),
    ("2", "south", "north south", "both sides", "and the harbour would open. "),
    ("3", "north", "", "name", "The harbour is ours. "),
    ("4", "south", "", "name", "We wish you luck. "),
)


@pytest.fixture
def joint():
    articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Herald"], "event": ["call"]})
    study = make_study(harbour=[["harbour"]], tolls=[["toll*"]], wishes=[["wish*"]], rail=[["rail*"]], war=[["war"]])
    return find_mentions(JOINT, study), JOINT, articles, study


def test_what_is_reported_of_both_sides_is_raised_by_both_whichever_half_holds_the_word(joint):
    sides = agenda.compare_sides(*joint).set_index("issue")
    assert sides["raised_by"].to_dict() == {
        "harbour": "jointly", "tolls": "jointly", "wishes": "south", "rail": "jointly", "war": "neither",
    }  # fmt: skip
    assert sides.loc["harbour", ["n_target", "n_reference", "n_joint"]].tolist() == [1, 0, 1]
    assert sides.loc["rail", ["n_target", "n_reference", "n_joint"]].tolist() == [0, 0, 1]


def test_exchanging_the_halves_of_what_both_say_changes_nothing(joint):
    mentions, segments, articles, study = joint
    exchanged = segments.assign(voice=segments["voice"].where(segments["resolution"] != "both sides"))
    exchanged["voice"] = exchanged["voice"].fillna(segments["voice"].map({"north": "south", "south": "north"}))
    pd.testing.assert_frame_equal(
        agenda.compare_sides(mentions, segments, articles, study),
        agenda.compare_sides(mentions, exchanged, articles, study),
    )


def test_a_side_that_tells_of_both_in_its_own_words_raises_the_issue_itself():
    segments = make_joint(
        ("1", "north", "", "nothing found", "The two leaders discussed "),
        ("1", "north", "north south", "nothing found", "the tolls. "),
        ("2", "south", "", "name", "We are glad. "),
    )
    articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Herald"], "event": ["call"]})
    study = make_study(tolls=[["toll*"]])
    table = agenda.compare_agenda(find_mentions(segments, study), segments, articles, study)
    assert table.set_index("voice")["status"].to_dict() == {
        "north": "raised", "south": "raised jointly", "third_party": "does not speak", "outlet": "does not speak",
    }  # fmt: skip


def test_a_corpus_that_does_not_mark_joint_reports_says_that_it_does_not_know(tables):
    assert agenda.compare_sides(*tables)["n_joint"].isna().all()
    assert "joint" not in tables[1]


def test_an_acronym_is_raised_in_capitals_only_and_not_in_a_line_of_capitals():
    acronyms = ("START", "WHO", "AID", "START treaty")
    assert find("They start on Monday; those who aid them start too.", *acronyms) == []
    assert find("START TALKS TO BEGIN, SAYS ENVOY WHO KNOWS", *acronyms) == []
    assert [term for term, _ in find("The START Treaty and the WHO were named.", *acronyms)] == ["START treaty", "WHO"]
    assert [term for term, _ in find("Herring, HERRING and herring", "herring")] == ["herring"] * 3

"""The genre of a press service's text, and whom its officials spoke with: invented texts of each genre."""

import pandas as pd
import pytest

from analysis.annotation.events import genres
from analysis.corpus.study import GENRES
from tests.annotation.events.test_events import NORRUND, VELMORA, articles

TITLES = {
    "call": [
        "Telephone conversation with the Queen of Arcadia",
        "Readout of the Chancellor's Call with the King of Ruritania",
        "Phone call with the mayor of Hesk",
        "Video call with the keepers of the light",
    ],
    "meeting": [
        "Meeting with the guild of rope makers",
        "Readout of a Bilateral Meeting with Arcadia",
        "Talks with the Queen of Arcadia",
        "The Chancellor received the rowers",
        "Roundtable with bakers",
    ],
    "remarks": [
        "Remarks by the Chancellor before dinner",
        "Press conference after the talks with Arcadia",
        "Statements for the press and answers to journalists",
        "News conference by the Chancellor",
        "Answers to media questions",
    ],
    "message": [
        "Greetings to the choir of Hesk",
        "Condolences on the flood in Arcadia",
        "Message to the rowers of the Lake Cup",
        "Congratulations to the new bishop",
    ],
    "decree": [
        "Executive order on harbour dues",
        "Decree on the fishing fleet",
        "The Chancellor signed a law on peat",
        "Awards for the lighthouse keepers",
    ],
    "speech": [
        "Speech at the opening of the lock",
        "Address to the assembly",
        "Ceremony for the new bridge",
        "Plenary session of the peat forum",
    ],
    "visit": ["Visit to the rope works", "Trip to Hesk", "Tour of the new lock"],
    "announcement": [
        "The Chancellor will meet the Queen of Arcadia on Friday",
        "On Monday the Queen will visit Hesk",
        "Tomorrow he will speak at the forum",
    ],
    "other": ["The palace garden in May", "A new roof", ""],
}
OPENINGS = {
    "call": ["The Chancellor spoke this morning with the King.", "She spoke by telephone with the Queen of Arcadia."],
    "meeting": ["The Chancellor met the mayor.", "He hosted the bakers."],
    "message": ["The Queen sent her congratulations.", "He congratulated the rowers."],
    "decree": ["The Chancellor signed the law.", "By decree the harbour is free."],
    "speech": ["The Chancellor addressed the assembly.", "She spoke at the forum of weavers."],
    "visit": ["He travelled to Hesk.", "The Queen visited the lock."],
    "announcement": ["The Queen will host the rowers."],
    "other": ["The roof is green.", "It rained.", ""],
}


@pytest.mark.parametrize(("genre", "title"), [(genre, title) for genre, own in TITLES.items() for title in own])
def test_a_title_says_the_genre(genre, title):
    assert genres.name_genre(title, "") == genre


@pytest.mark.parametrize(("genre", "text"), [(genre, text) for genre, own in OPENINGS.items() for text in own])
def test_an_opening_says_the_genre_where_no_title_does(genre, text):
    assert genres.name_genre("", text) == genre
    assert genres.name_genre("The palace garden in May", text) == genre


@pytest.mark.parametrize(("genre", "title"), [(genre, own[0]) for genre, own in TITLES.items() if genre != "other"])
@pytest.mark.parametrize("opening", ["It rained.", "The Chancellor met the mayor.", "He signed a law."])
def test_a_title_that_says_the_genre_goes_before_the_opening(genre, title, opening):
    assert genres.name_genre(title, opening) == genre


@pytest.mark.parametrize(("genre", "title"), [(genre, title) for genre, own in TITLES.items() for title in own])
def test_capitals_do_not_change_the_genre(genre, title):
    assert genres.name_genre(title.upper(), "") == genre
    assert genre in GENRES


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Message on a telephone conversation with the Queen", "call"),
        ("Remarks before a meeting with the bakers", "remarks"),
        ("The Chancellor will hold a telephone conversation", "announcement"),
        ("Greetings to the meeting of weavers", "message"),
        ("Recalled wine", "other"),
        ("A metric ton of peat", "other"),
        ("Tourmaline from Hesk", "other"),
    ],
)
def test_of_several_genres_the_one_that_the_text_is_wins_and_parts_of_words_are_none(title, genre):
    assert genres.name_genre(title, "") == genre


def name(title, text, outlet=NORRUND, genre="readout"):
    return articles(("a", outlet, genre, "", title, text))


@pytest.mark.parametrize(
    ("title", "text", "met"),
    [
        ("Call with the Queen of Denmark", "They spoke.", "Denmark"),
        ("Call with Tomas Rek", "They spoke.", "velmora"),
        ("Meeting with the kings of Denmark and Norway", "They met.", "Denmark; Norway"),
        ("Talks", "Brandt met with the President of Chile.", "Chile"),
        ("Call with the Queen of Denmark", "She spoke with the Queen about Norway.", "Denmark"),
        ("Call with the Queen of Denmark on Norway", "They spoke.", "Denmark"),
        ("Meeting with bakers", "She met with the bakers of Norrund.", ""),
        ("Call with the UK", "They spoke.", "United Kingdom"),
        ("Call with the mayor of New Mexico", "They spoke.", ""),
        ("Visit of Rek to Chile", "Rek came.", "Chile"),
    ],
)
def test_counterparts_are_those_spoken_with(title, text, met, study):
    assert genres.name_genres(name(title, text), study)["counterparts"].tolist() == [met]


def test_a_side_is_no_counterpart_of_itself(study):
    table = name("Call with Tomas Rek", "Rek spoke with Brandt.", VELMORA)
    assert genres.name_genres(table, study)["counterparts"].tolist() == ["norrund"]


@pytest.mark.parametrize("title", ["Executive order on trade with Chile", "Speech on peace with Chile"])
def test_what_is_no_talk_has_no_counterpart(title, study):
    assert genres.name_genres(name(title, "Words."), study)["counterparts"].tolist() == [""]


def test_news_keeps_its_genre_and_tables_stay_as_they_are(study):
    table = name("Call with Chile", "They spoke.", "Gazette", "news")
    before = table.copy()
    assert genres.name_genres(table, study)["genre"].tolist() == ["news"]
    pd.testing.assert_frame_equal(table, before)
    assert genres.find_official(table) == frozenset()
    assert genres.find_official(table.assign(genre="call")) == {"a"}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Envoys of Chile met those of Peru and Chile.", ["Chile", "Peru", "Chile"]),
        ("The Chilean envoy", []),
        ("Nigeria and Niger", ["Nigeria", "Niger"]),
        ("South Korea’s envoy", ["South Korea"]),
        ("chile con carne", []),
        ("New Mexico is no Mexico", ["Mexico"]),
        ("", []),
    ],
)
def test_countries_are_found_by_their_whole_names(text, countries):
    assert genres.find_countries(text) == countries


def test_nothing_left_is_said_with_what_was_wanted(study):
    said = genres.say_nothing_left(study, "no call, but decree")
    assert said == "the study compares talks, and no text is one: the first is no call, but decree"

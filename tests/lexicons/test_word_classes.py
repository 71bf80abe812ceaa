"""Every row of word_classes.csv and genre_words.csv decides its own example: without the row it is read otherwise."""

import re

import pandas as pd
import pytest

from analysis import paths
from analysis.annotation import first_study
from analysis.annotation.events import claim_links, genres, initiators
from analysis.annotation.framing import act_lexicon, act_parser, act_shifts
from analysis.annotation.reuse import text_overlap
from analysis.corpus import sentences, word_classes, words
from analysis.corpus.articles import languages
from analysis.corpus.cleaning import bylines, chrome, site_talk, traits
from analysis.corpus.study import load_study

ROWS = pd.read_csv(paths.lexicon("word_classes.csv"), dtype=str, keep_default_na=False)
GENRES = pd.read_csv(paths.lexicon("genre_words.csv"), dtype=str, keep_default_na=False)
STUDY = load_study(paths.find_root() / "data" / "example" / "study.toml")
KEPT = (
    word_classes.load_class, word_classes.spell_class, bylines.load_patterns, traits._find_comment, chrome.recognise,
    sentences._find_title_part, sentences._find_address, site_talk._weigh_site_words, genres._find_matter,
    initiators._find_initiative, initiators._find_talk,
)  # fmt: skip
SPANISH = (
    "hoy llegaron muchos barcos grandes con pescado fresco desde puertos lejanos mientras los vecinos esperaban junto"
)


def read_line(line):
    return chrome.recognise(line), chrome.is_letterhead(line), bylines.load_patterns().lead_in.match(line) is None


def read_site_talk(line):
    return site_talk._weigh_site_words(line), site_talk.recognise_site_talk(line)


def read_traits(line):
    return traits.describe_lines([line, "Holt"]).to_dict()


def split(text):
    return list(sentences.split_text(text))


def read_language(text):
    """Read as many words as one English one in them makes English."""
    return languages.recognise_language(
        " ".join([*text.split(), *SPANISH.split(), *SPANISH.split()][: languages.EVERY])
    )


def read_shifts(text):
    split = [word.lower() for word in act_lexicon.split_words(text)]
    return [act_shifts.find_shift(split, i) for i in range(len(split))]


def find_counterparts(text):
    return genres._find_counterparts("", text, STUDY, "nobody")


def find_initiator(text):
    return initiators.find_initiator(text, ["norrund"], "velmora", STUDY)


def read_content(text):
    return text_overlap.read_wordings([text])[0].content


READ = {
    **dict.fromkeys(("month", "short month", "weekday", "date word", "time unit", "agency", "byline"), read_line),
    **dict.fromkeys(("name link", "journalist", "journalist's rank"), read_line),
    **dict.fromkeys(("institution", "office link", "office word"), read_line),
    **dict.fromkeys(("polite", "joining"), read_site_talk),
    **dict.fromkeys(("function", "pronoun", "reader", "age"), read_traits),
    **dict.fromkeys(("address", "title link"), split),
    **dict.fromkeys(("passive", "auxiliary", "negation", "phrase", "clause", "part in", "still"), read_shifts),
    **dict.fromkeys(("talk", "initiative"), find_initiator),
    "common": read_language,
    "contracted": words.tokenize,
    "about": find_counterparts,
    "meeting": lambda text: act_parser.find_hearers(text.split()),
    "name particle": lambda text: first_study._count_names([text]),
    "introducing": read_content,
    "office": lambda text: claim_links._list_content([text]),
}


def forget():
    for function in KEPT:
        function.cache_clear()


@pytest.fixture
def fresh():
    forget()
    yield
    forget()


def test_every_class_is_read_by_a_rule():
    assert set(ROWS["class"]) == set(word_classes.CLASSES) == set(READ)


@pytest.mark.parametrize(("word", "name", "example"), ROWS[["word", "class", "example"]].to_numpy().tolist())
def test_a_word_decides_its_example(word, name, example, fresh, monkeypatch):
    assert re.search(rf"\b{re.escape(word)}\b", example, flags=re.IGNORECASE)
    found = READ[name](example)
    rest = {n: [w for w in listed if (w, n) != (word, name)] for n, listed in word_classes._load_classes().items()}
    monkeypatch.setattr(word_classes, "_load_classes", lambda: rest)
    forget()
    assert READ[name](example) != found


@pytest.mark.parametrize(("pattern", "genre", "example"), GENRES[["pattern", "genre", "example"]].to_numpy().tolist())
def test_a_pattern_names_the_genre_of_its_example(pattern, genre, example, monkeypatch):
    assert genres.name_genre(example, "") == genre
    rest = {name: [] for name in GENRES["genre"]}
    for other, name in GENRES[["pattern", "genre"]].itertuples(index=False):
        rest[name] += [other] if other != pattern else []
    patterns = {name: re.compile(rf"\b(?:{'|'.join(listed)})\b") for name, listed in rest.items() if listed}
    monkeypatch.setattr(genres, "_genre_patterns", lambda: patterns)
    assert genres.name_genre(example, "") != genre

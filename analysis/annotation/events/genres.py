"""Articles of a press service -> their genre, and whom its officials spoke with, from title and opening."""

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd

from analysis import paths
from analysis.corpus import lexicon_rows
from analysis.corpus.study import ANYONE, GENRES, OUTLET, Study
from analysis.corpus.word_classes import spell_class

__all__ = [
    "OTHER",
    "find_countries",
    "find_official",
    "keep_genres",
    "name_genre",
    "name_genres",
    "say_nothing_left",
    "sort_genres",
]

OTHER = "other"
SPOKEN = ("call", "meeting", "remarks", "visit", "message")  # what has somebody on the other side
# A government's own people, and bodies at home, are no counterparts: those it spoke with stand after these words.
WITH = re.compile(r"\b(?:with|between|and|to)\b")
FORM = lexicon_rows.Form(("pattern", "genre", "origin", "example"), classes={"genre": GENRES})
OPENING = 600  # characters of a text that may be its first sentence


def name_genres(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Name the genre of each text of a press service, and whom its officials spoke with.

    Parameters
    ----------
    articles : DataFrame
        The table of articles with text; where genre is `readout` it is looked for, any other stays as it is given.
    study : Study
        Whose outlets narrate in a side's own voice, and by which names the others go.

    Returns
    -------
    DataFrame
        A copy with genre (of study.GENRES) and counterparts: countries, and the ids of voices, separated by
        "; ", those given already kept.
    """
    genres, counterparts = [], []
    given = articles["counterparts"] if "counterparts" in articles else pd.Series("", index=articles.index)
    for row, already in zip(articles.to_dict("records"), given, strict=True):
        opening = _find_opening(row["text"])
        genre = name_genre(row["title"], opening) if row["genre"] == "readout" else row["genre"]
        own = study.outlets[row["outlet"]].narration if row["outlet"] in study.outlets else OUTLET
        met = genre in SPOKEN and not already
        genres.append(genre)
        counterparts.append(_find_counterparts(row["title"], opening, study, own) if met else already)
    return articles.assign(genre=genres, counterparts=counterparts)


def find_official(articles: pd.DataFrame) -> frozenset[str]:
    """Return the doc_id of the texts of press services."""
    return frozenset(articles.loc[articles["genre"] != "news", "doc_id"])


def keep_genres(articles: pd.DataFrame, study: Study) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Set aside what the study does not compare: other genres than its own, talks with others than its own.

    Parameters
    ----------
    articles : DataFrame
        As name_genres returns it.
    study : Study
        With genres and counterparts; what it does not name, it does not restrict.

    Returns
    -------
    articles : DataFrame
        Those that are kept.
    rejects : DataFrame
        source_file (the doc_id), reason.

    Raises
    ------
    ValueError
        If nothing is left.
    """
    kept, rejects = sort_genres(articles, study)
    if kept.empty:
        raise ValueError(say_nothing_left(study, rejects["reason"].iloc[0]))
    return kept, rejects


def say_nothing_left(study: Study, reason: str) -> str:
    """Return the sentence for articles none of which a study compares; `reason` is that of the first."""
    return f"the study compares {' or '.join(study.genres) or 'talks'}, and no text is one: the first is {reason}"


def sort_genres(articles: pd.DataFrame, study: Study) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Set aside as keep_genres does, and do not mind if nothing is left."""
    met = articles["counterparts"].str.split("; ").map(set)
    wanted, own = set(study.counterparts), articles["genre"].isin(study.genres)
    reasons = pd.Series("", index=articles.index)
    if wanted:
        with_them = met.map(lambda them: bool(them - {""} if ANYONE in wanted else them & wanted)).astype(bool)
        reasons = reasons.mask(~with_them, f"not of a talk with {' or '.join(study.counterparts)}")
    if study.genres:
        reasons = reasons.mask(~own, f"no {' or '.join(study.genres)}, but " + articles["genre"])
    kept = reasons == ""
    rejects = pd.DataFrame({"source_file": articles["doc_id"], "reason": reasons})[~kept]
    return articles[kept].reset_index(drop=True), rejects.reset_index(drop=True)


def name_genre(title: str, opening: str) -> str:
    """Return the genre that the title names, else the one that the opening names first, else `other`.

    Examples
    --------
    >>> name_genre("Telephone conversation with the King of Arcadia", "They had a long talk.")
    'call'
    >>> name_genre("", "The queen met today with the guilds of the harbour.")
    'meeting'
    """
    for text in (title.lower(), opening.lower()):
        found = [(match.start(), genre) for genre, match in _search_genres(text)]
        if found:
            # A title says what the text is with its first words; rules listed first win where both begin there.
            return next(genre for genre, _ in _search_genres(text)) if text == title.lower() else min(found)[1]
    return OTHER


def _search_genres(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each genre whose words stand in the text, with the first of them."""
    for genre, pattern in _genre_patterns().items():
        if match := pattern.search(text):
            yield genre, match


@cache
def _genre_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of the genres, in the order in which they are looked for: a message on a call is a call."""
    words: dict[str, list[str]] = {}
    for genre, pattern in lexicon_rows.read_rows(paths.lexicon("genre_words.csv"), FORM, _make_pattern):
        words.setdefault(genre, []).append(pattern)
    return {genre: re.compile(rf"\b(?:{'|'.join(patterns)})\b") for genre, patterns in words.items()}


def _make_pattern(row: lexicon_rows.Row) -> tuple[str, str]:
    """Return the genre and the pattern of a row."""
    return row["genre"], re.compile(row["pattern"]).pattern


@cache
def _find_matter() -> re.Pattern[str]:
    """Return the pattern of what leads from those spoken with to what was spoken of: `with Velmora about coal`."""
    return re.compile(rf"\b{spell_class('about')}\b", re.IGNORECASE)


def _find_opening(text: str) -> str:
    """Return the first sentence of a text."""
    opening = text.lstrip()[:OPENING].split("\n", 1)[0]
    return re.split(r"(?<=[^\WA-Z\d_][.!?])\s+(?=[A-Z“])|(?<=[)’”][.!?])\s+(?=[A-Z“])", opening, maxsplit=1)[0]


def _find_counterparts(title: str, opening: str, study: Study, own: str) -> str:
    """Return whom a text's officials spoke with, in the order in which title and opening name them."""
    found: dict[str, None] = {}
    home = set(study.voices[own].names) if own in study.voices else set()
    for text in (title, opening):
        if met := WITH.search(text):
            told = _find_matter().split(text[met.start() :], maxsplit=1)[0]
            found |= dict.fromkeys(_name_places(told, study, own, home))
    return "; ".join(found)


def _name_places(text: str, study: Study, own: str, home: set[str]) -> Iterator[str]:
    """Yield the countries and the other voices of the study that a text names, in order."""
    places = [
        (match.start(), country) for match, country in _search_countries(text) if home.isdisjoint((country, match[0]))
    ]
    for voice in study.voices.values():
        named = [match.start() for name in voice.names if (match := re.search(rf"\b{re.escape(name)}\b", text))]
        if named and voice.id != own:
            places.append((min(named), voice.id))
    yield from (place for _, place in sorted(places))


def find_countries(text: str) -> list[str]:
    """Return the countries that a text names, in order, each as often as it does.

    Examples
    --------
    >>> find_countries("Envoys of Chile met those of the UK in New Mexico.")
    ['Chile', 'United Kingdom']
    """
    return [country for _, country in _search_countries(text)]


def _search_countries(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield where a text names a country, and which."""
    for match in _country_pattern().finditer(text):
        if country := _load_names().get(match[0], match[0]):
            yield match, country


@cache
def _load_names() -> dict[str, str]:
    """Return what countries are called beside their name in CLDR, and what is none of them ("")."""
    form = lexicon_rows.Form(("name", "country"))
    rows = lexicon_rows.read_rows(paths.lexicon("country_names.csv"), form, lambda row: (row["name"], row["country"]))
    return dict(rows)


@cache
def _country_pattern() -> re.Pattern[str]:
    """Return the pattern of all countries' English names, the longest first."""
    from babel import Locale  # costs half a second, so only here

    territories = Locale("en").territories
    names = {name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    longest = sorted(names | set(_load_names()), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

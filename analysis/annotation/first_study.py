"""A folder of articles -> a first articles.csv and a first study.toml, to be corrected by whoever knows them."""

import calendar
import csv
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis import storage
from analysis.annotation.events.genres import find_countries
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus.articles import languages
from analysis.corpus.articles.folders import list_ignored, read_folder
from analysis.corpus.articles.records import Options
from analysis.corpus.cleaning import cleaning
from analysis.corpus.study import MARKERS
from analysis.corpus.word_classes import spell_class
from analysis.corpus.words import tokenize

__all__ = ["write_first_study"]

METADATA = ("source_file", "doc_id", "outlet", "genre", "published", "title", "language", "credit", "sha256")
UNKNOWN = "Unknown outlet"
SIDES = ("#D55E00", "#0072B2")
OTHERS = ("#56B4E9", "#E69F00", "#CC79A7", "#000000", "#F0E442", "#009E73")
CALENDAR = {*calendar.month_name, *calendar.day_name}
CANDIDATES, ISSUES, FEWEST = 24, 8, 2  # names and issues proposed; articles that an issue's word must stand in


def write_first_study(folder: Path | str, options: Options | None = None) -> list[str]:
    """Write articles.csv and study.toml into a folder of articles.

    Parameters
    ----------
    folder : path
    options : Options, optional

    Returns
    -------
    list of str
        What was written, what could not be read and why, and what to do next; a sentence each.

    Raises
    ------
    FileExistsError
        If one of the two is there already; nothing is written then.
    FileNotFoundError
        If there is no such folder, or no file in it that may be an article.
    """
    folder, options = Path(folder), options or Options()
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder {folder}; name the one that your articles lie in")
    for name in ("articles.csv", "study.toml"):
        if (folder / name).exists():
            raise FileExistsError(f"{folder / name} is there already; move it away, or go on with it: readouts check")
    told = read_folder(folder, None, options)
    about, read = _describe_documents(told), told["problem"] == ""
    texts = about.loc[read, "language"].str.startswith("en")
    study = _write_study(folder, about, told.loc[texts.index[texts], "text"].tolist())
    _write_csv(folder / "articles.csv", about)
    storage.replace_file(folder / "study.toml", study.encode("utf-8"))
    return [
        f"{folder / 'articles.csv'}: {len(about):,} documents; correct outlets, titles and dates",
        f"{folder / 'study.toml'}: two sides and candidates; correct who they are and what they are called",
        *(f"not read: {problem}" for problem in told.loc[~read, "problem"]),
        *(f"not read: {name}, {reason}" for name, reason in sorted(list_ignored(folder).items())),
        *_say_copies(about),
    ]


def _describe_documents(told: pd.DataFrame) -> pd.DataFrame:
    """Return the metadata of each document, as far as its file tells them."""
    guessed = _guess_titles(told["text"])
    titles = [given or guess for given, guess in zip(told["title"], guessed, strict=True)]
    folders = [Path(name).parent.name for name in told["source_file"]]
    outlets = [own or folder or UNKNOWN for own, folder in zip(told["outlet"], folders, strict=True)]
    spoken = [
        given or languages.recognise_language(text) for given, text in zip(told["language"], told["text"], strict=True)
    ]
    found = told.assign(
        title=titles,
        outlet=outlets,
        genre=told["genre"].replace("", "news"),
        language=spoken,
        doc_id=_make_ids(told["doc_id"].tolist(), titles, told["source_file"].tolist()),
    )
    return found[list(METADATA)]


def _guess_titles(texts: pd.Series) -> list[str]:
    """Return the headline of each text, "" where it has none that can be told."""
    numbered = pd.DataFrame({"doc_id": [str(n) for n in range(len(texts))], "text": texts.tolist(), "title": ""})
    passages = cleaning.mark_passages(numbered[numbered["text"] != ""])
    heads = passages[passages["kind"] == "headline"].drop_duplicates("doc_id").set_index("doc_id")
    places = heads[["start", "end"]].to_dict("index")
    spans = (places.get(doc_id, {"start": 0, "end": 0}) for doc_id in numbered["doc_id"])
    return [
        " ".join(text[span["start"] : span["end"]].split()) for text, span in zip(numbered["text"], spans, strict=True)
    ]


def _make_ids(given: Sequence[str], titles: Sequence[str], files: Sequence[str]) -> list[str]:
    """Return a readable and unique id of each document."""
    made: list[str] = []
    for own, title, file in zip(given, titles, files, strict=True):
        slug = own or "-".join(re.findall(r"[a-z0-9]+", title.lower())[:6]) or re.sub(r"[^\w.-]+", "-", Path(file).stem)
        count = sum(slug == other or re.fullmatch(rf"{re.escape(slug)}-\d+", other) is not None for other in made)
        made.append(f"{slug}-{count + 1}" if count else slug)
    return made


def _write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a csv that a spreadsheet opens as it is: UTF-8 with its mark."""
    text = table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    storage.replace_file(path, b"\xef\xbb\xbf" + text.encode("utf-8"))


def _say_copies(about: pd.DataFrame) -> list[str]:
    """Say which files have the same bytes as another."""
    whole = about[~about["source_file"].str.contains("#")]
    groups = [own.tolist() for _, own in whole.groupby("sha256", sort=False)["source_file"] if len(own) > 1]
    return [f"the same bytes: {' = '.join(own)}; take all but one out, or they count each time" for own in groups]


def _write_study(folder: Path, about: pd.DataFrame, texts: list[str]) -> str:
    """Return a first study: the two most named countries, else names, as sides, the others as candidates."""
    names = _count_names(texts)
    countries = Counter(country for text in texts for country in set(find_countries(text)))
    sides = ([country for country, _ in _rank(countries)] + [name for name, _ in _rank(names)] + ["Side A", "Side B"])[
        :
    ]
    one, two = list(dict.fromkeys(sides))[:2]
    parts = [
        "# A first study, made from the articles: data/README.md of the project explains each key. Correct the sides:",
        "# who is compared, and by which names the articles call them. What stands behind # is proposed and not used.",
        f"title = {_quote(f'Articles in {folder.resolve().name}')}",
        'tone = "vader"',
        f"sides = [{_quote(_make_key(one))}, {_quote(_make_key(two))}]",
        'questions = ["Whose words do the outlets carry?", "What does each side raise, and in what frame?"]',
        "compounds = []",
        *_write_sides((one, two)),
        "# Named in the articles, with the number of articles; give each to a side, or to a voice of its own:",
        *(f"#   {_quote(name)},  # {n}" for name, n in _rank(names)[:CANDIDATES] if name not in (one, two)),
        *_write_outlets(about),
        *_write_issues(texts, names),
    ]
    return "\n".join(parts) + "\n"


def _count_names(texts: Sequence[str]) -> Counter[str]:
    """Return in how many texts each name stands: capitals inside a sentence."""
    particle = spell_class("name particle")
    pattern = re.compile(rf"(?<=[a-z,;] )[A-Z][\w’'-]+(?: (?:{particle} )?[A-Z][\w’'-]+)*")
    found = ({re.sub(r"[’']s$", "", name) for name in pattern.findall(text)} for text in texts)
    return Counter(name for names in found for name in names - CALENDAR)


def _rank(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return what is counted, the commonest first, of equals in the order of the alphabet."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _quote(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


def _make_key(name: str) -> str:
    """Return a name as an id."""
    return "_".join(re.findall(r"[a-z0-9]+", name.lower())) or "side"


def _write_sides(sides: Sequence[str]) -> list[str]:
    """Return the voices of a study."""
    lines = []
    for name, colour, marker in zip(sides, SIDES, ("o", "s"), strict=True):
        lines += ["", f"[voices.{_make_key(name)}]", f"label = {_quote(name)}", f'colour = "{colour}"']
        lines += [f'marker = "{marker}"', f"names = [{_quote(name)}]  # and its officials, capital, institutions"]
    lines += ["", "[voices.third_party]", 'label = "Third parties"', 'colour = "#009E73"', 'marker = "^"']
    return [*lines, "", "[voices.outlet]", 'label = "Outlet\'s own words"', 'colour = "#999999"', 'marker = "D"', ""]


def _write_outlets(about: pd.DataFrame) -> list[str]:
    """Return the outlets of a study, each with a look of its own."""
    lines = []
    for n, outlet in enumerate(dict.fromkeys(about["outlet"])):
        lines += ["", f"[outlets.{_quote(outlet)}]", f'colour = "{OTHERS[n % len(OTHERS)]}"']
        lines += [f'marker = "{MARKERS[n % len(MARKERS)]}"']
    return lines


def _write_issues(texts: Sequence[str], names: Counter[str]) -> list[str]:
    """Return candidate issues: the words that most articles have, names and common words apart; one is used."""
    named = {word for name in names for word in tokenize(name)}
    counted = Counter(word for text in texts for word in set(tokenize(text)))
    common = load_stop_words()
    words = [w for w, n in _rank(counted) if n >= FEWEST and w.isalpha() and len(w) > 3 and w not in named | common]
    lines = [
        "",
        "# Candidate issues, by the number of articles that have the word; an issue has a label and its terms:",
    ]
    for word in words[:ISSUES]:
        lines += [f"# [issues.{word}]", f"# label = {_quote(word.capitalize())}", f"# terms = [{_quote(word)}]"]
    return lines

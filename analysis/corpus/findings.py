"""What a reader should know of a corpus as soon as it is made: sentences for the end of ingest."""

import difflib
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.corpus.articles import languages
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study

__all__ = ["list_findings", "list_misfits"]

LISTED = 5  # names that a sentence lists


def list_findings(corpus: Mapping[str, pd.DataFrame], study: Study) -> list[str]:
    """Say what was not read, what is there twice, and what of the study the corpus never answers to.

    Parameters
    ----------
    corpus : mapping of str to DataFrame
        articles, with `garbled` (raw_text.is_garbled of their text), and segments, mentions; rejects if there are any.
    study : Study

    Returns
    -------
    list of str
        One sentence each, none where all is as one would expect.
    """
    articles = corpus["articles"]
    rejects = corpus.get("rejects", pd.DataFrame(columns=["source_file", "reason"], dtype=str))
    found = [
        *_say_rejects(rejects),
        _say_languages(articles),
        _say_copies(articles, study),
        _name("reads as UTF-8 in a wrong encoding", articles.loc[articles["garbled"], "doc_id"]),
        *list_misfits(corpus, study),
    ]
    return [sentence for sentence in found if sentence]


def list_misfits(corpus: Mapping[str, pd.DataFrame], study: Study) -> list[str]:
    """Say what of a study its corpus never answers to; needs no text, but the tables articles, segments, mentions."""
    found = [_say_outlets(corpus["articles"], study), *_say_silent(corpus, study)]
    return [sentence for sentence in found if sentence]


def _name(what: str, names: Iterable[object]) -> str:
    """Return a sentence that lists names, "" where there are none."""
    listed = [str(name) for name in names]
    more = f" and {len(listed) - LISTED:,} more" if len(listed) > LISTED else ""
    return f"{what}: {', '.join(listed[:LISTED])}{more}" if listed else ""


def _say_rejects(rejects: pd.DataFrame) -> list[str]:
    """Say what was not read: each file with its reason, or a reason with how many it holds for."""
    often = rejects["reason"].map(rejects["reason"].value_counts()) > LISTED
    single = rejects[~often]
    counts = [f"{n:,} articles ({reason})" for reason, n in rejects.loc[often, "reason"].value_counts().items()]
    return [_name("not read", single["source_file"] + " (" + single["reason"] + ")"), _name("set aside", counts)]


def _say_languages(articles: pd.DataFrame) -> str:
    """Say how many articles are not in English."""
    others = articles[~languages.is_english(articles)]
    if others.empty:
        return ""
    counts = ", ".join(f"{language} {n}" for language, n in others["language"].value_counts().items())
    return f"not in English, kept and read no further: {len(others):,} of {len(articles):,} articles ({counts})"


def _say_copies(articles: pd.DataFrame, study: Study) -> str:
    """Say which articles are copies of another, and how they are counted."""
    copies = articles[articles["copy_of"] != ""]
    how = "counted each; copies = 'once' in the study counts one" if study.copies == "each" else "counted once"
    return _name(f"copies of another article, {how}", copies["doc_id"] + " = " + copies["copy_of"])


def _say_outlets(articles: pd.DataFrame, study: Study) -> str:
    """Say which outlets of the study have no article, and what they may be misspelt for."""
    there = set(articles["outlet"])
    said = []
    for outlet in study.outlets:
        if outlet in there:
            continue
        lows = {name.lower(): name for name in there - set(study.outlets)}
        near = difflib.get_close_matches(outlet.lower(), lows, 1, 0.8)
        said.append(f"{outlet} (is it {lows[near[0]]}?)" if near else outlet)
    return _name("outlets of the study without an article", said)


def _say_silent(corpus: Mapping[str, pd.DataFrame], study: Study) -> list[str]:
    """Say which voices never speak and which issues nobody raises."""
    speaking, raised = set(corpus["segments"]["voice"]), set(corpus["mentions"]["issue"])
    voices = [v.label for v in study.voices.values() if v.id not in speaking | {OUTLET, THIRD_PARTY}]
    issues = [issue.label for issue in study.issues.values() if issue.id not in raised]
    return [_name("voices that never speak", voices), _name("issues that nobody raises", issues)]

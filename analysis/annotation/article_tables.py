"""Articles -> the tables that the text of each gives by itself."""

import pandas as pd

from analysis.annotation import issues, voices
from analysis.annotation.coding import corrections, sheets
from analysis.annotation.events import genres
from analysis.annotation.framing import frame_tables
from analysis.annotation.reuse import article_copies
from analysis.annotation.terms import terms
from analysis.annotation.tone import sentiment, target_tone
from analysis.annotation.voices import offices
from analysis.corpus import sentences, tables, together
from analysis.corpus.articles import languages
from analysis.corpus.cleaning import cleaning
from analysis.corpus.study import Study

__all__ = ["SIGNATURES", "annotate_articles", "list_coded"]

SIGNATURES = "signatures"  # beside the tables of a corpus: what copies are recognised by


def annotate_articles(
    articles: pd.DataFrame, study: Study, coded: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """Walk articles through every room that needs their text, each by itself.

    Parameters
    ----------
    articles : DataFrame
        With text and genre, sorted by doc_id. The tables of some articles are the rows that they have in the tables of
        many, so that a large corpus can be made in parts.
    study : Study
    coded : DataFrame, optional
        A coder's sheet (sheets.read_coding); rows on other articles are passed over (list_coded).

    Returns
    -------
    dict of DataFrame
        passages, sentences, segments, terms, mentions, contributions, targets, and signatures
        (article_copies.sign_articles).

    Raises
    ------
    ValueError
        As corrections.apply_coding does.
    """
    passages = cleaning.mark_passages(articles)
    english = languages.is_english(articles)  # what is in another language is kept, and read no further
    split = sentences.split_sentences(articles[english], passages[passages["doc_id"].isin(articles["doc_id"][english])])
    segments = offices.apply_terms(voices.attribute_voices(split, articles, study), articles, study)
    if coded is not None:
        own = corrections.name_voices(corrections.follow_sentences(coded, split), study)
        own = own[tables.name_sentences(own["segment_id"]).isin(split["sentence_id"])]
        segments = corrections.apply_coding(segments, own, split, voices=list(study.voices))
    whole = together.join_halves(segments)  # a half has the scores of what was said together
    split, toned = sentiment.score_tables(split, whole, study=study)
    framed, frames, acts = frame_tables.read_frames(split, whole, study, genres.find_official(articles))
    split, segments = split.assign(frame=framed), toned.assign(frame=frames, text=segments["text"])
    reasons = [sentiment.explain_sentiment(whole, [study.tone], study), acts]  # the others when they are shared
    return {
        "passages": passages,
        "sentences": split,
        "segments": segments,
        "terms": terms.count_terms(segments, study),
        "mentions": issues.find_mentions(segments, study),
        "contributions": _order_by(pd.concat(reasons, ignore_index=True), segments),
        "targets": target_tone.score_targets(segments[~together.find_halves(segments)], study),
        SIGNATURES: article_copies.sign_articles(articles, passages),
    }


def _order_by(contributions: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the contributions in the order of the segments, each with its instruments as they come."""
    place = pd.Series(range(len(segments)), index=segments["segment_id"])
    order = contributions["segment_id"].map(place).argsort(kind="stable")
    return contributions.iloc[order].reset_index(drop=True)


def list_coded(coded: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a coding sheet that say something, with the sentence_id of each."""
    said = sheets.find_judged(coded, corrections.CORRECTING)
    return coded[said].assign(sentence_id=tables.name_sentences(coded.loc[said, "segment_id"]))

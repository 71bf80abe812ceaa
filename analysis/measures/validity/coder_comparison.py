"""A corpus beside its hand coding: the coder's sentences and spans found for it, and compared."""

from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.corpus import tables
from analysis.measures.validity import agreement, sheet_agreement, word_agreement

__all__ = ["SPANS_FILE", "compare_with_coder", "compare_words_with_coder"]

CODING_FILE = "hand_coding.csv"
SPANS_FILE = "hand_coding_spans.csv"


def compare_with_coder(corpus: Path | str, sheet: pd.DataFrame | None = None) -> pd.DataFrame:
    """Put a corpus beside its hand coding.

    That is CORPUS/hand_coding.csv, else the coder's sheet, else what data/hand_coding.csv has on its files. A segment
    that the coder's sheet has corrected is compared as the machine had it.

    Parameters
    ----------
    corpus : path
        No text is needed.
    sheet : DataFrame, optional
        What a coder judged in the coding panel (sheets.find_sheet).

    Returns
    -------
    DataFrame
        As agreement.compare_coding returns it; without rows where nobody has coded an article of this corpus.
    """
    if sheet is not None and len(sheet) and not (Path(corpus) / CODING_FILE).is_file():
        judged = tables.read_rows(corpus, "sentences", "sentence_id", tables.name_sentences(sheet["segment_id"]))
        sentences, segments, mentions, articles = _read_articles(corpus, judged["doc_id"])
        return _compare_sheet(sheet, sentences, segments, mentions, articles)
    coded = _read_coded(corpus, CODING_FILE)
    doc_ids = _find_coded(corpus, coded)
    if doc_ids.empty:
        return pd.DataFrame(columns=agreement.COMPARISON)
    sentences, segments, mentions, articles = _read_articles(corpus, doc_ids)
    return agreement.compare_coding(sentences, segments, mentions, articles, coded)


def _find_coded(corpus: Path | str, coded: pd.DataFrame) -> pd.Series:
    """Return the doc_id of each article that somebody has coded."""
    articles = tables.read_table(corpus, "articles", ["doc_id", "source_file"])
    return articles.loc[articles["source_file"].isin(coded["file"]), "doc_id"]


def _read_articles(corpus: Path | str, doc_ids: pd.Series) -> list[pd.DataFrame]:
    """Return the sentences, segments, mentions and the table of some articles: a coder reads few of many."""
    sentences, segments, articles = (
        tables.read_rows(corpus, name, "doc_id", doc_ids) for name in ("sentences", "segments", "articles")
    )
    mentions = tables.read_rows(corpus, "mentions", "segment_id", segments["segment_id"])
    return [sentences, segments, mentions, articles]


def _compare_sheet(
    sheet: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Put a corpus beside a sheet of the coding panel."""
    coded = sheet_agreement.unfold_sheet(sheet, sentences, articles)
    if coded.empty:
        return pd.DataFrame(columns=agreement.COMPARISON)
    machine = sheet.drop_duplicates("segment_id").set_index("segment_id")["voice"]
    found = segments.assign(voice=segments["segment_id"].map(machine).fillna(segments["voice"]))
    compared = agreement.compare_coding(sentences, found, mentions, articles, coded)
    for variable in ("voice", "issues"):  # what nobody judged is not the same as nothing there
        compared[f"coded_{variable}"] = compared[f"coded_{variable}"].where((coded[variable] != "").to_numpy(), "")
    return compared


def compare_words_with_coder(corpus: Path | str) -> pd.DataFrame:
    """Put a corpus beside its spans coded by hand, found as compare_with_coder finds the sentences coded.

    Parameters
    ----------
    corpus : path
        No text is needed.

    Returns
    -------
    DataFrame
        As word_agreement.compare_spans returns it; without rows where nobody has coded an article of this corpus.
    """
    spans = _read_coded(corpus, SPANS_FILE)
    doc_ids = _find_coded(corpus, spans)
    if doc_ids.empty:
        return pd.DataFrame(columns=word_agreement.COMPARISON)
    _, segments, _, articles = _read_articles(corpus, doc_ids)
    return word_agreement.compare_spans(segments, articles, spans)


def _read_coded(corpus: Path | str, name: str) -> pd.DataFrame:
    """Return what a coder wrote on a corpus: the file beside its tables, else what this project ships."""
    own = Path(corpus) / name
    return pd.read_csv(own if own.is_file() else paths.find_root() / "data" / name, keep_default_na=False)

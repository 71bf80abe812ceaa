"""ingest(): articles -> a corpus with its text; share(): a corpus -> what of it may be published."""

from pathlib import Path

import pandas as pd

from analysis import paths, storage
from analysis.annotation import issues, voices
from analysis.annotation.coding import link_sheets, sheets
from analysis.annotation.events import document_pairs, event_links, genres
from analysis.annotation.framing import frame_tables
from analysis.annotation.reuse import text_reuse
from analysis.annotation.terms import terms
from analysis.annotation.tone import sentiment, target_tone
from analysis.annotation.voices import offices
from analysis.corpus import findings, sentences, sharing, tables, together
from analysis.corpus.articles import articles as articles_module
from analysis.corpus.articles import languages
from analysis.corpus.articles.records import Options
from analysis.corpus.cleaning import cleaning
from analysis.corpus.study import Study, load_study, read_study
from analysis.measures.validity import agreement, word_agreement

__all__ = [
    "SPANS_FILE",
    "build_corpus",
    "check",
    "compare_with_coder",
    "compare_words_with_coder",
    "ingest",
    "list_findings",
    "share",
]

STUDY_FILE = "study.toml"
CODING_FILE = "hand_coding.csv"
SPANS_FILE = "hand_coding_spans.csv"


def ingest(
    source: Path | str,
    study_file: Path | str,
    into: Path | str,
    metadata: Path | str | None = None,
    coding_file: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
    pairs_file: Path | str | None = None,
    links_file: Path | str | None = None,
) -> dict[str, pd.DataFrame]:
    """Make a corpus of a folder or table of articles.

    Parameters
    ----------
    source, metadata, options, keep_going
        As in articles.load_articles.
    study_file : path
        The study; a copy of it goes with the corpus.
    into : path
        The corpus folder. It is written whole or not at all; of a corpus that is already there the files that the
        program wrote are replaced, and whatever else lies in the folder stays.
    pairs_file, links_file : path, optional
        As document_pairs.read_pairs and link_sheets.read_link_sheet read them.
    coding_file : path, optional
        Corrections by a coder, as `python -m analysis code` writes them.

    Returns
    -------
    dict of DataFrame
        The tables written, by name; `rejects` too if anything was set aside.

    Raises
    ------
    BlockingIOError, FileExistsError, ValueError
        If another run holds `into`, or it holds something that the program did not write (storage.check_target).
    FileNotFoundError, ValueError
        As load_study, load_articles, apply_coding and pair_documents raise them.
    """
    with storage.hold(into, "ingest"):
        storage.check_target(into, source, kind=".parquet")
        corpus = build_corpus(source, study_file, metadata, coding_file, options, keep_going, pairs_file, links_file)
        _write_corpus(Path(into), corpus, Path(study_file), ".parquet")
    return corpus


def list_findings(corpus: dict[str, pd.DataFrame], study_file: Path | str) -> list[str]:
    """Say what a reader should know of the tables that ingest returned: findings.list_findings."""
    return findings.list_findings(corpus, load_study(study_file))


def check(study_file: Path | str, corpus: Path | str | None = None) -> list[str]:
    """Say all that is wrong with a study, and with a corpus, before anything is made of them.

    Parameters
    ----------
    study_file : path
        A study file, or a folder that holds one: of articles, or a corpus.
    corpus : path, optional
        A corpus; by default `study_file` where that is one.

    Returns
    -------
    list of str
        A sentence each: what the study has wrong; files of the corpus that are not as they were written; outlets
        without an article, voices that never speak, issues that nobody raises. Empty where all is well.

    Raises
    ------
    FileNotFoundError
        If there is no such file or folder.
    """
    path = Path(study_file)
    if path.is_dir():
        corpus = path if corpus is None and storage.find_own(path) else corpus
        path = path / STUDY_FILE
    study, problems = read_study(path)
    if corpus is not None:
        damage = storage.find_damage(paths.find_corpus(corpus))
        problems += damage
        if study is not None and not damage:
            names = ("articles", "segments", "mentions")
            found = dict(zip(names, tables.read_tables(corpus, *names), strict=True))
            problems += findings.list_misfits(found, study)
    return problems


def build_corpus(
    source: Path | str,
    study_file: Path | str,
    metadata: Path | str | None = None,
    coding_file: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
    pairs_file: Path | str | None = None,
    links_file: Path | str | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the tables that ingest writes, by name, without writing them; parameters and errors as there."""
    study = load_study(study_file)
    corrections = sheets.read_coding(coding_file) if coding_file else None
    given = document_pairs.read_pairs(pairs_file) if pairs_file else None
    linked = link_sheets.read_link_sheet(links_file) if links_file else None
    loaded, rejects = articles_module.load_articles(source, study, metadata, options, keep_going)
    kept, others = genres.keep_genres(genres.name_genres(loaded, study), study)
    corpus = _build_tables(kept, study, corrections, given, linked)
    rejects = pd.concat([rejects, others], ignore_index=True)
    return corpus | {"rejects": rejects} if len(rejects) else corpus


def _build_tables(
    articles: pd.DataFrame,
    study: Study,
    coded: pd.DataFrame | None = None,
    given: pd.DataFrame | None = None,
    linked: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Walk the articles through every room that needs their text; return the tables of the corpus by name."""
    passages = cleaning.mark_passages(articles)
    english = languages.is_english(articles)  # what is in another language is kept, and read no further
    split = sentences.split_sentences(articles[english], passages[passages["doc_id"].isin(articles["doc_id"][english])])
    segments = offices.apply_terms(voices.attribute_voices(split, articles, study), articles, study)
    if coded is not None:
        segments = sheets.apply_coding(segments, coded, split, voices=list(study.voices))
    whole = together.join_halves(segments)  # a half has the scores of what was said together
    split, toned = sentiment.score_tables(split, whole, study=study)
    framed, frames, acts = frame_tables.read_frames(split, whole, study, genres.find_official(articles))
    split, segments = split.assign(frame=framed), toned.assign(frame=frames, text=segments["text"])
    reasons = [sentiment.explain_sentiment(whole, [study.tone], study), acts]  # the others when they are shared
    pairs = document_pairs.pair_documents(articles[english], segments, study, given)
    return {
        "articles": articles,
        "passages": passages,
        "sentences": split,
        "segments": segments,
        "terms": terms.count_terms(segments, study),
        "mentions": issues.find_mentions(segments, study),
        "contributions": pd.concat(reasons, ignore_index=True),
        "targets": target_tone.score_targets(segments[~together.find_halves(segments)], study),
        "reuse": text_reuse.find_reuse(segments),
        "pairs": pairs,
        "links": event_links.link_pairs(pairs, segments, linked),
    }


def share(corpus: Path | str, into: Path | str) -> dict[str, pd.DataFrame]:
    """Write what may be published of a corpus: everything but its text, as csv.

    Parameters
    ----------
    corpus, into : path

    Returns
    -------
    dict of DataFrame
        The tables written, by name.

    Raises
    ------
    FileNotFoundError
        If `corpus` is no corpus.
    BlockingIOError, FileExistsError, ValueError
        If another run holds `into`, or it holds something that the program did not write (storage.check_target).
    ValueError
        If a table would give text back.
    """
    corpus, into = paths.find_corpus(corpus), Path(into)
    with storage.hold(into, "share"):
        storage.check_target(into, corpus, kind=".csv")
        there = [n for n in tables.COLUMNS if n not in tables.OPTIONAL_TABLES or tables.find_table(corpus, n)]
        read = {name: tables.read_table(corpus, name) for name in there}
        if "text" in read["segments"]:
            read["contributions"] = _explain_all(
                read["segments"], load_study(corpus / STUDY_FILE), genres.find_official(read["articles"])
            )
        shared = {name: sharing.strip_text(table, name) for name, table in read.items()}
        for name, table in shared.items():
            sharing.check_publishable(table, name)
        _write_corpus(into, shared, corpus / STUDY_FILE, ".csv")
    return shared


def _explain_all(segments: pd.DataFrame, study: Study, official: frozenset[str]) -> pd.DataFrame:
    """Return what made every score of the segments: whoever gets them without their text can not ask again."""
    whole = together.join_halves(segments)
    reasons = [sentiment.explain_sentiment(whole, study=study), frame_tables.explain_framing(whole, study, official)]
    return pd.concat(reasons, ignore_index=True)


def _write_corpus(into: Path, corpus: dict[str, pd.DataFrame], study_file: Path, suffix: str) -> None:
    """Write all tables and the study into a corpus folder: whole or not at all."""
    study = study_file.read_bytes()
    with storage.open_writing(into) as made:
        for name, table in corpus.items():
            if name in tables.COLUMNS:
                tables.write_table(table, made, name, suffix)
            else:
                table.to_csv(made / f"{name}.csv", index=False, lineterminator="\n")
        (made / STUDY_FILE).write_bytes(study)


def compare_with_coder(corpus: Path | str) -> pd.DataFrame:
    """Put a corpus beside its hand coding: CORPUS/hand_coding.csv, else what data/hand_coding.csv has on its files.

    Parameters
    ----------
    corpus : path
        No text is needed.

    Returns
    -------
    DataFrame
        As agreement.compare_coding returns it; without rows where nobody has coded an article of this corpus.
    """
    own = Path(corpus) / CODING_FILE
    coded = pd.read_csv(own if own.is_file() else paths.find_root() / "data" / CODING_FILE, keep_default_na=False)
    sentences, segments, mentions, articles = tables.read_tables(
        corpus, "sentences", "segments", "mentions", "articles"
    )
    if not coded["file"].isin(articles["source_file"]).any():
        return pd.DataFrame(columns=agreement.COMPARISON)
    return agreement.compare_coding(sentences, segments, mentions, articles, coded)


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
    own = Path(corpus) / SPANS_FILE
    spans = pd.read_csv(own if own.is_file() else paths.find_root() / "data" / SPANS_FILE, keep_default_na=False)
    segments, articles = tables.read_tables(corpus, "segments", "articles")
    if not spans["file"].isin(articles["source_file"]).any():
        return pd.DataFrame(columns=word_agreement.COMPARISON)
    return word_agreement.compare_spans(segments, articles, spans)

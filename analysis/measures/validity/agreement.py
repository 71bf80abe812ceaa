"""Hand coding against machine: accuracy, Krippendorff's alpha, F1 and confusion tables, sentence by sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus import tables
from analysis.measures.inference import inference, units

__all__ = ["CODING", "COMPARISON", "compare_coding", "confuse_labels", "find_alpha", "score_agreement", "stack_tables"]

CODING = ("file", "start", "end", "kind", "voice", "mode", "issues", "frame", "certain", "frame_certain")
VARIABLES = ("voice", "issues", "frame")
FRAMES = {-1: "confrontational", 0: "neutral", 1: "conciliatory"}
NONE = "none"  # the coded or found set is empty
COMPARISON = [
    "doc_id", "start", "end", "sentence_id", "n_words", "coded_voice", "found_voice", "coded_issues", "found_issues",
    "coded_frame", "found_frame", "certain", "frame_certain",
]  # fmt: skip
AGREEMENT = [
    "variable", "accuracy", "low", "high", "alpha", "distance", "macro_f1", "micro_f1", "n_sentences", "n_articles",
    "over", "refusal",
]  # fmt: skip


def compare_coding(
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    hand_coding: pd.DataFrame,
) -> pd.DataFrame:
    """Put what the coder decided beside what was found, one row a coded body sentence.

    Parameters
    ----------
    sentences, segments, mentions, articles : DataFrame
        The corpus; no text is needed. Without a column frame in sentences, found_frame is empty.
    hand_coding : DataFrame
        One row a coded unit: file (as in articles.source_file), start, end, kind, voice, mode, issues, frame, certain,
        frame_certain.

    Returns
    -------
    DataFrame
        doc_id, start, end (of the coded unit), sentence_id (that overlaps it most; "" if none does), n_words,
        coded_voice, found_voice, coded_issues, found_issues (ids in alphabetical order, a space between; "none" for an
        empty set), coded_frame, found_frame (names of FRAMES, "" for undefined), certain, frame_certain (bool).
        Units of files that are not in the corpus are left out.

    Raises
    ------
    ValueError
        If a column is missing, or no coded file is in the corpus.
    """
    tables.check_table(hand_coding, "hand_coding", CODING)
    for table, name in ((sentences, "sentences"), (segments, "segments"), (mentions, "mentions")):
        tables.check_table(table, name)
    tables.check_table(articles, "articles", ["doc_id", "source_file"])
    documents = dict(zip(articles["source_file"], articles["doc_id"], strict=True))
    coded = hand_coding[(hand_coding["kind"] == "body") & hand_coding["file"].isin(list(documents))]
    if coded.empty:
        raise ValueError(
            f"none of the coded files is in the corpus: coded are {', '.join(hand_coding['file'].unique()[:5])}, "
            f"the corpus has {', '.join(articles['source_file'].iloc[:5])}"
        )
    wanted = {documents[file] for file in coded["file"]}
    sentences, segments = (table[table["doc_id"].isin(wanted)] for table in (sentences, segments))
    placed = mentions[["segment_id", "issue"]].merge(segments[["segment_id", "doc_id", "start", "end"]])
    near = [dict(tuple(table.groupby("doc_id"))) for table in (sentences, segments, placed)]
    empty = [table.iloc[:0] for table in (sentences, segments, placed)]
    rows = []
    for unit in coded.to_dict("records"):
        doc_id = documents[unit["file"]]
        found = [there.get(doc_id, none) for there, none in zip(near, empty, strict=True)]
        rows.append({"doc_id": doc_id, **_match_unit(unit, *found)})
    return pd.DataFrame(rows, columns=COMPARISON)


def _match_unit(
    unit: dict, sentences: pd.DataFrame, segments: pd.DataFrame, mentions: pd.DataFrame
) -> dict[str, object]:
    """Return one coded unit beside what was found where it stands."""
    shared = _overlap(sentences, unit)
    best = sentences.loc[[shared.idxmax()]].to_dict("records")[0] if len(shared) else {"sentence_id": "", "n_words": 0}
    voices = set(segments.loc[_overlap(segments, unit).index, "voice"])
    return {
        "start": unit["start"],
        "end": unit["end"],
        "sentence_id": best["sentence_id"],
        "n_words": best["n_words"],
        "coded_voice": _join_labels(str(unit["voice"]).split()),
        "found_voice": _join_labels(voices - {"outlet"} or voices),
        "coded_issues": _join_labels(str(unit["issues"]).split()),
        "found_issues": _join_labels(mentions.loc[_overlap(mentions, unit).index, "issue"]),
        "coded_frame": _name_frame(unit["frame"]),
        "found_frame": _name_frame(best.get("frame", "")),
        "certain": float(unit["certain"] or 0) == 1,
        "frame_certain": float(unit["frame_certain"] or 0) == 1,
    }


def _overlap(table: pd.DataFrame, unit: dict) -> pd.Series:
    """Return the number of characters that each row shares with the unit, for rows that share any."""
    shared = table["end"].clip(upper=unit["end"]) - table["start"].clip(lower=unit["start"])
    return shared[shared > 0]


def _join_labels(labels: Iterable[str]) -> str:
    """Return the distinct labels in alphabetical order with a space between, or "none"."""
    return " ".join(sorted(set(labels) - {""})) or NONE


def _name_frame(frame: Any) -> str:
    """Return the name of the sign of a frame, or "" if undefined."""
    value = float("nan") if frame == "" else float(frame)
    return "" if np.isnan(value) else FRAMES[int(np.sign(value))]


def score_agreement(
    comparison: pd.DataFrame,
    variables: Sequence[str] = VARIABLES,
    *,
    by: Sequence[str] = (),
    over: str = "articles",
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how well coder and machine agree on each variable.

    Parameters
    ----------
    comparison : DataFrame
        From compare_coding; filter on certain or frame_certain for the clear cases alone.
    variables : sequence of str
    by : sequence of str
        For example ["doc_id"]: one row an article and variable.
    over : {"articles", "sentences"}
        What the interval of the accuracy is about: articles in general, or these articles with other sentences.
    seed : int

    Returns
    -------
    DataFrame
        One row a group and variable: accuracy (share of sentences whose whole set of labels is the coded one) with
        low, high or a refusal, Krippendorff's alpha and the distance it uses, macro_f1 (mean over labels), micro_f1,
        n_sentences, n_articles, over. Alpha is empty where a single label leaves nothing to agree on by chance.
        No row where nothing was compared, of a variable that was not coded, too.

    Raises
    ------
    ValueError
        If a variable was not compared.

    Notes
    -----
    A rule written after reading the coded articles agrees with them better than it will with others.

    References
    ----------
    Krippendorff (2004), Content Analysis, section 11.3; Passonneau (2006) for the distance of sets (MASI).
    """
    unknown = [v for v in variables if f"coded_{v}" not in comparison.columns]
    if unknown:
        raise ValueError(f"'{unknown[0]}' was not compared; the variables are {', '.join(VARIABLES)}")
    if comparison.empty:
        return pd.DataFrame(columns=[*by, *AGREEMENT])
    rows = []
    for key, group in units.split_groups(comparison, by):
        for variable in variables:
            rows.append({**dict(zip(by, key, strict=True)), **_score_variable(group, variable, over, seed)})
    table = pd.DataFrame(rows, columns=[*by, *AGREEMENT])
    return table[table["n_sentences"] > 0].reset_index(drop=True)


def _score_variable(group: pd.DataFrame, variable: str, over: str, seed: int) -> dict[str, object]:
    """Return the agreement on one variable."""
    group = group[group[f"coded_{variable}"] != ""]
    coded, found = group[f"coded_{variable}"], group[f"found_{variable}"]
    distance = "interval" if variable == "frame" else "MASI"
    macro, micro = _score_labels(coded, found)
    row = {"variable": variable, "distance": distance, "macro_f1": macro, "micro_f1": micro, "over": over}
    row |= {"n_sentences": len(group), "n_articles": group["doc_id"].nunique()}
    row["alpha"] = find_alpha(coded, found, distance)
    mean = inference.bootstrap_mean(group.assign(agree=coded == found), "agree", weight="", over=over, seed=seed)
    mean = mean.rename(columns={"estimate": "accuracy"})
    row.update(
        zip(("accuracy", "low", "high", "refusal"), mean[["accuracy", "low", "high", "refusal"]].iloc[0], strict=True)
    )
    return row


def _score_labels(coded: pd.Series, found: pd.Series) -> tuple[float, float]:
    """Return macro and micro F1 over the labels in either column, the empty set ("none", "") being none of them."""
    pairs = [(set(c.split()) - {NONE}, set(f.split()) - {NONE}) for c, f in zip(coded, found, strict=True)]
    labels = sorted({label for pair in pairs for labels in pair for label in labels})
    if not labels:
        return np.nan, np.nan
    both = np.array([sum(x in c and x in f for c, f in pairs) for x in labels])
    either = np.array([sum((x in c) + (x in f) for c, f in pairs) for x in labels])
    return float(np.mean(2 * both / either)), float(2 * both.sum() / either.sum())


def find_alpha(coded: pd.Series, found: pd.Series, distance: str) -> float:
    """Return Krippendorff's alpha of two coders; NaN where it is undefined."""
    if pd.concat([coded, found]).nunique() < 2:
        return np.nan
    from nltk.metrics.agreement import AnnotationTask  # costs seconds: only where it is used
    from nltk.metrics.distance import interval_distance, masi_distance

    signs = {name: sign for sign, name in FRAMES.items()}
    triples = []
    for item, pair in enumerate(zip(coded, found, strict=True)):
        if "" not in pair:
            for coder, label in zip(("coded", "found"), pair, strict=True):
                triples.append((coder, item, signs[label] if distance == "interval" else frozenset(label.split())))
    if len({label for *_, label in triples}) < 2:
        return np.nan
    measure = interval_distance if distance == "interval" else masi_distance
    return float(AnnotationTask(triples, distance=measure).alpha())


def confuse_labels(
    comparison: pd.DataFrame, variable: str, order: Sequence[str] = (), by: Sequence[str] = ()
) -> pd.DataFrame:
    """Count how often each coded label met each found one.

    Parameters
    ----------
    comparison : DataFrame
        From compare_coding.
    variable : {"voice", "frame", "issues"}
    order : sequence of str
        Labels to put first, in this order (study.voice_order, say); others follow in alphabetical order.
    by : sequence of str
        Columns to count apart by.

    Returns
    -------
    DataFrame
        One row a pair of labels, the empty ones too: by, coded, found, n (sentences), share (of the coded label's).
    """
    coded, found = f"coded_{variable}", f"found_{variable}"
    there = set(comparison[coded]) | set(comparison[found])
    first = list(order) or (list(FRAMES.values()) if variable == "frame" else [])
    labels = [x for x in first if x in there] + sorted(there - set(first))
    parts = []
    for key, group in units.split_groups(comparison, by):
        cells = pd.MultiIndex.from_product([labels, labels], names=["coded", "found"]).to_frame(index=False)
        met = Counter(zip(group[coded], group[found], strict=True))
        cells["n"] = [met[pair] for pair in zip(cells["coded"], cells["found"], strict=True)]
        cells["share"] = cells["n"] / cells.groupby("coded")["n"].transform("sum").replace(0, np.nan)
        parts.append(cells.assign(**dict(zip(by, key, strict=True))))
    return pd.concat(parts, ignore_index=True)[[*by, "coded", "found", "n", "share"]]


def stack_tables(cells: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return confusion tables as one, the variable in the first column; empty without any."""
    stacked = [table.assign(variable=name) for name, table in cells.items()]
    table = pd.concat(stacked, ignore_index=True) if stacked else pd.DataFrame(columns=["variable"])
    return table[["variable", *table.columns.drop("variable")]]

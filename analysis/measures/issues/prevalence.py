"""How many articles of each side raise an issue: difference, interval, test, false-discovery control."""

import numpy as np
import pandas as pd

from analysis.corpus import tables
from analysis.corpus.study import Study
from analysis.measures.inference import inference, permutation, side_tests, units
from analysis.measures.voices import composition

__all__ = ["compare_prevalence", "compare_speakers"]

PREVALENCE = (
    "issue", "label", "target", "reference", "n_target", "n_reference", "n_articles_target", "n_articles_reference",
    "share_target", "share_reference", "difference", "low", "high", "p", "p_method", "p_adjusted", "n_tests", "refusal",
)  # fmt: skip


def compare_prevalence(
    mentions: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    target: str,
    reference: str,
    *,
    by: str = "outlet",
    strata: str | None = None,
    measure: str = "articles",
    n_resamples: int = 10_000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how often the articles of two sides raise each issue.

    Parameters
    ----------
    mentions, segments : DataFrame
        As ingested or as shipped; no text is needed. Articles without a segment are left out.
    articles : DataFrame
        Those to compare, with doc_id, the column `by` and the column `strata`. An article is of one side.
    study : Study
    target, reference : str
        Two values of the column `by`.
    by : str
        A column of the articles, e.g. outlet.
    strata : str, optional
        A column of the articles, e.g. a month: the test deals the sides' labels anew only among articles of one
        stratum, so that a topic of the day does not count as a topic of a side.
    measure : {"articles", "sentences"}
        What is averaged over articles: whether it raises the issue at all, or the share of its sentences that do. The
        first favours the side with the longer articles; the second does not.
    n_resamples, level, seed
        Resamples and permutations, nominal coverage, seed.

    Returns
    -------
    DataFrame
        One row an issue, the largest difference first: issue, label, target, reference; n_target and n_reference
        (articles that raise it), n_articles_target and n_articles_reference (all); share_target, share_reference and
        their difference (0 to 1); low and high of its interval over articles; p of the permutation test over articles,
        p_method; p_adjusted over the n_tests issues tested (Benjamini and Hochberg); refusal ("" where there is an
        interval).

    Raises
    ------
    ValueError
        If a column is missing, a side has no article, or the measure is unknown.

    Notes
    -----
    An issue that no article raises is not tested. The interval does not know of the strata. Do not believe the test
    where articles of a side repeat each other: leave out what reuse.once lists first.
    """
    if measure not in ("articles", "sentences"):
        raise ValueError(f"measure is articles or sentences, found {measure!r}")
    tables.check_table(articles, "articles", ["doc_id", by, *([strata] if strata else [])])
    documents = _measure_articles(mentions, segments, articles[articles[by].isin([target, reference])], study)
    for side in (target, reference):
        if not (documents[by] == side).any():
            there = ", ".join(map(str, articles[by].drop_duplicates())) or "nothing"
            raise ValueError(f"no article with segments has {by} '{side}'; the column holds {there}")
    rows = []
    for issue in study.issues.values():
        values = documents[issue.id] if measure == "sentences" else (documents[issue.id] > 0).astype(float)
        row: dict[str, object] = {"issue": issue.id, "label": issue.label, "target": target, "reference": reference}
        row |= _compare_values(documents.assign(value=values), by, target, reference, strata, n_resamples, level, seed)
        for name, side in (("target", target), ("reference", reference)):
            row[f"n_{name}"] = int((documents.loc[documents[by] == side, issue.id] > 0).sum())
        rows.append(row)
    table = pd.DataFrame(rows)
    table["p_adjusted"] = inference.adjust_fdr(table["p"])
    table["n_tests"] = int(table["p"].notna().sum())
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, list(PREVALENCE)].reset_index(drop=True)


def compare_speakers(
    mentions: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    *,
    n_resamples: int = 1999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the issues of two press services that are the study's sides, within months and by two measures.

    Parameters
    ----------
    mentions, segments, articles : DataFrame
        Of the months both cover: composition.take_shared.
    study : Study
    n_resamples, seed
        As for compare_prevalence.

    Returns
    -------
    DataFrame
        As compare_prevalence by articles, with difference_sentences and p_adjusted_sentences, the same for the share
        of an article's sentences, which does not favour the side with the longer articles, and `sure`: whether both
        adjusted p are below .05 with differences of one sign. No row where the outlets are
        not the two sides, or the study has no issue.
    """
    speakers = composition.find_speakers(articles, study)
    added = ["difference_sentences", "p_adjusted_sentences", "sure"]
    if not set(study.sides) <= set(speakers) or not study.issues:
        return pd.DataFrame(columns=[*PREVALENCE, *added])
    month = composition.date_articles(articles, study)["date"].dt.strftime("%Y-%m").fillna("")
    labels = speakers.map({side: study.voices[side].label for side in study.sides}).fillna("")
    dated = articles.assign(side=labels, month=month)
    target, reference = (study.voices[side].label for side in study.sides)
    table, other = (
        compare_prevalence(
            mentions, segments, dated, study, target, reference, by="side", strata="month", measure=measure,
            n_resamples=n_resamples, seed=seed,
        ).set_index("issue", drop=False)
        for measure in ("articles", "sentences")
    )  # fmt: skip
    table = table.assign(
        difference_sentences=other["difference"].reindex(table.index),
        p_adjusted_sentences=other["p_adjusted"].reindex(table.index),
    )
    alike = table["difference"] * table["difference_sentences"] > 0
    sure = alike & (table[["p_adjusted", "p_adjusted_sentences"]].max(axis=1, skipna=False) < 0.05)
    return table.assign(sure=sure).reset_index(drop=True)


def _measure_articles(
    mentions: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Return the articles with a column an issue: the share of the article's sentences that raise it."""
    tables.check_table(segments, "segments", ["segment_id", "sentence_id", "doc_id"])
    tables.check_table(mentions, "mentions", ["segment_id", "issue"])
    n_sentences = segments.groupby("doc_id")["sentence_id"].nunique()
    found = mentions[["segment_id", "issue"]].merge(segments[["segment_id", "sentence_id", "doc_id"]])
    once = found.drop_duplicates(["sentence_id", "issue"])
    raised = pd.crosstab(once["doc_id"], once["issue"])
    documents = articles[articles["doc_id"].isin(n_sentences.index)].set_index("doc_id")
    shares = raised.reindex(index=documents.index, columns=list(study.issues), fill_value=0)
    return documents.join(shares.div(n_sentences.reindex(documents.index), axis=0)).reset_index()


def _compare_values(
    documents: pd.DataFrame,
    by: str,
    target: str,
    reference: str,
    strata: str | None,
    n_resamples: int,
    level: float,
    seed: int,
) -> dict[str, object]:
    """Return shares, difference, interval and p of the column `value`; a row is an article."""
    scored = units.weigh_rows(documents, "value", [by], "")
    groups = [scored[scored[by] == side] for side in (target, reference)]
    estimated = inference.estimate_group(groups, "articles", n_resamples, level, seed, inference.MINIMUM["articles"])
    p, method = np.nan, ""
    if documents["value"].any():
        scores = np.stack([documents["value"].to_numpy(float), np.ones(len(documents))], axis=1)
        labels = (documents[by] == target).to_numpy()
        places = pd.factorize(documents[strata])[0] if strata else np.zeros(len(documents), dtype=np.int64)
        test = permutation.permute_labels(scores, labels, places.astype(np.int64), n_resamples, seed)
        reached = float(test["design_p"]) <= side_tests.ALPHA
        p = float(test["p"]) if reached else np.nan
        method = str(test["method"]) if reached else f"none: its smallest p is {test['design_p']:.3g}"
    return {
        "share_target": groups[0]["value"].mean(),
        "share_reference": groups[1]["value"].mean(),
        "n_articles_target": len(groups[0]),
        "n_articles_reference": len(groups[1]),
        "difference": estimated["estimate"],
        "low": estimated["low"],
        "high": estimated["high"],
        "p": p,
        "p_method": method,
        "refusal": estimated["refusal"],
    }

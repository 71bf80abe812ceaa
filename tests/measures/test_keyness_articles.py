"""In how many articles of either side a term stands."""

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.measures.inference import limits
from analysis.measures.keyness import article_level, keyness, term_tests
from analysis.measures.keyness.sides import ArticleCounts
from analysis.measures.terms.matrix import DocumentTermMatrix
from tests.measures.test_keyness import SIX


def test_the_articles_of_either_side_are_counted_by_themselves():
    table = keyness.compare_terms(SIX, "east", "west", n_resamples=20, n_permutations=20).set_index("term")
    assert table["articles_target"].to_dict() == {"alpha": 2, "beta": 1, "gamma": 2, "delta": 2}
    assert table["articles_reference"].to_dict() == {"alpha": 2, "beta": 4, "gamma": 3, "delta": 3}


def _draw_articles(n: int, n_terms: int, factor: float, seed: int) -> ArticleCounts:
    """Return articles of two sides of which the target uses the first term so many times as often."""
    random = np.random.default_rng(seed)
    rates = random.gamma(0.5, 2, (2 * n, n_terms)) * 2e-3
    rates[:n, 0] *= factor
    lengths = random.integers(100, 500, 2 * n)
    counts = random.poisson(lengths[:, None] * rates).astype(float)
    first = np.arange(2 * n) < n
    sides = [sp.csr_matrix(counts * side[:, None]) for side in (first, ~first)]
    return ArticleCounts(*sides, lengths * first.astype(float), lengths * (~first).astype(float))


def test_of_many_articles_the_limit_gives_what_permuting_gives():
    articles = _draw_articles(limits.LIMIT_ARTICLES, 40, 3, seed=3)
    assert term_tests.is_large(articles)
    permuted = term_tests.permute_terms(articles, 1999, seed=1, reach=1)
    limit = term_tests.test_by_limit(articles)
    assert limit[0] < 0.001 and permuted[0] < 0.001
    assert np.abs(limit - permuted)[1:].max() < 0.1 and np.abs(limit - permuted)[1:].mean() < 0.04
    assert not term_tests.is_large(_draw_articles(limits.LIMIT_ARTICLES - 1, 2, 1, seed=3))


def test_of_many_articles_the_delta_method_gives_the_interval_that_resampling_gives():
    apart = _draw_articles(limits.LIMIT_ARTICLES, 30, 1.5, seed=5)
    n = limits.LIMIT_ARTICLES
    met = ArticleCounts(apart.target[:n], apart.reference[n:], apart.n_target[:n], apart.n_reference[n:])
    for articles in (apart, met):
        prior = 500 * np.asarray(articles.target.sum(axis=0)).ravel() / articles.n_target.sum()
        resampled = article_level.resample_terms(articles, prior, 500, 0.95, 2000, seed=2)
        linearised = article_level.linearise_terms(articles, prior, 500, 0.95)
        widths = [high - low for low, high in (resampled, linearised)]
        assert np.abs(widths[1] / widths[0] - 1).max() < 0.15
        middles = [(low + high) / 2 for low, high in (resampled, linearised)]
        assert (np.abs(middles[1] - middles[0]) < 0.15 * widths[0]).all()


def test_of_many_articles_a_term_is_tested_that_stands_in_twenty():
    n = limits.LIMIT_ARTICLES
    documents = pd.DataFrame({"doc_id": [f"d{k:03d}" for k in range(2 * n)], "voice": ["east"] * n + ["west"] * n})
    counts = np.zeros((2 * n, 3), dtype=int)
    counts[:, 0] = 1
    counts[: limits.LIMIT_FOUND, 1] = 1
    counts[: limits.LIMIT_FOUND - 1, 2] = 1
    sizes = {"n_words": 50, "n_tokens": 50, "n_segments": 1, "n_sentences": 1, "n_articles": 1}
    terms = np.array(["common", "known", "rare"], dtype=object)
    matrix = DocumentTermMatrix(sp.csr_matrix(counts), documents.assign(**sizes), terms)
    table = keyness.compare_terms(matrix, "east", "west", n_resamples=0).set_index("term")
    assert table["n_tested"].unique().tolist() == [2] and table["smallest_p"].unique().tolist() == [0]
    assert table.loc["rare", "refusal"] == "found in fewer than 20 articles" and np.isnan(table.loc["rare", "p"])
    assert table.loc["known", "p"] < 0.001 < table.loc["common", "p"]

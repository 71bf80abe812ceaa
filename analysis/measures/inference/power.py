"""What a corpus could have shown at all, and whether the intervals cover what they claim to."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import optimize, stats

from analysis.measures.inference import inference, intervals, permutation, resampling, units
from analysis.measures.inference.intervals import Array

__all__ = ["find_detectable", "simulate_coverage", "solve_difference"]

SHAPES = ("normal", "skewed", "uneven lengths", "three classes")
POWER = [
    "value", "target", "reference", "design", "n_target", "n_reference", "deviation", "detectable", "power", "level",
    "smallest_p", "refusal",
]  # fmt: skip


def find_detectable(
    table: pd.DataFrame,
    value: str,
    target: str,
    reference: str,
    *,
    by: str = "voice",
    weight: str = "n_words",
    power: float = 0.8,
    level: float = 0.95,
) -> pd.DataFrame:
    """Find the smallest true difference that so many articles would have shown, more often than not.

    Parameters
    ----------
    table, value, target, reference, by, weight
        As in inference.compare_groups.
    power : float
        How often the difference is to be found: 0.8 for four times in five.
    level : float
        1 less the level of the two-sided test.

    Returns
    -------
    DataFrame
        One row: value, target, reference, design ("paired" if an article carries both, on those that do, else
        "apart"), n_target, n_reference (articles), deviation (standard deviation between articles, or between their
        differences), detectable, power, level, smallest_p (of a permutation test), refusal ("" or why the corpus can
        show no difference, or none that can be told).

    Notes
    -----
    Assumes articles whose means are normal, with the deviation seen here, which few articles tell poorly. It is about
    the design: do not compute it from a difference found in order to explain that difference away.

    References
    ----------
    Cohen (1988), section 2.2: the noncentral t distribution.
    """
    points = units.average_articles(table[table[by].isin([target, reference])], value, [by], weight)
    wide = points.pivot_table(index="doc_id", columns=by, values="mean").reindex(columns=[target, reference])
    pairs = wide.dropna()
    if len(pairs):
        sides = [(pairs[target] - pairs[reference]).to_numpy()]
    else:
        sides = [wide[side].dropna().to_numpy() for side in (target, reference)]
    sizes = [len(side) for side in sides]
    row: dict[str, object] = {"value": value, "target": target, "reference": reference, "power": power, "level": level}
    row |= {"design": "paired" if len(pairs) else "apart", "n_target": sizes[0], "n_reference": sizes[-1]}
    smallest = permutation.smallest_p(*sizes) if min(sizes) else np.nan
    row |= {"smallest_p": smallest, **_describe_design(sides, power, level, smallest)}
    return pd.DataFrame([row], columns=POWER)


def _describe_design(sides: Sequence[Array], power: float, level: float, smallest: float) -> dict[str, object]:
    """Return deviation, detectable difference and refusal of one or two sides of articles."""
    freedom = sum(len(side) - 1 for side in sides)
    if freedom < 1 or min(map(len, sides)) < 1:
        found = " against ".join(str(len(side)) for side in sides)
        return {
            "deviation": np.nan,
            "detectable": np.nan,
            "refusal": f"{found} articles do not show how articles vary; no difference could be told from chance",
        }
    deviation = float(np.sqrt(sum(((side - side.mean()) ** 2).sum() for side in sides) / freedom))
    detectable = solve_difference([len(side) for side in sides], power, level) * deviation
    refusal = ""
    if smallest > 1 - level + 1e-9:
        refusal = f"no difference, however large, could reach p < {1 - level:.2g}: p is at least {smallest:.2g} here"
    return {"deviation": deviation, "detectable": detectable, "refusal": refusal}


def solve_difference(sizes: Sequence[int], power: float = 0.8, level: float = 0.95) -> float:
    """Return the difference, in standard deviations, that a t test of so many articles finds with this power.

    Parameters
    ----------
    sizes : sequence of int
        Articles of each of two sides, or of one (pairs).
    power, level : float

    Examples
    --------
    >>> round(solve_difference([64, 64]), 2)  # Cohen's table: 64 a side for half a standard deviation
    0.5
    """
    freedom = sum(n - 1 for n in sizes)
    error = float(np.sqrt(sum(1 / n for n in sizes)))
    critical = stats.t.ppf((1 + level) / 2, freedom)

    def miss(shift: float) -> float:
        return float(stats.nct.sf(critical, freedom, shift) - power)

    upper = critical + 1.0
    while miss(upper) < 0:
        upper *= 2
    return float(optimize.brentq(miss, 1e-9, upper)) * error


def simulate_coverage(
    n_articles: Sequence[int] = (5, 8, inference.MINIMUM["articles"], 20, 30),
    shapes: Sequence[str] = SHAPES,
    *,
    n_simulations: int = 1000,
    n_resamples: int = 999,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Draw corpora whose mean is known, and count how often the intervals hold it.

    Parameters
    ----------
    n_articles : sequence of int
    shapes : sequence of str
        Of SHAPES: normal article means; exponential ones; normal ones in articles whose lengths vary by half; means
        of six sentences each -1, 0 or 1.
    n_simulations, n_resamples : int
        Corpora, and resamples of each.
    level, seed

    Returns
    -------
    DataFrame
        One row a shape, number of articles and interval ("studentised", the one this package gives; "percentile", for
        comparison): coverage, low and high (where it lies, for the simulation's own error), width (median, in standard
        deviations of an article), n_simulations, given (whether bootstrap_mean gives an interval at this number).

    Raises
    ------
    ValueError
        If a shape is unknown.

    Examples
    --------
    >>> simulate_coverage([12], ["normal"], n_simulations=50, n_resamples=99)["interval"].tolist()
    ['studentised', 'percentile']
    """
    unknown = [shape for shape in shapes if shape not in SHAPES]
    if unknown:
        raise ValueError(f"'{unknown[0]}' is no shape to draw from; there are {', '.join(SHAPES)}")
    random = np.random.default_rng(seed)
    rows = []
    for shape in shapes:
        for n in n_articles:
            corpora, truth = _draw_corpora(shape, n, n_simulations, random)
            spread = corpora[..., 0].std()
            for interval, limits in _bound_corpora(corpora, n_resamples, level, random).items():
                hits = (limits[:, 0] <= truth) & (truth <= limits[:, 1])
                low, high = stats.binomtest(int(hits.sum()), n_simulations).proportion_ci(method="wilson")
                row = {"shape": shape, "n_articles": n, "interval": interval, "coverage": hits.mean()}
                row |= {"low": low, "high": high, "width": np.median(np.diff(limits)) / spread}
                rows.append(row | {"n_simulations": n_simulations, "given": n >= inference.MINIMUM["articles"]})
    return pd.DataFrame(rows)


def _draw_corpora(shape: str, n: int, n_simulations: int, random: np.random.Generator) -> tuple[Array, float]:
    """Return weighted scores and weights of the articles (n_simulations, n, 2), and the true mean."""
    size = (n_simulations, n)
    lengths = random.lognormal(0.0, 0.5, size) if shape == "uneven lengths" else np.ones(size)
    if shape == "skewed":
        scores, truth = random.exponential(size=size), 1.0
    elif shape == "three classes":
        scores, truth = random.choice([-1, 0, 1], p=[0.2, 0.4, 0.4], size=(*size, 6)).mean(axis=-1), 0.2
    else:
        scores, truth = random.normal(size=size), 0.0
    return np.stack([scores * lengths, lengths], axis=-1), truth


def _bound_corpora(corpora: Array, n_resamples: int, level: float, random: np.random.Generator) -> dict[str, Array]:
    """Return the intervals (n_simulations, 2) of each kind, by the very code that bootstraps one corpus."""
    n = corpora.shape[1]
    counts = random.multinomial(n, np.full(n, 1 / n), size=n_resamples).astype(float)
    sums, covariances = resampling.sum_resamples(corpora, counts)
    resampled, gradients = intervals.linearise(sums)
    whole, whole_covariance = resampling.sum_resamples(corpora, np.ones((1, n)))
    estimate, gradient = intervals.linearise(whole[:, 0])
    error = intervals.standard_error(whole_covariance[:, 0], gradient)
    errors = intervals.standard_error(covariances, gradients)
    return {
        "studentised": intervals.studentize(estimate, error, resampled, errors, level, n - 1),
        "percentile": intervals.percentiles(resampled, level),
    }

"""Articles -> which of them are copies of another: wire copy, cut short, or with another site around it."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import rensa

from analysis.annotation.reuse.shared_runs import hash_words
from analysis.corpus.tables import check_table

__all__ = ["SAME", "mark_copies", "sign_articles"]

RUN = 5  # words in a row; two reports of one event share few such runs, copies most
HASHES = 126  # of a signature: the standard error of a similarity of .5 is .045
BAND = 3  # hashes of a band: 42 bands find .996 of the pairs that share half of their runs, .03 of those that share .09
FEWEST = 20  # runs below which a text is too short to be called a copy of anything but its very words
SAME = 0.7  # the part of the shorter text's runs that a copy has: the longer may go on behind it
_SEED = 1
_PRIMES = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], dtype=np.uint64)


def sign_articles(articles: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return what two articles can be compared by without their texts.

    Parameters
    ----------
    articles : DataFrame, n rows
        With doc_id, published and text.
    passages : DataFrame
        Of these articles: only headline and body are looked at, so that a copy on another site is one all the same.

    Returns
    -------
    DataFrame, n rows
        doc_id, published, n_runs (different runs of five words) and signature: MinHash of the runs, HASHES numbers of
        32 bits as bytes; b"" where there is no run.

    References
    ----------
    Broder, A. (1997). On the resemblance and containment of documents. Proceedings of Compression and Complexity of
    Sequences: 21-29.
    """
    check_table(articles, "articles", ["doc_id", "published", "text"])
    runs = [_hash_runs(text) for text in _list_bodies(articles, passages)]
    return pd.DataFrame(
        {
            "doc_id": articles["doc_id"].to_numpy(),
            "published": articles["published"].to_numpy(),
            "n_runs": np.array([len(own) for own in runs], dtype=np.int64),
            "signature": _sign(runs),
        }
    )


def _list_bodies(articles: pd.DataFrame, passages: pd.DataFrame) -> Iterator[str]:
    """Yield the headline and body of each article."""
    own = passages[passages["kind"].isin(["body", "headline"])]
    spans: dict[str, list[tuple[int, int]]] = {}
    for doc_id, start, end in zip(*(own[name].tolist() for name in ("doc_id", "start", "end")), strict=True):
        spans.setdefault(doc_id, []).append((start, end))
    for doc_id, text in zip(articles["doc_id"], articles["text"], strict=True):
        yield " ".join(text[start:end] for start, end in spans.get(doc_id, []))


def _hash_runs(text: str) -> np.ndarray:
    """Return the hashes of a text's different runs of words; a shorter text is one run."""
    words = np.array(hash_words(text), dtype=np.uint64)
    if not len(words):
        return words
    size = min(RUN, len(words))
    mixed = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for n in range(size):
        mixed = (mixed ^ words[n : len(words) - size + 1 + n]) * _PRIMES[n]
        mixed ^= mixed >> np.uint64(29)
    mixed.sort()
    return mixed[np.append(True, mixed[1:] != mixed[:-1])]


def _sign(runs: Sequence[np.ndarray]) -> list[bytes]:
    """Return the MinHash signature of each set of runs as bytes."""
    offsets = np.concatenate([[0], np.cumsum([len(own) for own in runs])]).astype(np.uint64)
    flat = np.concatenate([*runs, np.empty(0, dtype=np.uint64)])
    rows = rensa.RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, HASHES, _SEED).to_rows()
    signatures = np.array(rows, dtype="<u4").reshape(len(runs), HASHES)
    return [row.tobytes() if len(own) else b"" for row, own in zip(signatures, runs, strict=True)]


def mark_copies(signatures: pd.DataFrame, same: float = SAME) -> pd.Series:
    """Say of which article each is a copy.

    Parameters
    ----------
    signatures : DataFrame, n rows
        As sign_articles returns it.
    same : float
        The part of the shorter article's runs, as the signatures estimate it, that the longer has at least.

    Returns
    -------
    Series of str, n rows
        The doc_id of the one that stands for all of its copies; "" where the article is no copy, or is that one: the
        earliest (undated ones last), of these the longest, of these the first by doc_id.

    Notes
    -----
    Candidates share a band of the signature (locality-sensitive hashing), so that time grows with the pairs that share
    something. What is a copy of a copy is a copy of the same article. Articles that share less than half of all their
    runs are found with less certainty: .94 at .4, .68 at .3.
    """
    groups = _Groups(len(signatures))
    sizes = signatures["n_runs"].to_numpy()
    signed = np.flatnonzero(sizes > 0)
    if len(signed):
        hashes = np.frombuffer(b"".join(signatures["signature"].to_numpy()[signed]), dtype="<u4")
        hashes = hashes.reshape(len(signed), HASHES)
        for one, other in _propose_pairs(hashes):
            _join_copies(groups, signed[one], signed[other], hashes[one], hashes[other], sizes, same)
    return _name_first(signatures, groups)


def _propose_pairs(hashes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield, for each band, rows that have it in common: each with the first that has it, and with its neighbour."""
    for start in range(0, HASHES, BAND):
        band = np.ascontiguousarray(hashes[:, start : start + BAND]).view(f"V{4 * BAND}").ravel()
        _, own = np.unique(band, return_inverse=True)
        order = np.argsort(own, kind="stable")
        ordered = own[order]
        first = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        heads = order[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
        again = np.flatnonzero(~first)
        yield heads[again], order[again]
        yield order[again - 1], order[again]


def _join_copies(
    groups: "_Groups",
    ones: np.ndarray,
    others: np.ndarray,
    hashes: np.ndarray,
    other_hashes: np.ndarray,
    sizes: np.ndarray,
    same: float,
) -> None:
    """Join the pairs of articles of which the shorter stands in the longer."""
    alike = (hashes == other_hashes).mean(axis=1)  # estimates the Jaccard similarity
    less, more = np.minimum(sizes[ones], sizes[others]), np.maximum(sizes[ones], sizes[others])
    shared = np.minimum(alike * (less + more) / (1 + alike) / less, 1)
    copies = np.where(less < FEWEST, alike == 1, shared >= same)
    for one, other in zip(ones[copies].tolist(), others[copies].tolist(), strict=True):
        groups.join(one, other)


def _name_first(signatures: pd.DataFrame, groups: "_Groups") -> pd.Series:
    """Return for each article the one that stands for its group, "" for that one itself."""
    ordered = signatures.assign(
        group=[groups.find(n) for n in range(len(signatures))],
        undated=signatures["published"] == "",
        shorter=-signatures["n_runs"],
    ).sort_values(["undated", "published", "shorter", "doc_id"], kind="stable")
    first = ordered.groupby("group", sort=False)["doc_id"].transform("first").reindex(signatures.index)
    return first.where(first != signatures["doc_id"], "").astype(object)


class _Groups:
    """Sets of articles that grow together (union by the smaller number, paths halved)."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, own: int) -> int:
        """Return the number that stands for the set of an article."""
        parents = self._parents
        while parents[own] != own:
            parents[own] = parents[parents[own]]
            own = parents[own]
        return own

    def join(self, one: int, other: int) -> None:
        """Make one set of the sets of two articles."""
        a, b = self.find(one), self.find(other)
        self._parents[max(a, b)] = min(a, b)

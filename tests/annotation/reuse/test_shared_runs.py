"""Segments too many to compare -> those that share a run of words with another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.reuse import shared_runs
from analysis.corpus.words import WORD

RUN = "the tide turns at noon"
OTHER = "the ferry sails on until dusk falls over Hesk"


def share(tmp_path, *parts, left_out=None):
    """Return which segments of all parts share a run."""
    files = []
    for n, texts in enumerate(parts):
        files.append(tmp_path / f"part-{n}.npy")
        shared_runs.save_runs(shared_runs.hash_runs(texts), files[-1])
    sizes = [len(texts) for texts in parts]
    out = left_out or [np.zeros(size, dtype=bool) for size in sizes]
    return shared_runs.find_sharing(files, sizes, out).tolist()


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        ([RUN, RUN], [True, True]),
        ([RUN, f"He said {RUN}, again."], [True, True]),
        ([RUN, RUN.upper()], [True, True]),
        ([RUN, RUN.replace(" ", ", ")], [True, True]),
        ([RUN, "the tide turns at dusk"], [False, False]),
        ([RUN, "noon at turns tide the"], [False, False]),
        ([RUN, OTHER], [False, False]),
        ([RUN, OTHER, RUN], [True, False, True]),
        (["four words only here", "four words only here"], [False, False]),
        ([f"{RUN} {RUN}", OTHER], [False, False]),
        (["", ""], [False, False]),
        (["the tide turns", "at noon the tide turns"], [False, False]),
    ],
)
def test_segments_share_where_five_words_in_a_row_stand_in_both(texts, shares, tmp_path):
    assert share(tmp_path, texts) == shares


def test_a_run_does_not_reach_from_one_segment_into_the_next(tmp_path):
    assert share(tmp_path, ["the tide turns", "at noon", RUN]) == [False] * 3


def test_how_segments_are_parted_does_not_matter(tmp_path):
    texts = [RUN, OTHER, "It rained.", f"Now {RUN}", OTHER]
    whole = share(tmp_path, texts)
    assert whole == [True, True, False, True, True]
    assert share(tmp_path, texts[:2], texts[2:]) == whole
    assert share(tmp_path, texts[:1], [], texts[1:4], texts[4:]) == whole


def test_what_is_left_out_does_not_count(tmp_path):
    out = [np.array([False, True]), np.array([False])]
    assert share(tmp_path, [RUN, RUN], [RUN], left_out=out) == [True, False, True]
    assert share(tmp_path, [RUN, RUN], [OTHER], left_out=out) == [False] * 3


@pytest.mark.parametrize(("places", "shared"), [(3, True), (2, False)])
def test_what_more_segments_have_than_that_is_a_formula(places, shared, tmp_path, monkeypatch):
    monkeypatch.setattr(shared_runs, "PLACES", places)
    assert share(tmp_path, [RUN] * 3) == [shared] * 3


def test_no_part_has_no_segment(tmp_path):
    assert share(tmp_path) == []
    assert len(shared_runs.hash_runs([])) == 0


TEXTS = st.lists(st.lists(st.sampled_from("abc"), max_size=9).map(" ".join), max_size=6)


@given(TEXTS)
def test_sharing_is_that_of_comparing_every_two_segments(tmp_path_factory, texts):
    runs = [{tuple(w[n : n + 5]) for n in range(len(w) - 4)} for w in (WORD.findall(text) for text in texts)]
    slow = [any(own & other for j, other in enumerate(runs) if i != j) for i, own in enumerate(runs)]
    assert share(tmp_path_factory.mktemp("runs"), texts) == slow


@given(TEXTS)
def test_each_different_run_of_a_segment_is_hashed_once(texts):
    runs = shared_runs.hash_runs(texts)
    counts = np.bincount(runs["at"], minlength=len(texts)) if len(texts) else np.zeros(0)
    expected = [len({tuple(w[n : n + 5]) for n in range(len(w) - 4)}) for w in (text.split() for text in texts)]
    assert counts.tolist() == expected
    assert (np.diff(runs["run"].astype(object)) >= 0).all()

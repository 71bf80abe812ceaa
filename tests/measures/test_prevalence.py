import dataclasses
import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.corpus.study import Issue, Outlet, Study, Voice
from analysis.measures.issues import prevalence


@pytest.fixture
def study():
    issues = {name: Issue(name, name.title(), (name,)) for name in ("harbour", "tolls", "rail")}
    voices = {v: Voice(v, v.title(), "#000000", names=(v,)) for v in ("north", "south", "third_party", "outlet")}
    return Study("Invented", "vader", ("north", "south"), voices, {}, issues, {})


def make_tables(n_target, n_reference, raised):
    """Articles of two sentences each; `raised` lists (article number, sentence number, issue)."""
    n, outlets = n_target + n_reference, ["North"] * n_target + ["South"] * n_reference
    articles = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "outlet": outlets,
            "month": "May",
        }
    )
    ids = [(f"d{i}", f"d{i}.{k}") for i in range(n) for k in range(2)]
    segments = pd.DataFrame(ids, columns=["doc_id", "sentence_id"]).assign(segment_id=[s for _, s in ids])
    mentions = pd.DataFrame([(f"d{i}.{k}", issue) for i, k, issue in raised], columns=["segment_id", "issue"])
    return mentions, segments, articles


def test_shares_are_over_articles_or_over_the_sentences_of_articles(study):
    tables = make_tables(3, 3, [(0, 0, "tolls"), (0, 0, "tolls"), (0, 1, "tolls"), (1, 0, "tolls"), (5, 0, "tolls")])
    row = prevalence.compare_prevalence(*tables, study, "North", "South").set_index("issue").loc["tolls"]
    assert (row["share_target"], row["share_reference"]) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert row[["n_target", "n_reference", "n_articles_target", "n_articles_reference"]].tolist() == [2, 1, 3, 3]
    row = prevalence.compare_prevalence(*tables, study, "North", "South", measure="sentences").set_index("issue")
    assert row.loc["tolls", "difference"] == pytest.approx((1 + 0.5) / 3 - 0.5 / 3)


def test_p_is_that_of_full_enumeration_on_eight_articles(study):
    raised = [(0, 0, "tolls"), (0, 1, "tolls"), (1, 0, "tolls"), (2, 0, "tolls"), (5, 1, "tolls")]
    tables = make_tables(4, 4, raised)
    table = prevalence.compare_prevalence(*tables, study, "North", "South", measure="sentences").set_index("issue")
    shares = np.array([1, 0.5, 0.5, 0, 0, 0.5, 0, 0])
    sides = [np.isin(np.arange(8), chosen) for chosen in itertools.combinations(range(8), 4)]
    t = np.abs([stats.ttest_ind(shares[side], shares[~side], equal_var=False).statistic for side in sides])
    assert table.loc["tolls", "p"] == pytest.approx(np.mean(t >= t[0] - 1e-9))
    assert table.loc["tolls", "p_method"] == "exact"


def test_adjusted_p_is_scipys_over_the_issues_that_anybody_raises(study):
    raised = [(i, 0, "tolls") for i in range(5)] + [(i, 1, "harbour") for i in (0, 1, 6)]
    table = prevalence.compare_prevalence(*make_tables(6, 6, raised), study, "North", "South").set_index("issue")
    tested = table.loc[["tolls", "harbour"]]
    assert tested["p_adjusted"].tolist() == pytest.approx(stats.false_discovery_control(tested["p"]).tolist())
    assert np.isnan(table.loc["rail", "p"])
    assert set(table["n_tests"]) == {2}


def test_strata_in_which_one_side_alone_stands_carry_no_evidence(study):
    mentions, segments, articles = make_tables(4, 4, [(i, 0, "tolls") for i in range(4)])
    apart = articles.assign(month=articles["outlet"])
    table = prevalence.compare_prevalence(mentions, segments, apart, study, "North", "South", strata="month")
    row = table.set_index("issue").loc["tolls"]
    assert np.isnan(row["p"]) and row["p_method"] == "none: its smallest p is 1"


def test_one_article_against_one_is_not_tested(study):
    table = prevalence.compare_prevalence(*make_tables(1, 1, [(0, 0, "tolls")]), study, "North", "South")
    assert table["p"].isna().all() and (table["n_tests"] == 0).all()


def test_few_articles_get_no_interval_but_a_reason(study):
    table = prevalence.compare_prevalence(*make_tables(3, 3, [(0, 0, "tolls")]), study, "North", "South")
    assert table["low"].isna().all()
    assert table["refusal"].str.contains("no interval: 3 articles").any()


def test_many_articles_get_an_interval_around_the_difference(study):
    raised = [(i, 0, "tolls") for i in [*range(15), *range(20, 25)]]
    row = prevalence.compare_prevalence(*make_tables(20, 20, raised), study, "North", "South", n_resamples=999).iloc[0]
    assert row["issue"] == "tolls"
    assert 0 < row["low"] < row["difference"] == 0.5 < row["high"] < 1


def test_bad_arguments_are_refused_by_name(study):
    tables = make_tables(2, 2, [(0, 0, "tolls")])
    with pytest.raises(ValueError, match="no article with segments has outlet 'West'; the column holds North, South"):
        prevalence.compare_prevalence(*tables, study, "North", "West")
    with pytest.raises(ValueError, match="measure is articles or sentences, found 'words'"):
        prevalence.compare_prevalence(*tables, study, "North", "South", measure="words")
    with pytest.raises(ValueError, match="articles lacks the column 'week'"):
        prevalence.compare_prevalence(*tables, study, "North", "South", strata="week")


def test_press_services_are_told_apart_only_where_articles_and_sentences_agree(study):
    outlets = {name: Outlet(name, "#000000", narration=name.lower()) for name in ("North", "South")}
    services = dataclasses.replace(study, outlets=outlets)
    raised = [(i, k, "tolls") for i in range(15) for k in range(2)] + [(i, 0, "rail") for i in range(10, 20)]
    mentions, segments, articles = make_tables(15, 15, raised)
    articles = articles.assign(event="", published="2021-05-03")
    table = prevalence.compare_speakers(mentions, segments, articles, services).set_index("issue")
    assert table["sure"].to_dict() == {"tolls": True, "rail": False, "harbour": False}
    assert table.loc["tolls", ["share_target", "difference_sentences"]].tolist() == [1, 1]
    assert prevalence.compare_speakers(mentions, segments, articles, study).empty
    assert prevalence.compare_speakers(mentions, segments, articles, dataclasses.replace(services, issues={})).empty

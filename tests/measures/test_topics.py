import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics import factorization, topic_choice, topic_stability, topics
from analysis.measures.topics.factorization import (
    factorize,
    find_singular_vectors,
    fold_in,
    match_rows,
    project,
    split_documents,
)
from analysis.measures.topics.topics import (
    apply_model,
    check_topics,
    count_topic_terms,
    fit_tokens,
    fit_topics,
    top_terms,
)
from analysis.measures.topics.weighting import align_terms, count_tokens, weigh_documents, weigh_matrix


def plant(n_documents=300, n_topics=5, n_terms=200, length=80, seed=0):
    """A corpus drawn from known topics: matrix, topics (n_topics, n_terms), shares."""
    random = np.random.default_rng(seed)
    topics = random.dirichlet(np.full(n_terms, 0.05), n_topics)
    shares = random.dirichlet(np.full(n_topics, 0.1), n_documents)
    counts = np.stack([random.multinomial(length, share @ topics) for share in shares])
    table = pd.DataFrame({"doc_id": [f"d{i:03d}" for i in range(n_documents)], "n_words": length})
    terms = np.array([f"w{i:03d}" for i in range(n_terms)], dtype=object)
    return DocumentTermMatrix(sparse.csr_matrix(counts), table, terms), topics, shares


def cosines(rows, others):
    rows, others = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (rows, others))
    likeness = rows @ others.T
    pairs = linear_sum_assignment(-likeness)
    return likeness[pairs], pairs


@pytest.mark.parametrize("method", ["nmf", "nmf-kl"])  # lda starts at random and may end in another place
def test_planted_topics_are_recovered(method):
    matrix, topics, shares = plant()
    model = fit_topics(matrix, 5, method, min_documents=1)
    found = np.zeros_like(topics)
    found[:, np.searchsorted(matrix.terms.astype(str), model.terms.astype(str))] = model.topic_term
    likeness, (planted, fitted) = cosines(topics, found)
    assert likeness.min() >= 0.95
    assert np.corrcoef(shares[:, planted].ravel(), model.document_topic[:, fitted].ravel())[0, 1] > 0.95


@pytest.mark.parametrize("method", ["nmf", "nmf-kl", "lda"])
def test_rows_of_topics_and_shares_sum_to_one(method):
    matrix, _, _ = plant(100, 3, 60, 30)
    model = fit_topics(matrix, 3, method)
    assert np.allclose(model.topic_term.sum(axis=1), 1)
    assert np.allclose(model.document_topic.sum(axis=1), 1)
    assert (model.topic_term >= 0).all() and (model.document_topic >= 0).all()
    assert (np.diff(model.document_topic.mean(axis=0)) <= 1e-9).all()


def test_the_same_seed_gives_the_same_topics_and_nmf_does_not_depend_on_it():
    matrix, _, _ = plant(150, 4, 80, 40)
    first, again, other = (fit_topics(matrix, 4, seed=seed) for seed in (0, 0, 1))
    assert np.array_equal(first.topic_term, again.topic_term)
    assert np.allclose(first.topic_term, other.topic_term, atol=1e-6)


def test_the_order_of_documents_does_not_matter():
    matrix, _, _ = plant(150, 4, 80, 40)
    order = np.random.default_rng(1).permutation(150)
    shuffled = DocumentTermMatrix(matrix.counts[order], matrix.documents.iloc[order], matrix.terms)
    one, two = fit_topics(matrix, 4), fit_topics(shuffled, 4)
    assert np.allclose(one.document_topic[order], two.document_topic, atol=1e-5)


def test_threads_do_not_change_the_topics():
    from threadpoolctl import threadpool_limits

    matrix, _, _ = plant(400, 6, 300, 60)
    with threadpool_limits(1):
        one = fit_topics(matrix, 6)
    with threadpool_limits(2):
        two = fit_topics(matrix, 6)
    assert np.allclose(one.topic_term, two.topic_term, atol=1e-8)


def test_weights_are_as_by_hand():
    matrix = count_tokens([["arms", "arms", "treaty"], ["arms"], ["wish", "treaty"]])
    values, kept, weight = weigh_matrix(matrix, "nmf", 1)
    idf = 1 + np.log(4 / np.array([3, 3, 2]))  # arms, treaty in two of three documents, wish in one
    assert list(matrix.terms[kept]) == ["arms", "treaty", "wish"]
    assert np.allclose(weight, idf**2)
    row = np.array([1 + np.log(2), 1, 0]) * idf**2
    assert np.allclose(values.toarray()[0], row / np.linalg.norm(row))


def test_weighting_in_blocks_changes_nothing(monkeypatch):
    matrix, _, _ = plant(50, 3, 40, 20)
    kept, weight = np.arange(3, 30), np.linspace(1, 2, 27)
    whole = weigh_documents(matrix.counts, kept, weight).toarray()
    monkeypatch.setattr("analysis.measures.topics.weighting.BLOCK", 7)
    assert np.array_equal(weigh_documents(matrix.counts, kept, weight).toarray(), whole)


def test_the_factorisation_is_as_good_as_scikit_learns():
    from sklearn.decomposition import NMF

    matrix, _, _ = plant(200, 6, 150, 50)
    values, _, _ = weigh_matrix(matrix, "nmf", 2)
    loadings, topic_term, _ = factorize(values, 6)
    error = np.linalg.norm(values.toarray() - loadings @ topic_term) ** 2
    theirs = NMF(6, init="nndsvda", max_iter=1000, tol=1e-6).fit(sparse.csr_matrix(values)).reconstruction_err_ ** 2
    assert error <= theirs * 1.01


def test_singular_vectors_are_numpys():
    values = sparse.csr_array(sparse.random_array((120, 90), density=0.2, rng=np.random.default_rng(0)))
    _, strength, _ = find_singular_vectors(values, 5, 0)
    assert np.allclose(strength, np.linalg.svd(values.toarray())[1][:5])


def test_each_document_stays_out_of_one_part_whatever_the_order():
    matrix, _, _ = plant(200, 4, 120, 60)
    values, _, _ = weigh_matrix(matrix, "nmf", 2)
    parts = split_documents(values)
    assert (np.bincount(np.concatenate(parts), minlength=200) == 4).all()
    order = np.random.default_rng(0).permutation(200)
    assert [sorted(order[rows]) for rows in split_documents(values[order])] == [list(rows) for rows in parts]


@pytest.mark.parametrize(("least", "n_parts"), [(20, factorization.MOST_PARTS), (60, 5), (100, 5)])
def test_each_document_of_a_large_matrix_is_in_one_of_a_few_parts(monkeypatch, least, n_parts):
    monkeypatch.setattr("analysis.measures.topics.factorization.PART", least)
    matrix, _, _ = plant(300, 4, 120, 60)
    parts = split_documents(weigh_matrix(matrix, "nmf", 2)[0])
    assert len(parts) == n_parts
    assert sorted(np.concatenate(parts)) == list(range(300))


def test_rows_are_matched_by_the_greatest_sum_of_cosines():
    assert match_rows(np.eye(3), np.eye(3)[[2, 0, 1]]).tolist() == [1, 2, 0]


def test_projecting_the_fitted_documents_gives_their_shares():
    matrix, _, _ = plant(150, 4, 80, 40)
    for method in ("nmf", "lda"):
        model = fit_topics(matrix, 4, method)
        gap = np.abs(apply_model(model, matrix).document_topic - model.document_topic).max(axis=1)
        assert np.median(gap) < 0.05


def test_projection_and_folding_in_solve_what_they_say():
    topics = np.array([[0.5, 0.5, 0, 0], [0, 0, 0.2, 0.8]])
    wanted = np.array([[2.0, 0.0], [1.0, 3.0]])
    values = sparse.csr_array(wanted @ topics)
    assert np.allclose(project(values, topics), wanted, atol=1e-4)
    assert np.allclose(fold_in(values, topics), wanted, atol=1e-2)


def test_a_sample_is_fitted_and_the_rest_projected():
    matrix, _, _ = plant(300, 4, 120, 60)
    whole, part = fit_topics(matrix, 4), fit_topics(matrix, 4, sample=150)
    assert part.document_topic.shape == whole.document_topic.shape
    likeness, _ = cosines(whole.topic_term, part.topic_term)
    assert likeness.min() > 0.9
    assert not part.documents["undefined"].any()
    assert (whole.sampled, part.sampled) == (None, 150)


def test_a_sample_of_as_many_as_there_are_is_all():
    matrix, _, _ = plant(300, 4, 120, 60)
    assert fit_topics(matrix, 4, sample=300).sampled is None
    with_empty = count_tokens([*[["a", "b", "c"], ["d", "e", "f"]] * 20, *[[]] * 50])
    assert fit_topics(with_empty, 2, sample=40).sampled is None  # documents without terms do not count


def test_only_above_the_limit_is_single_precision_enough(monkeypatch):
    matrix, _, _ = plant(300, 4, 120, 60)
    exact = fit_topics(matrix, 4)
    monkeypatch.setattr(factorization, "TOPIC_ROUGH", 300)
    assert np.array_equal(fit_topics(matrix, 4).factor, exact.factor)
    monkeypatch.setattr(factorization, "TOPIC_ROUGH", 299)
    rough = fit_topics(matrix, 4)
    assert rough.factor.dtype == rough.document_topic.dtype == np.float64
    assert not np.array_equal(rough.factor, exact.factor)
    assert top_terms(rough, 5) == top_terms(exact, 5)
    assert np.abs(rough.document_topic - exact.document_topic).max() < 0.01


def test_the_seed_draws_the_sample_and_the_same_seed_the_same():
    matrix, _, _ = plant(300, 4, 120, 60)
    one, again, other = (fit_topics(matrix, 4, seed=seed, sample=100) for seed in (0, 0, 1))
    assert np.array_equal(one.factor, again.factor)
    assert not np.array_equal(one.factor, other.factor)


def test_the_fitted_and_the_projected_are_read_alike():
    matrix, _, _ = plant(300, 4, 120, 60)
    model = fit_topics(matrix, 4, sample=150)
    assert np.allclose(apply_model(model, matrix).document_topic, model.document_topic, atol=1e-4)


def test_a_document_without_terms_is_undefined_and_said_so():
    matrix = count_tokens([["a", "b"], ["a", "b"], [], ["c", "d"], ["c", "d"], ["e"]])
    model = fit_topics(matrix, 2, min_documents=2)
    assert model.documents["undefined"].tolist() == [False, False, True, False, False, True]
    assert np.isnan(model.document_topic[2]).all()
    tops, shares = fit_tokens([["a", "b"], ["a", "b"], [], ["c", "d"], ["c", "d"]], 2)
    assert shares[2].tolist() == [0.5, 0.5] and np.isfinite(shares).all()
    assert {frozenset(terms[:2]) for terms in tops} == {frozenset("ab"), frozenset("cd")}


def test_top_terms_are_the_heaviest_in_order():
    matrix, _, _ = plant(100, 3, 60, 30)
    model = fit_topics(matrix, 3)
    assert top_terms(model, 4)[1] == list(model.terms[np.argsort(-model.factor[1])[:4]])


def test_terms_are_aligned_by_name():
    matrix = count_tokens([["b", "a", "a"], ["c"]])
    assert align_terms(matrix, np.array(["c", "x", "a"], dtype=object)).toarray().tolist() == [[0, 0, 2], [1, 0, 0]]


def test_the_input_is_not_changed():
    matrix, _, _ = plant(60, 3, 40, 20)
    before, columns = matrix.counts.copy(), list(matrix.documents.columns)
    fit_topics(matrix, 3)
    assert (matrix.counts != before).nnz == 0 and list(matrix.documents.columns) == columns


@pytest.mark.parametrize(
    ("n_topics", "options", "message"),
    [
        (1, {}, "n_topics should be at least 2, found 1; one topic is the corpus itself"),
        (7, {}, "n_topics should be at most the 6 documents with terms, found 7"),
        (5, {"min_documents": 2}, "n_topics should be at most the 2 terms, found 5"),
        (2, {"min_documents": 9}, "no term is left: of 8 in the matrix none is in 9 or more of its 6 documents"),
        (2, {"method": "btm"}, "method should be one of nmf, nmf-kl, lda; found 'btm'"),
        (5, {"sample": 3, "min_documents": 1}, "at most the 3 documents with terms, found 5"),
    ],
)
def test_bad_input_is_one_clear_sentence(n_topics, options, message):
    matrix = count_tokens([["a", "b", letter] for letter in "cdefgh"])
    with pytest.raises(ValueError, match=message):
        fit_topics(matrix, n_topics, **options)


def test_an_empty_vocabulary_is_said_to_be_empty():
    with pytest.raises(ValueError, match="no term is left: of 0 in the matrix"):
        fit_topics(count_tokens([[], []]), 2)


def test_a_topic_left_without_terms_is_refused():
    with pytest.raises(ValueError, match="1 of the 2 topics hold no term of their own; ask for fewer topics"):
        check_topics(np.array([[1.0, 0.0], [np.nan, np.nan]]))


def test_more_topics_than_the_documents_differ_by_still_give_shares():
    model = fit_topics(count_tokens([["a", "b", "c"]] * 4), 3, min_documents=1)
    assert np.allclose(model.document_topic.sum(axis=1), 1)


def test_terms_of_a_topic_are_counted_as_by_hand():
    counts = sparse.csr_array([[4, 0], [2, 2]])
    shares, start = np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0.5, 0.5], [0.5, 0.5]])
    # the first document is all of topic 0; of the second each topic gets half: (4 + 1, 1) and (1, 1)
    assert np.allclose(count_topic_terms(counts, np.arange(2), shares, start), [[5, 1], [1, 1]])


def test_of_many_documents_whole_articles_are_drawn_and_the_topics_looked_for_in_all(monkeypatch):
    random = np.random.default_rng(0)
    counts = sparse.csr_matrix(random.poisson(0.5, (120, 30)))
    documents = pd.DataFrame({"doc_id": [f"a{k // 2:02d}" for k in range(120)], "voice": ["x", "y"] * 60})
    matrix = DocumentTermMatrix(
        counts, documents.assign(n_tokens=10), np.array([f"t{k:02d}" for k in range(30)], object)
    )
    assert topic_stability.sample_articles(matrix) is matrix
    monkeypatch.setattr("analysis.measures.inference.limits.TOPIC_SAMPLE", 60)
    some = topic_stability.sample_articles(matrix, seed=1)
    assert len(some.documents) == 60 and (some.documents["doc_id"].value_counts() == 2).all()
    model = topics.fit_topics(some, 3, seed=1)
    told = topics.extend_model(model, matrix)
    assert told.document_topic.shape == (120, 3) and topics.extend_model(model, some) is model
    drawn = matrix.documents["doc_id"].isin(some.documents["doc_id"]).to_numpy()
    assert np.allclose(told.document_topic[drawn], model.document_topic, atol=0.02)


@pytest.mark.parametrize(("sizes", "numbers"), [([7, 7], (2, 3)), ([6], (2, 3)), ([40] * 5, (2, 3, 4, 5, 6, 7, 8))])
def test_few_documents_are_tried_with_few_topics(sizes, numbers):
    doc_id = np.repeat([f"d{n}" for n in range(len(sizes))], sizes)
    documents = pd.DataFrame({"doc_id": doc_id, "n_tokens": 5})
    matrix = DocumentTermMatrix(sparse.csr_matrix(np.ones((len(documents), 3))), documents, np.array(["a", "b", "c"]))
    articles = pd.DataFrame({"doc_id": sorted(set(doc_id))})
    assert topic_choice.list_numbers(articles, matrix) == numbers


def test_next_to_no_documents_carry_no_topics():
    documents = pd.DataFrame({"doc_id": ["a", "a"], "n_tokens": 5})
    matrix = DocumentTermMatrix(sparse.csr_matrix(np.ones((2, 1))), documents, np.array(["x"]))
    with pytest.raises(ValueError, match="2 documents with words are too few for topics"):
        topic_choice.list_numbers(documents[:1], matrix)

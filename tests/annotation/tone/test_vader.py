import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.tone import vader
from analysis.annotation.tone.marks import even_out
from analysis.annotation.tone.vader_words import strip_token
from benchmarks import tone_speed

NLTK = tone_speed.load_nltk()
GENERATED = tone_speed.generate_sentences(3000, seed=7)


def test_every_score_is_that_of_nltk():
    assert tone_speed.count_differences(GENERATED, tone_speed.load_nltk()) == 0


def test_one_word_scores_its_valence_squeezed():
    scores = vader.score_vader(["a good plan", "a plan"])
    assert scores["compound"].tolist() == [round(1.9 / (1.9**2 + 15) ** 0.5, 4), 0.0]
    assert scores["pos"].tolist() == [round(2.9 / 3.9, 3), 0.0]
    assert scores["neu"].tolist() == [round(1 / 3.9, 3), 1.0]


def test_a_text_scores_the_same_alone_and_in_a_column():
    texts = [*GENERATED[:40], "", "good\0bad", "bad \0 but good"]
    alone = [vader.score_vader([text])["compound"][0] for text in texts]
    assert vader.score_vader(texts)["compound"].tolist() == alone


ODD = st.lists(
    st.text(alphabet="aB .,!?;'\"()-–—«»‹›“”’\u00a0\u2028\u00ad\u200b\x1c\n\t\0&#3;_é", max_size=12)
    | st.sampled_from(["good", "BAD", "not", "&amp;", "&laquo;", "&nbsp;", "&#33;", "n't", ":-)", "gov.uk", "kind of"]),
    max_size=8,
).map("".join)


@given(ODD)
def test_a_text_scores_as_it_does_evened_out_by_itself(text):
    evened = even_out(text)
    if "&" not in evened and even_out(evened) == evened:
        assert vader.score_vader([text]).equals(vader.score_vader([evened]))
        assert vader.score_vader([text])["compound"][0] == NLTK(evened.replace("\0", " "))["compound"]


def test_the_words_parts_add_up_to_the_compound():
    parts = vader.explain_vader(GENERATED).groupby("row")["value"].sum()
    compound = vader.score_vader(GENERATED)["compound"]
    np.testing.assert_allclose(parts.reindex(range(len(GENERATED)), fill_value=0), compound, atol=1e-12)


def test_the_negation_has_the_change_that_it_made():
    parts = vader.explain_vader(["they are not very happy but sad"]).set_index("term")["value"]
    assert parts["happy"] > 0 > parts["not"]
    assert parts["sad"] < 0
    assert set(parts.index) == {"happy", "not", "very", "sad", "but"}


def test_halves_are_rounded_as_python_rounds_them():
    values = np.array([0.00005, 0.12345, 0.12355, -0.10005, 0.2])
    assert vader.round_as_python(values, 4).tolist() == [round(v, 4) for v in values.tolist()]


def test_nltk_is_not_loaded_to_score_tone():
    scored = "from analysis.annotation.tone import vader; vader.score_vader(['good'])"
    code = f"import sys; {scored}; print('nltk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("token", "stripped"),
    [("treaty,", "treaty"), ("!!treaty", "treaty"), ('"treaty,"', '"treaty,"'), ("(treaty", "(treaty"), ("I", "")],
)
def test_punctuation_is_stripped_from_one_side_only(token, stripped):
    assert strip_token(token) == stripped

import numpy as np
import pandas as pd
import pytest

from analysis.annotation.framing import framing
from benchmarks import framing_draw, framing_folds, framing_weights
from benchmarks.framing import CODING

MANUAL = {"accuse", "agree", "aid", "appeal", "attack", "consult", "cooperate", "demand", "force", "none", "praise"}
MANUAL |= {"reduce", "reject", "state", "threaten", "yield"}


def test_no_sentence_is_coded_in_two_files():
    hashes = pd.concat([pd.read_csv(path)["sha256"] for path in (CODING, framing_weights.CALLS, framing_weights.FRESH)])
    assert hashes.is_unique
    assert hashes.str.fullmatch("[0-9a-f]{64}").all()


def test_fresh_labels_are_those_of_the_manual():
    fresh = pd.read_csv(framing_weights.FRESH)
    assert list(fresh) == list(pd.read_csv(framing_weights.CALLS))
    twice = fresh.dropna(subset=["second_frame"])
    assert len(fresh) == 521 and len(twice) == 150
    for table, prefix in ((fresh, ""), (twice, "second_")):
        assert set(table[f"{prefix}frame"]) == {-1, 0, 1}
        assert set(table[f"{prefix}certain"]) == {0, 1}
        assert set(table[f"{prefix}target"]) <= {"other", "third", "none"}
        assert set(table[f"{prefix}act"]) <= MANUAL
        assert (table.loc[table[f"{prefix}target"] == "none", f"{prefix}frame"] == 0).all()


@pytest.mark.parametrize("evidence", [["thanked"], ["accused", "him"], ["they", "thanked", "accused"], []])
def test_probabilities_are_those_of_the_frame(evidence):
    weights = {framing.BASE: (-0.5, -1.0), "thanked": (2.0, -0.5), "accused": (-1.0, 3.0), "him": (0.1, 0.2)}
    items = [framing.Evidence(word, 1.0, word) for word in evidence]
    below, neutral, above = framing_folds.find_probabilities(items, weights)
    frame, _ = framing.weigh_evidence(items, weights, framing.OFFICIAL)
    assert below + neutral + above == pytest.approx(1)
    assert frame == pytest.approx(0 if neutral > max(below, above) else above - below)


def test_interval_of_no_difference_is_zero():
    part = pd.DataFrame({"doc_id": list("aabbc"), "frame": [1, 0, -1, 0, 1]})
    found = np.array([1, 0, 0, 0, 1])
    assert framing_folds.resample_difference(part, found, found) == (0, 0)


@pytest.mark.parametrize(
    ("title", "side", "length", "spoken", "kind"),
    [
        ("Telephone conversation with President of Finland", "kremlin", 900, False, ("adversary", "readout", "fin")),
        ("Talks with President of Serbia", "kremlin", 9000, False, ("remarks", "remarks", "other")),
        (
            "Meeting with permanent members of Security Council",
            "kremlin",
            900,
            False,
            ("adversary", "remarks", "other"),
        ),
        ("Greetings to President of Brazil", "kremlin", 900, False, (None, None, None)),
        ("Meeting on economic issues", "kremlin", 9000, False, (None, None, None)),
        (
            "Readout of President Biden’s Call with Prime Minister Kishida",
            "white_house",
            900,
            False,
            ("other", "readout", "jpn"),
        ),
        ("Readout of a Call with Chinese officials", "white_house", 900, False, ("adversary", "readout", "chn")),
        ("Remarks by President Biden and President Macron", "counterpart", 90, True, ("remarks", "remarks", "fra")),
        (
            "President of Ukraine had a call with the President of Poland on Russia",
            "kyiv",
            90,
            False,
            ("other", "readout", "pol"),
        ),
    ],
)
def test_kind_of_a_text_by_its_title(title, side, length, spoken, kind):
    assert framing_draw.find_kind(title, side, "x" * length, spoken) == kind

"""Three sides, any two of them compared."""

import json

import pandas as pd
import pytest

from analysis.corpus import tables
from analysis.corpus.study import load_study
from tests.variants.changed_example import NEWS, THIRD, WHITE_GATE, run_notebooks


def test_three_sides_are_all_counted_and_any_two_compared(variant):
    variant.replace(r'sides = \["velmora", "norrund"\]', 'sides = ["velmora", "norrund", "ostrava"]')
    variant.study += THIRD
    variant.add("gate-call", "White Gate", WHITE_GATE, genre="readout", event="first_call", published="2024-05-14")
    variant.add("strait-moor", "Strait Online", NEWS, published="2024-05-16")
    corpus, said, figures = variant.build("three")
    named = "The study has 3 sides, Velmora, Norrund and Ostmark"
    assert f"{named}; what follows compares Velmora with Norrund" in said
    shares = pd.read_csv(figures / "voice_shares.csv")
    assert (shares.groupby("outlet")["share"].sum() - 1).abs().max() < 1e-5 and "ostrava" in set(shares["voice"])
    pairs = tables.read_table(corpus, "pairs")
    assert {("velmora", "ostrava")} <= set(zip(pairs["side"], pairs["other_side"], strict=True))
    other = run_notebooks(corpus, "ostrava,velmora", "02_voices", "08_readouts")
    assert other != figures
    answers = json.loads((other / "answers.json").read_text(encoding="utf-8"))
    assert "what follows compares Ostmark with Velmora" in answers["voices"]["answer"]
    manifest = json.loads((other / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tellings"]["parameters"]["sides"] == "ostrava, velmora"
    with pytest.raises(ValueError, match="name two of velmora, norrund, ostrava"):
        load_study(corpus / "study.toml", ("velmora", "mars"))

"""Three sides, any two compared; a side that never speaks."""

import json

import pandas as pd
import pytest

from analysis.corpus import tables
from analysis.corpus.study import load_study
from tests.variants.changed_example import ALONE, NEWS, THIRD, WHITE_GATE, make_report


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
    said, other = make_report(corpus, "--sides", "ostrava,velmora")
    assert other != figures and "what follows compares Ostmark with Velmora" in said
    manifest = json.loads((other / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tellings"]["parameters"]["sides"] == "ostrava, velmora"
    with pytest.raises(ValueError, match="name two of velmora, norrund, ostrava"):
        load_study(corpus / "study.toml", ("velmora", "mars"))


def test_a_side_that_never_speaks(variant):
    for n in range(3):
        variant.add(f"strait-{n}", "Strait Online", ALONE.replace("three", f"{n + 3}"), published=f"2024-05-{n + 10}")
    variant.keep(lambda row: row["doc_id"].startswith("strait-") and row["doc_id"] != "strait-call")
    _, said, _ = variant.build("silent")
    assert "Norrund is never heard" in said
    assert "Norrund never speaks in them: that it was silent elsewhere too is not said by any figure." in said

"""A dozen outlets and labels of other scripts; one outlet, a side that never speaks, no issues."""

import pandas as pd

from tests.variants.changed_example import ALONE, NEWS, make_report, read_made


def test_a_dozen_outlets_and_labels_of_other_scripts(variant):
    variant.replace(r'label = "Velmora"', 'label = "Велмора"')
    variant.replace(r'label = "Norrund"', 'label = "Νορρούνδη"')
    for n in range(12):
        text = f"{NEWS}\nThe {n + 3} boats of harbour {n} stayed in port.\n"
        variant.add(f"paper-{n}", f"Paper {n}", text, published=f"2024-05-{n + 10}")
    _, said, _ = variant.build("dozen")
    assert "Νορρούνδη" in said and "No font" not in said
    # Twelve articles of one wording show nothing of how articles vary.
    assert "no interval: too few articles differ from the rest to show how they vary" in said


def test_one_outlet_a_side_that_never_speaks_and_no_issues(variant):
    for n in range(3):
        text = ALONE.replace("three", f"{n + 3}")
        variant.add(f"strait-{n}", "Strait Online", text, published=f"2024-05-{n + 10}")
    variant.keep(lambda row: row["doc_id"].startswith("strait-") and row["doc_id"] != "strait-call")
    variant.study = variant.study[: variant.study.index("# Terms: case is ignored")]
    corpus, said, figures = variant.build("outlet")
    assert set(pd.read_csv(figures / "voice_shares.csv")["outlet"]) == {"Strait Online"}
    assert "The share of" not in said, "there is nothing to run from one outlet to another"
    assert "Norrund is never heard" in said
    assert "Norrund never speaks in them: that it was silent elsewhere too is not said by any figure." in said
    assert "**Issues.** The study names no issue." in said
    assert "No issue is raised in these articles: the study names none" in said
    assert not (figures / "agenda.png").exists() and "Raised jointly is" not in said
    shared_kernel = read_made(figures.parent)
    make_report(corpus, "--strict", "--anew", "--only", "01", "--only", "02_voices")
    assert read_made(figures.parent) == shared_kernel, "a kernel for each notebook, or one for all: the same bytes"

"""One article, one outlet, a dozen; no issues; labels of other scripts, and of none that can be drawn."""

import pandas as pd

from tests.variants.changed_example import NEWS, UNDRAWN, make_report, read_made


def test_one_article_without_a_date_and_a_label_that_no_font_has(variant):
    variant.keep(lambda row: row["doc_id"] == "courier-call")
    variant.rows[0] |= {"published": "", "event": ""}
    variant.replace(r"(?s)\[events\.first_call\].*?\n\n", "")
    variant.replace(r'label = "Velmora"', f'label = "Velmora {UNDRAWN}"')
    _, said, _ = variant.build("one")
    assert "The corpus has 1 article." in said and "n = 1 article." in said
    assert f"No font on this machine has the letters {UNDRAWN}: boxes stand for them" in said
    assert "1 article about events on unknown days; the day of publication is known for 0." in said


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


def test_one_outlet_and_no_issues(variant):
    for row in variant.rows:
        row["outlet"] = "Harbour Courier"
    variant.study = variant.study[: variant.study.index("# Terms: case is ignored")]
    corpus, said, figures = variant.build("outlet")
    assert set(pd.read_csv(figures / "voice_shares.csv")["outlet"]) == {"Harbour Courier"}
    assert "The share of" not in said, "there is nothing to run from one outlet to another"
    assert "**Issues.** The study names no issue." in said
    assert "No issue is raised in these articles: the study names none" in said
    assert not (figures / "agenda.png").exists() and "Raised jointly is" not in said
    shared_kernel = read_made(figures.parent)
    make_report(corpus, "--strict", "--anew", "--only", "01", "--only", "02_voices")
    assert read_made(figures.parent) == shared_kernel, "a kernel for each notebook, or one for all: the same bytes"

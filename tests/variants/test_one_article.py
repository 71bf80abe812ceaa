"""One article without a date, and a label that no font has."""

from tests.variants.changed_example import UNDRAWN


def test_one_article_without_a_date_and_a_label_that_no_font_has(variant):
    variant.keep(lambda row: row["doc_id"] == "courier-call")
    variant.rows[0] |= {"published": "", "event": ""}
    variant.replace(r"(?s)\[events\.first_call\].*?\n\n", "")
    variant.replace(r'label = "Velmora"', f'label = "Velmora {UNDRAWN}"')
    _, said, _ = variant.build("one")
    assert "The corpus has 1 article." in said and "n = 1 article." in said
    assert f"No font on this machine has the letters {UNDRAWN}: boxes stand for them" in said
    assert "1 article about events on unknown days; the day of publication is known for 0." in said

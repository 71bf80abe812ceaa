"""Who took the initiative for a talk, as each side's text tells it."""

import re

import pandas as pd
import pytest

from analysis.annotation.events import initiators
from tests.annotation.events.test_events import NORRUND, VELMORA

# Told by Velmora of a talk with Norrund.
TOLD = [
    ("The phone call took place at the initiative of Norrund.", "norrund"),
    ("The conversation was held on the initiative of the Norrund side.", "norrund"),
    ("They spoke at the request of Ilse Brandt.", "norrund"),
    ("They spoke at Norrund's request.", "norrund"),
    ("They spoke at Norrund’s own initiative.", "norrund"),
    ("The call, requested by Norrund, lasted an hour.", "norrund"),
    ("The call was initiated by Brandt.", "norrund"),
    ("The call took place at the initiative of the other side.", "norrund"),
    ("She met her guest upon the suggestion of her counterpart, in Hesk.", "norrund"),
    ("The call took place at the initiative of Velmora.", "velmora"),
    ("The call took place on our initiative.", "velmora"),
    ("Rek called Brandt at his own request.", ""),
    ("The meeting was held at the initiative of both sides.", ""),
    ("The meeting was held at the initiative of Norrund and Velmora.", ""),
    ("The meeting was held at the initiative of Arcadia.", ""),
    ("The bridge was built at the initiative of Norrund.", ""),
    ("Rek called Brandt to praise the initiative of the weavers.", ""),
    ("Rek called Brandt.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "who"), TOLD)
def test_the_initiative_is_whose_the_text_says(text, who, study):
    assert initiators.find_initiator(text, ["norrund"], "velmora", study) == who


@pytest.mark.parametrize(("text", "who"), TOLD)
def test_from_the_other_side_the_same_words_name_the_same(text, who, study):
    swap = {"Norrund": "Velmora", "Velmora": "Norrund", "Brandt": "Rek", "Rek": "Brandt", "Ilse": "Tomas"}
    swapped = "".join(swap.get(word, word) for word in re.split(r"(\w+)", text))
    other = {"norrund": "velmora", "velmora": "norrund", "": ""}[who]
    assert initiators.find_initiator(swapped, ["velmora"], "norrund", study) == other


def test_the_first_who_is_named_counts(study):
    text = "They spoke at the initiative of Norrund. A second call was held at the initiative of Velmora."
    assert initiators.find_initiator(text, ["norrund"], "velmora", study) == "norrund"
    backwards = " ".join(text.split(". ")[::-1])
    assert initiators.find_initiator(backwards, ["norrund"], "velmora", study) == "velmora"


def test_a_country_is_named_where_it_was_spoken_with(study):
    text = "They spoke at the initiative of Chile."
    assert initiators.find_initiator(text, ["Chile"], "velmora", study) == "Chile"
    assert initiators.find_initiator(text, ["Peru"], "velmora", study) == ""


def test_a_text_says_it_at_its_beginning_or_its_end(study):
    line, filler = "The call was initiated by Norrund.", "It rained on the mill. " * 100
    rows = {"first": line + filler, "last": filler + line, "middle": filler + line + filler}
    table = pd.DataFrame({"text": rows}).assign(title="", outlet=VELMORA, genre="call", counterparts="norrund")
    assert initiators.name_initiators(table, study)["initiator"].to_dict() == {
        "first": "norrund",
        "last": "norrund",
        "middle": "",
    }


@pytest.mark.parametrize(
    ("genre", "outlet", "counterparts", "who"),
    [
        ("call", VELMORA, "norrund", "norrund"),
        ("meeting", VELMORA, "norrund", "norrund"),
        ("call", NORRUND, "velmora", "norrund"),
        ("decree", VELMORA, "norrund", ""),
        ("call", VELMORA, "", ""),
        ("call", "Gazette", "norrund", ""),
        ("call", "No such outlet", "norrund", ""),
    ],
)
def test_only_a_press_services_talk_has_an_initiator(genre, outlet, counterparts, who, study):
    table = pd.DataFrame(
        {"text": ["The call was initiated by Norrund."], "title": "", "outlet": outlet, "genre": genre}
    ).assign(counterparts=counterparts)
    before = table.copy()
    assert initiators.name_initiators(table, study)["initiator"].tolist() == [who]
    pd.testing.assert_frame_equal(table, before)

"""The study file: what it must hold, and what is said when it does not."""

import pytest

from analysis.corpus import study

SMALL = """
title = "A call"
tone = "vader"
sides = ["north", "south"]
[voices.north]
label = "North"
colour = "#D55E00"
names = ["Northland"]
[voices.south]
label = "South"
colour = "#0072B2"
names = ["Southland"]
[voices.third_party]
label = "Others"
colour = "#009E73"
[voices.outlet]
label = "Outlet"
colour = "#999999"
[events.call]
label = "The call"
date = "2031-05-01"
[issues.fish]
label = "Fish"
terms = ["fish*"]
"""


def load(tmp_path, text):
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    return study.load_study(tmp_path / "study.toml")


def test_the_sides_come_first_and_the_outlet_last(tmp_path):
    assert load(tmp_path, SMALL).voice_order == ["north", "south", "third_party", "outlet"]


def test_an_outlet_may_itself_be_a_side(tmp_path):
    loaded = load(tmp_path, SMALL + '[outlets."North Office"]\ncolour = "#000000"\nnarration = "north"\n')
    assert loaded.outlets["North Office"].narration == "north"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('tone = "vader"', "", "lacks the key 'tone'"),
        ('label = "Fish"', 'label = "Fish"\nterm = ["x"]', r"\[issues.fish\] has the unknown key 'term'"),
        ('terms = ["fish*"]', "terms = []", r"\[issues.fish\] has no terms"),
        ('names = ["Southland"]', "", r"\[voices.south\] has no names"),
        ('colour = "#0072B2"', 'colour = "blue"', "write it as '#RRGGBB'"),
        ('"2031-05-01"', '"May"', "write YYYY-MM-DD"),
        ('label = "South"', 'label = "north "', "gives the label 'north ' to the voices 'north' and 'south'"),
        ('["north", "south"]', '["north", "west"]', "'west', which is no voice; the voices are north, south"),
        ("[voices.outlet]", "[voices.narrator]\nnames=['x']", r"lacks \[voices.outlet\]"),
        (
            "[events.call]",
            '[outlets."A"]\ncolour="#000000"\nnarration="east"\n[events.call]',
            "'east', which is no voice",
        ),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(tmp_path, before, after, said):
    assert before in SMALL
    with pytest.raises(ValueError, match=said):
        load(tmp_path, SMALL.replace(before, after, 1))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no study file"):
        study.load_study(tmp_path / "none.toml")

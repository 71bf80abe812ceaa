from itertools import product

import pytest

from analysis.annotation.framing import act_lexicon, act_shifts, act_values

WAR = [
    "its sanctions on Norrund",
    "the blockade of Brand",
    "the air strikes",
    "export controls",
    "the siege",
    "a trade war",
]
PEACE = ["the truce", "its aid to Norrund", "the fisheries treaty", "diplomatic ties with Norrund", "flights to Brand"]
ENDING = ["suspended", "paused", "scrapped", "reduced", "rolled back", "revoked", "put an end to", "called off"]
EASING = ["lifted", "eased", "relaxed", "waived"]
NAMES = ["Velmora", "Norrund", "Ukraine", "Russia", "America", "the US", "China", "Brand", "Soren", "Finland"]


def sign(text):
    (value,) = act_values.score_acts([text])
    return (value > 0) - (value < 0)


@pytest.mark.parametrize(("verb", "thing"), [*product(ENDING + EASING, WAR)])
def test_to_end_or_ease_what_hurts_is_conciliatory_and_not_to_is_confrontational(verb, thing):
    assert sign(f"Velmora {verb} {thing}.") == 1
    assert sign(f"Velmora has never {verb} {thing}.") == -1


@pytest.mark.parametrize(("verb", "thing"), [*product(ENDING, PEACE)])
def test_to_end_what_joins_is_confrontational(verb, thing):
    assert sign(f"Velmora {verb} {thing}.") == -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sanctions on Norrund's banks were quietly lifted.", 1),
        ("The duties and the visa ban will be suspended.", 1),
        ("Sanctions were not lifted.", -1),
        ("Velmora announced the lifting of the embargo.", 1),
        ("Velmora refused to lift the embargo.", -1),
        ("Velmora ruled out easing the curbs.", -1),
        ("Velmora refused to suspend the talks.", 1),
        ("Velmora announced a halt to its aid.", -1),
        ("Sanctions relief was announced.", 1),
        ("The fighting on the river has stopped.", 1),
        ("The sanctions were extended.", -1),
        ("The blockade remains in place.", -1),
        ("Flights to Brand were restored.", 1),
        ("The truce with Norrund unravelled.", -1),
        ("The armistice was repeatedly violated.", -1),
        ("The truce is still holding.", 1),
        ("The truce did not hold.", -1),
        ("The truce failed to hold.", -1),
        ("The pact between Velmora and Norrund has collapsed.", -1),
        ("The talks in Brand broke down.", -1),
        ("The dinner was anything but friendly.", -1),
        ("Their tone was far less constructive.", -1),
        ("Relations are no longer hostile.", 1),
        ("Norrund renounced violence.", 1),
        ("Norrund ruled out war.", 1),
        ("Norrund rejected the claim.", -1),
        ("Norrund rejected the truce.", -1),
        ("Norrund is ready for war.", -1),
        ("Norrund is ready to attack.", -1),
        ("Norrund is ready for talks.", 1),
        ("The duties stay if the embargo is lifted by others.", -1),
        ("The two sides ended their talks on Friday.", 0),
        ("The grant is to reduce gun violence.", 0),
        ("They concluded an arms reduction agreement.", 1),
    ],
)
def test_verb_and_noun_say_together_what_neither_says_alone(text, expected):
    assert sign(text) == expected


@pytest.mark.parametrize(
    "frame",
    [
        "Allies help as {} defends itself.",
        "It would harm {} and its firms.",
        "There will be talks should {} choose them.",
        "The minister of {} lifted the ban.",
        "They spoke about troops near the borders of {}.",
        "The president of {} thanked the envoy of Soren.",
        "Support for {} in the face of threats was reaffirmed.",
        "The anti-{} campaign went on.",
        "The members of {} condemned the raid.",
    ],
)
def test_whose_name_stands_there_does_not_change_the_frame(frame):
    scores = {act_values.score_acts([frame.format(name)])[0] for name in NAMES if "-" not in frame or " " not in name}
    assert len(scores) == 1


def test_no_row_of_the_codebook_names_a_country_or_an_alliance():
    terms = [entry for entry in act_lexicon.load_codebook()]
    words = {word for entry in terms for element in entry.elements if element for word in {*element[0], *element[1]}}
    assert words.isdisjoint("russia russia's ukraine america american nato us-led russian ukrainian chinese".split())


@pytest.mark.parametrize("term", ["destabili?*", "arms [race]", "un*done", "talk+"])
def test_a_wildcard_that_means_nothing_is_refused_with_its_line(tmp_path, monkeypatch, term):
    path = tmp_path / "frame_acts.csv"
    path.write_text(f"term,class,weight,origin\nagree*,agree,1,own\n{term},agree,1,own\n", encoding="utf-8")
    monkeypatch.setattr(act_lexicon.paths, "lexicon", lambda name: path)
    with pytest.raises(ValueError, match=r"frame_acts.csv line 3: .* any ending"):
        act_lexicon.read_entries("frame_acts.csv", act_lexicon.FRIENDLY)


def find(text, at=0):
    return act_shifts.find_shift(text.split(), at)


@pytest.mark.parametrize(
    ("text", "shift_sign"),
    [
        ("lifted the sanctions", 1),
        ("lifted its remaining sanctions", 1),
        ("suspended its participation in the treaty", -1),
        ("sanctions were lifted", 1),
        ("sanctions on the banks were lifted", 1),
        ("sanctions were not lifted", -1),
        ("sanctions relief", 1),
        ("truce collapsed", -1),
        ("truce held", 1),
        ("resumed the talks", 1),
        ("resumed the attacks", -1),
        ("broke the truce", -1),
        ("respected the truce", 1),
        pytest.param("kept the truce", 1, marks=pytest.mark.xfail(strict=True, reason="`keep` is no row")),
    ],
)
def test_a_verb_and_its_noun_make_a_shift(text, shift_sign):
    assert find(text).sign == shift_sign


@pytest.mark.parametrize(
    "text",
    [
        "lifted the sails",
        "sanctions on the banks",
        "lifted , sanctions",
        pytest.param(
            "lifted hopes of sanctions",
            marks=pytest.mark.xfail(strict=True, reason="`of` does not end a verb's object"),
        ),
        "ended to the sanctions",
        "the sanctions",
        "truce that said nothing held",
        "lifted",
        "reduced a crime",
    ],
)
def test_where_verb_and_noun_are_not_each_others_there_is_none(text):
    assert find(text) is None


def test_a_shift_begins_where_it_is_looked_for_and_nowhere_else():
    words = "they lifted the sanctions".split()
    assert [bool(act_shifts.find_shift(words, at)) for at in range(6)] == [False, True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "end"), [("lifted the sanctions and duties today", 5), ("lifted the sanctions today", 3)]
)
def test_nouns_of_a_kind_beside_each_other_are_taken_together(text, end):
    assert find(text).end == end


def test_a_turned_shift_turned_again_is_as_it_was():
    for text in ("lifted the sanctions", "truce collapsed", "resumed the attacks"):
        shift = find(text)
        assert shift.turned().sign == -shift.sign
        assert shift.turned().turned() == shift


@pytest.mark.parametrize(
    ("text", "kind"),
    [("lifted the sanctions", "settle"), ("broke the truce", "estrange"), ("resumed the attacks", "hostile")],
)
def test_a_shift_is_an_act_of_the_class_that_it_amounts_to(text, kind):
    shift = find(text)
    act = shift.as_match()
    assert act.entry.kind == kind
    assert (act.entry.weight > 0) == (shift.sign > 0)
    assert (act.start, act.end, act.words) == (shift.start, shift.end, shift.words)

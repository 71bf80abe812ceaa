"""The words that introduce what others say, by every form they take."""

import pytest

from analysis.annotation.english.cue_lexicon import BASE, ING, PARTICIPLE, PAST, THIRD, forms_of, load_cues

PASTS = PAST | PARTICIPLE
REGULAR = [
    ("warn", "warns", "warned", "warning"),
    ("declare", "declares", "declared", "declaring"),
    ("reply", "replies", "replied", "replying"),
    ("convey", "conveys", "conveyed", "conveying"),
    ("stress", "stresses", "stressed", "stressing"),
    ("preach", "preaches", "preached", "preaching"),
    ("wish", "wishes", "wished", "wishing"),
    ("relax", "relaxes", "relaxed", "relaxing"),
    ("veto", "vetoes", "vetoed", "vetoing"),
    ("agree", "agrees", "agreed", "agreeing"),
    ("decree", "decrees", "decreed", "decreeing"),
    ("buzz", "buzzes", "buzzed", "buzzing"),
]


@pytest.mark.parametrize(("base", "third", "past", "ing"), REGULAR)
def test_a_regular_verb_takes_its_four_spellings(base, third, past, ing):
    assert forms_of(base, "") == {base: BASE, third: THIRD, past: PASTS, ing: ING}


@pytest.mark.parametrize(
    ("base", "listed", "expected"),
    [
        ("say", "says said said saying", {"say": BASE, "says": THIRD, "said": PASTS, "saying": ING}),
        ("see", "sees saw seen seeing", {"see": BASE, "sees": THIRD, "saw": PAST, "seen": PARTICIPLE, "seeing": ING}),
        ("put", "puts put put putting", {"put": BASE | PASTS, "puts": THIRD, "putting": ING}),
    ],
)
def test_a_verb_that_is_listed_takes_the_forms_listed(base, listed, expected):
    assert forms_of(base, listed) == expected


def test_the_forms_can_be_told_apart_when_added():
    forms = (BASE, THIRD, PAST, PARTICIPLE, ING)
    assert sum(forms) == BASE | THIRD | PAST | PARTICIPLE | ING
    assert len({*forms}) == 5


# Forms as any grammar has them, of verbs that any list of reporting verbs has.
SPELLINGS = [
    ("say", "said", PASTS), ("tell", "told", PASTS), ("think", "thought", PASTS), ("write", "wrote", PAST),
    ("write", "written", PARTICIPLE), ("deny", "denies", THIRD), ("admit", "admitting", ING),
    ("claim", "claimed", PASTS),
    ("insist", "insists", THIRD), ("promise", "promising", ING), ("warn", "warn", BASE), ("know", "knew", PAST),
    ("swear", "swore", PAST), ("forecast", "forecast", BASE | PASTS),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "spelling", "form"), SPELLINGS)
def test_a_verb_is_found_by_each_of_its_forms(verb, spelling, form):
    entries = [entry for entry in load_cues()["verb"][spelling] if entry.cue.split()[0] == verb]
    assert entries
    assert all(entry.form & form == form for entry in entries)


@pytest.mark.parametrize("spelling", ["sayed", "telled", "admited", "denys", "admiting", "sayd", "refered", "forbided"])
def test_no_verb_is_found_by_a_form_that_nobody_writes(spelling):
    assert spelling not in load_cues()["any"]


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("claim", "claims"),
        ("promise", "promises"),
        ("denial", "denials"),
        ("reply", "replies"),
        ("apology", "apologies"),
    ],
)
def test_a_noun_is_found_by_its_plural(noun, plural):
    nouns = load_cues()["noun"]
    assert [entry.cue for entry in nouns[plural]] == [entry.cue for entry in nouns[noun]]
    assert {entry.form for entry in nouns[plural]} == {THIRD}


def test_the_longest_cue_of_a_spelling_stands_first():
    for table in ("verb", "noun", "adjective", "preposition"):
        for entries in load_cues()[table].values():
            lengths = [len(entry.particles) for entry in entries]
            assert lengths == sorted(lengths, reverse=True)


def test_a_cue_of_several_words_is_found_by_its_first():
    [entry, *_] = load_cues()["preposition"]["according"]
    assert (entry.cue, entry.particles) == ("according to", ("to",))


def test_any_holds_every_spelling():
    cues = load_cues()
    parts = ("verb", "noun", "adjective", "preposition")
    assert set(cues["any"]) == set().union(*(cues[pos] for pos in parts))


@pytest.mark.parametrize(
    ("verb", "stance"),
    [("claim", "doubting"), ("allege", "doubting"), ("say", "neutral"), ("admit", "positive"), ("tell", "neutral")],
)
def test_a_cue_has_the_stance_that_it_betrays(verb, stance):
    assert {entry.stance for entry in load_cues()["verb"][verb] if entry.cue == verb} == {stance}


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("say", "say"), ("think", "think"), ("request", "ask"), ("promise", "commit"), ("accuse", "judge"),
        ("praise", "judge"), ("loathe", "feel"), ("believe", "think"), ("demand", "ask"), ("declare", "say"),
    ],
)  # fmt: skip
def test_a_cue_has_the_kind_of_what_it_does(verb, kind):
    assert kind in {entry.kind for entry in load_cues()["verb"][verb] if entry.cue == verb}


def test_every_entry_has_a_kind_a_need_and_a_voice_that_are_known():
    entries = [entry for pos in ("verb", "noun", "adjective") for own in load_cues()[pos].values() for entry in own]
    assert {entry.kind for entry in entries} <= {"say", "think", "ask", "commit", "judge", "feel", "topic", "show"}
    assert {entry.need for entry in entries} <= {"", "any", "clause", "quote"}
    assert {entry.voiced for entry in entries} <= {"yes", "no", "that"}

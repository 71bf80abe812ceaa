"""Who speaks: by hand, by laws, and on texts that no rule was written for."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation import voices
from analysis.annotation.english.tokens import tokenize
from analysis.annotation.voices.quotations import find_quotations
from analysis.corpus.study import Event, Issue, Outlet, Study, Voice

SHARED = Path(__file__).parents[3].parent / "shared"
STUDY = Study(
    title="Ruritania and Arcadia",
    tone="vader",
    sides=("ruritania", "arcadia"),
    voices={
        "ruritania": Voice(
            "ruritania", "Ruritania", "#D55E00", "o",
            ("Ruritania", "Rudolf Elphberg", "Elphberg", "Anna Hentzau", "Hentzau", "Ruritanian Foreign Ministry"),
            ("Ruritanian president", "Ruritanian leader"),
        ),
        "arcadia": Voice(
            "arcadia", "Arcadia", "#0072B2", "s", ("Arcadia", "Flora Pan", "Pan"), ("Arcadian president",)
        ),
        "third_party": Voice("third_party", "Third parties", "#009E73"),
        "outlet": Voice("outlet", "Outlet", "#999999"),
    },
    events={"call": Event("call", "Call", "2021-02-03")},
    issues={"trade": Issue("trade", "Trade", ("trade",))},
    outlets={"Gazette": Outlet("Gazette", "#56B4E9"), "Court": Outlet("Court", "#56B4E9", "o", "ruritania")},
)  # fmt: skip


def segment(*sentences, outlet="Gazette", gap=" "):
    """Return the segments of a text made of these sentences."""
    starts, text = [], ""
    for sentence in sentences:
        starts.append(len(text))
        text += sentence + gap
    rows = [(f"d-{k}", "d", a, a + len(s)) for k, (a, s) in enumerate(zip(starts, sentences, strict=True))]
    table = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "start", "end"])
    articles = pd.DataFrame([{"doc_id": "d", "outlet": outlet, "text": text}])
    return voices.attribute_voices(table, articles, STUDY)


def stretches(*sentences, **options):
    """Return the voices and texts of the segments."""
    return [(r.voice, r.text.strip()) for r in segment(*sentences, **options).itertuples()]


def who(*sentences, **options):
    """Return the set of voices other than the outlet, sentence by sentence."""
    table = segment(*sentences, **options)
    return [" ".join(sorted(set(g["voice"]) - {"outlet"})) for _, g in table.groupby("sentence_id", sort=False)]


def test_cue_and_source_stay_with_the_outlet():
    assert stretches("Elphberg said he hoped for a good harvest.") == [
        ("outlet", "Elphberg said"),
        ("ruritania", "he hoped for a good harvest."),
    ]


def test_the_quoted_part_of_indirect_speech_is_direct():
    table = segment("Pan noted that the talks were “long and useful” for everyone.")
    assert table["manner"].tolist() == ["narration", "indirect", "direct", "indirect"]
    assert table["voice"].tolist() == ["outlet", "arcadia", "arcadia", "arcadia"]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We are ready to talk,” Pan said.",
        "“We are ready to talk,” said Pan on Monday.",
        '"We are ready to talk," Pan said.',
        "''We are ready to talk,'' Pan said.",
        "“We are ready,” Pan said, “to talk.”",
        "Pan said: “We are ready to talk.”",
        "The talks, Pan said, would be long.",
        "The talks will be long, according to Pan.",
        "According to Pan, the talks will be long.",
        "Pan, who arrived late, told reporters that the talks were useful.",
        "On Monday, after a long walk, Pan warned of a bad harvest.",
        "Pan: Talks will be long",
        "“We are ready to talk,” Pan thundered.",
        "The Arcadian president has voiced her support for the bridge.",
        "A spokesman for Arcadia denied that there was a bridge.",
        "A record of the talks published by Arcadia has revealed that nobody smiled.",
        "In his letter to the king, Pan asked for more bridges.",
        "Speaking to reporters, Pan claimed that the bridge was new.",
    ],
)
def test_one_voice_speaks_however_it_is_introduced(sentence):
    assert who(sentence, "Pan left.")[0] == "arcadia"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was built in two years.",
        "Arcadia and Ruritania are expected to sign the treaty in May.",
        "Pan was declared the winner on Tuesday.",
        "Pan wanted to wait until the harvest was in.",
        "Pan is accused of selling the bridge.",
        "Pan appeared on the show “Bridges. Rivers. Boats.”",
        "The United States is far away.",
        "The so-called “bridge” leads nowhere.",
    ],
)
def test_deeds_dispositions_and_titles_are_the_outlets(sentence):
    assert who(sentence) == [""]


def test_pronouns_last_names_and_descriptions_refer_back():
    table = segment("Flora Pan came to the bridge.", "Pan said it was new.", "She also stated that it was long.")
    said = table[table["voice"] == "arcadia"]
    assert said["source"].tolist() == ["Flora Pan", "Flora Pan"]
    assert said["resolution"].tolist() == ["last name", "pronoun"]


def test_a_quotation_without_a_cue_takes_the_speaker_before_it():
    sentences = ("“The bridge is new,” Pan said.", "“It is also long.”", "“And it is ours.”")
    assert who(*sentences, gap="\n\n") == ["arcadia"] * 3
    assert segment(*sentences, gap="\n\n")["resolution"].tolist()[-1] == "carried over quotation"


def test_a_quotation_over_several_sentences_has_one_speaker():
    assert who("“The bridge is new.", "It is long.", "It is ours,” Pan said.") == ["arcadia"] * 3


def test_a_statement_takes_the_voice_whose_it_is():
    assert who("A statement by Arcadia was read out and said that nobody smiled.", "It said that nobody wept.") == [
        "arcadia",
        "arcadia",
    ]


def test_two_sides_that_speak_together_both_have_a_voice():
    assert who("Both statements said that the bridge would be built soon.") == ["arcadia ruritania"]


def test_a_source_outside_the_study_keeps_its_name():
    table = segment("Jane Roe, head of the Bridge Institute, told the Gazette that the river was deep.")
    said = table[table["voice"] == "third_party"]
    assert said["source"].unique().tolist() == ["Jane Roe"]
    assert said["cue"].unique().tolist() == ["told"]


def test_people_who_merely_bear_a_sides_adjective_are_third_parties():
    assert who("Ruritanian experts believe that the bridge will fall.") == ["third_party"]
    assert who("A critic of Pan said that the bridge was ugly.") == ["third_party"]


def test_the_outermost_source_has_the_voice():
    assert who("Hentzau said that Pan believes in bridges.") == ["ruritania"]


def test_narration_belongs_to_the_voice_of_the_outlet():
    assert segment("The bridge was built.", outlet="Court")["voice"].tolist() == ["ruritania"]


def test_in_a_sides_own_text_the_president_is_its_own():
    assert segment("The president asked for more bridges.", outlet="Court")["source"].tolist() == ["", "president"]
    assert who("The president asked for more bridges.", outlet="Court") == ["ruritania"]


def test_turns_of_a_transcript_are_their_speakers():
    sentences = ("ROE: The bridge is new.", "PAN: It is long.", "ROE: It is ours.", "PAN: It is not.")
    assert who(*sentences, gap="\n\n") == ["third_party", "arcadia", "third_party", "arcadia"]


def test_another_language_is_said_to_be_so():
    table = segment(
        "Der König hat gesagt, die Brücke sei neu und lang und gehöre allen Leuten im Land, die kommen wollen, "
        "sagte Pan am Abend."
    )
    assert table["resolution"].tolist() == ["no English text"]
    assert table["certainty"].max() < 0.5


def test_nothing_found_is_said_to_be_so():
    assert segment("The bridge was built.")["resolution"].tolist() == ["nothing found"]


def test_an_empty_sentence_has_one_empty_segment():
    table = segment("", "The bridge was built.")
    assert table["text"].tolist() == ["", "The bridge was built."]


def test_an_unknown_article_is_named():
    sentences = pd.DataFrame([("s", "nowhere", 0, 3)], columns=["sentence_id", "doc_id", "start", "end"])
    articles = pd.DataFrame([{"doc_id": "d", "outlet": "Gazette", "text": "Yes"}])
    with pytest.raises(ValueError, match="sentences name the article 'nowhere', which is not among the 1 articles"):
        voices.attribute_voices(sentences, articles, STUDY)


def test_no_sentences_make_no_segments():
    sentences = pd.DataFrame(columns=["sentence_id", "doc_id", "start", "end"])
    articles = pd.DataFrame([{"doc_id": "d", "outlet": "Gazette", "text": "Yes"}])
    assert len(voices.attribute_voices(sentences, articles, STUDY)) == 0


def test_unbalanced_marks_end_with_their_paragraph():
    text = "“The bridge is new. It is long.\n\nThe river is deep."
    spans = [(0, 19), (20, 31), (33, 51)]
    quotations = find_quotations(tokenize(text, spans))
    assert [(q.closed, q.n_words) for q in quotations] == [(False, 7)]


@pytest.mark.skipif(not (SHARED / "benchmarks").is_dir(), reason="needs ../shared/benchmarks")
def test_attribution_stays_as_good_as_it_was():
    lines = (SHARED / "benchmarks" / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines[:40]]
    right = total = 0
    for article in articles:
        answers = voices.name_sources(article["text"], [tuple(span) for span in article["sentences"]])
        for (start, end), answer in zip(article["sentences"], answers, strict=True):
            said = any(a < end and b > start for x in article["attributions"] for a, b in x["content"])
            right, total = right + (said == (answer is not None)), total + 1
    assert right / total > 0.8


def sources(*sentences):
    """Return the source named for each sentence of a paragraph, "" where none is, None where the outlet speaks."""
    text, spans = "", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return [answer and (answer["source"] or "") for answer in voices.name_sources(text, spans)]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Millers and even some bakers say the price is too low.", "Millers and even some bakers"),
        ("Old and new members who came early said the hall was cold.", "Old and new members"),
        ("But miners, farmers, and many mayors claim it will fail.", "miners, farmers, and many mayors"),
        ("“The hall is too small,” Flora Pan, the bakers’ adviser, said on Monday.", "Flora Pan"),
        ("The bridge, Pan, who had argued for it, will stay open, Hentzau maintains.", "Hentzau"),
        ("Pan promised a second bridge, according to two witnesses.", "two witnesses"),
        ("From the report: “In most towns the mills stood still for a year.”", "report"),
        ("As Pan put it: “The mills of this town stand still.”", "Pan"),
        ("These are the things the mayor has said about the mill.", "mayor"),
        ("Pan and Hentzau talk for an hour: “The mills stand still again.”", ""),
    ],
)
def test_the_source_is_the_whole_subject_of_the_cue_that_covers_the_rest(sentence, source):
    assert sources(sentence) == [source]


def test_a_cue_cut_off_from_its_question_still_names_who_asks():
    assert sources("“Why are the mills closed?”", "Pan asked on Monday.")[0] == "Pan"


def test_a_list_does_not_reach_into_the_clause_or_the_place_before_it():
    assert sources("In Streslau, Pan and Hentzau said they would go.") == ["Pan and Hentzau"]
    assert sources("Hentzau came, and Pan said they would go.") == ["Pan"]


def test_a_party_named_by_its_owner_is_it_and_not_he():
    table = segment("Ruritania’s Council described it.", "In its letter, Flora Pan condemned it.", "It said no more.")
    assert table["source"].iloc[-1] == "Ruritania’s Council"


def test_the_two_leaders_of_a_sides_own_text_speak_for_it():
    table = segment("The two leaders stressed that trade mattered.", outlet="Court")
    assert set(table["voice"]) == {"ruritania"}
    assert "own text" in set(table["resolution"])
    assert who("Both sides stressed that trade mattered.") == ["arcadia ruritania"]
    assert who("Guild leaders stressed that trade mattered.") == ["third_party"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Pan voiced her support for the mill, but the mayor has signed nothing yet.", ["her support for the mill,"]),
        ("Pan asked the king for a mill, which has been refused.", ["the king for a mill,"]),
        ("Pan congratulated the king and expressed her hope that it rains.", ["the king", "that it rains."]),
        ("Pan said the mill was shut, but no one knew why.", ["the mill was shut, but no one knew why."]),
        ("Pan responded to the remark that mills are rare, saying she had none.", ["she had none."]),
    ],
)
def test_what_is_reported_ends_where_the_outlet_goes_on(sentence, said):
    assert [text for voice, text in stretches(sentence) if voice == "arcadia"] == said


def test_another_report_behind_although_ends_the_first():
    assert stretches("Pan said the mill was shut, although later Hentzau explained that it was open.") == [
        ("outlet", "Pan said"),
        ("arcadia", "the mill was shut,"),
        ("outlet", "although later Hentzau explained"),
        ("ruritania", "that it was open."),
    ]


def test_words_that_point_ahead_are_no_content():
    assert stretches("Pan’s office stated the following: The mill opens in May.")[1] == (
        "arcadia",
        "The mill opens in May.",
    )
    assert who("Pan stated the following:") == [""]


def test_a_word_of_doubt_before_a_quoted_part_or_a_charge_is_the_outlets():
    voice = {
        text: voice for voice, text in stretches("Pan warned of the alleged “theft” and of baseless claims of fraud.")
    }
    # The charge goes with the verdict: that there are `claims` is the doubter's word too (data/README.md).
    assert (voice["alleged"], voice["“theft”"], voice["baseless claims of"]) == ("outlet", "arcadia", "outlet")
    assert who("Pan said that the theft was alleged.") == ["arcadia"]


def test_junior_belongs_to_the_name_before_it_and_they_of_an_own_text_to_its_side():
    assert who("President Flora Pan, Jr. praised the mill.", "Flora Pan, Jr. also said it was new.") == ["arcadia"] * 2
    assert "third_party" not in set(segment("They stressed that trade mattered.", outlet="Court")["voice"])

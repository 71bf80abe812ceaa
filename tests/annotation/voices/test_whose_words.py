"""Whose words a phrase is: invented articles on invented governments, one row a sentence, by kind of construction."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.annotation import voices
from analysis.corpus import sentences, tables
from analysis.corpus.cleaning import cleaning
from analysis.corpus.study import OUTLET, THIRD_PARTY, Outlet, Study, Voice

HEAD = "Leaders hold a second call on the sound\n\nOfficials spoke by telephone on Tuesday about the herring.\n\n"
SIDES = {  # names and descriptions of the two sides
    "sound": {
        "velmora": (["Velmora", "Amber Hall", "Ilka Soren", "Soren"], ["Velmoran president", "the President"]),
        "norrund": (["Norrund", "Chancellery", "Aldo Brand", "Brand"], ["Norrund side", "the Prime Minister"]),
    },
    "ardenia": {
        "ardenia": (["Ardenia", "Yervan", "Nikal Parsinyan", "Arat Mirzan"], ["Ardenian premier"]),
        "azerlan": (["Azerlan", "Bakur", "Iltan Alimov", "Jeyan Bayrov"], ["Azerlani president"]),
    },
    "morna": {
        "morna": (
            ["Morna", "Besk", "Li Tanho", "Wen Ro", "Mai Lun", "Mornese Foreign Ministry"],
            ["Mornese president", "Mornese side"],
        ),
        "usa": (
            ["United States", "US", "Washington", "White House", "Ruth Hollis", "Carl Arden", "State Department"],
            ["US president", "American president"],
        ),
    },
    "vandia": {
        "vandia": (["Vandia", "New Delmar", "Arun Modra", "Ministry of External Affairs"], ["Vandian prime minister"]),
        "zakistan": (["Zakistan", "Islabad", "Tariq Sharaf", "Foreign Office"], ["Zakistani prime minister"]),
    },
    "torea": {
        "south": (["South Torea", "Seolin", "Yun Sek Yol", "Cha Tae-yul"], ["South Torean president"]),
        "jovan": (["Jovan", "Tokyar", "Fumo Kishara", "Yosho Hayara"], ["Jovanese prime minister"]),
    },
    "torkey": {
        "torkey": (["Torkey", "Törkiye", "Ankora", "Selim Tarik Ersoğan", "Hakan Fidar"], ["Torkish president"]),
        "breece": (["Breece", "Athena", "Kostas Petrakis", "Nikos Gerakis"], ["Breek prime minister"]),
    },
    "brettain": {
        "brettain": (["Brettain", "UK", "Martin Brown", "Jane Straw", "Hope"], ["Brettish prime minister"]),
        "union": (["European Union", "EU", "Ulla von der Layen", "Josep Borrel", "Commission"], ["EU chief"]),
    },
}
ROWS = list(csv.DictReader(io.StringIO(Path(__file__).with_name("whose_words.csv").read_bytes().decode("utf-8"))))
KINDS = list(dict.fromkeys(row["kind"] for row in ROWS))


def make_study(name):
    """Return the study of two invented sides, the first with a press office of its own."""
    sides = SIDES[name]
    listed = [Voice(v, v, "#D55E00", names=tuple(n), descriptions=tuple(d)) for v, (n, d) in sides.items()]
    others = [Voice(THIRD_PARTY, "Third parties", "#009E73"), Voice(OUTLET, "Outlet", "#999999")]
    office = {"Amber Hall": Outlet("Amber Hall", "#E69F00", narration=next(iter(sides)))}
    return Study("T", "vader", tuple(sides), {v.id: v for v in [*listed, *others]}, {}, {}, office)


def find_voices(study, outlet, text, phrase):
    """Return the characters of the phrase by voice, and by manner."""
    article = pd.DataFrame([{"doc_id": "d", "outlet": outlet, "title": "", "credit": "", "text": HEAD + text + "\n"}])
    split = sentences.split_sentences(article, cleaning.mark_passages(article))
    start = len(HEAD) + text.index(phrase)
    voice, manner = Counter(), Counter()
    for segment in voices.attribute_voices(split, article, study).itertuples():
        shared = min(segment.end, start + len(phrase)) - max(segment.start, start)
        if shared > 0:
            voice[segment.voice] += shared
            manner[segment.manner] += shared
    return voice, manner


def is_right(row):
    """Return whether each voice named in the row has its share of the phrase, and the manner is as given."""
    found, manners = find_voices(make_study(row["study"]), row["outlet"], row["text"], row["phrase"])
    total = sum(found.values())
    parts = [part.partition(":") for part in row["voice"].split("+")]
    shares = [(voice, float(share or 1), 0.2 if share else 0.15) for voice, _, share in parts]
    right = total and all(abs(found[voice] / total - share) <= slack for voice, share, slack in shares)
    return bool(right) and (not row["manner"] or manners[row["manner"]] >= 0.85 * total)


@pytest.mark.parametrize("kind", KINDS)
def test_the_phrase_belongs_to_its_voice(kind):
    wrong = [(row["text"], row["phrase"], row["voice"]) for row in ROWS if row["kind"] == kind and not is_right(row)]
    assert not wrong


def test_every_kind_has_two_rows_at_least():
    counts = Counter(row["kind"] for row in ROWS)
    assert min(counts.values()) >= 2 and len(ROWS) > 100


TRAPS = [  # paragraphs that look like labels, all of them the press office's own words
    "Note: the ferries do not run on Sunday.",
    "Sound time: the clock in the hall was late.",
    "Agenda: herring, ferries, the cable.",
    "The hall had one question: who would pay?",
]
TRANSCRIPT = [
    ("velmora", "PRESIDENT SOREN:  ", "Welcome to the hall. I have one wish: patience."),
    ("norrund", "PRIME MINISTER BRAND:  (As interpreted.)  ", "Thank you. Our ports are open."),
    ("norrund", "", "They have been open for a year, and they will stay so."),
    ("third_party", "Q    ", "Will the crews be freed?"),
    ("velmora", "PRESIDENT SOREN:  ", "Soon. As the poet says: wait."),
    ("third_party", "MODERATOR:  ", "One last question."),
    ("third_party", "MR. VASH:  ", "Lindora has built the bridge."),
]


@pytest.mark.parametrize("label", [str, str.title, lambda text: text.replace("PRIME MINISTER ", "Aldo ")])
@pytest.mark.parametrize("outlet", ["Amber Hall", "Gazette"])
def test_a_labelled_turn_is_its_speakers_until_the_next_label(label, outlet):
    text = "Remarks at the hall\n\n" + "\n\n".join(label(who) + said for _, who, said in TRANSCRIPT)
    for voice, _, said in TRANSCRIPT:
        found, _ = find_voices(make_study("sound"), outlet, text, said)
        assert found[voice] >= 0.95 * sum(found.values()), (said, found)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_colon_does_not_make_a_speaker_of_what_stands_before_it(trap):
    text = "Soren and Brand spoke for an hour.\n\n" + trap + "\n\nThe talks will go on in June."
    found, _ = find_voices(make_study("sound"), "Amber Hall", text, trap)
    assert set(found) == {"velmora"}


def test_a_transcript_ends_at_its_closing_line():
    turns = "\n\n".join(label + said for _, label, said in TRANSCRIPT)
    closing = "The two leaders then walked to the harbour."
    found, _ = find_voices(make_study("sound"), "Gazette", turns + "\n\nEND 3:15 P.M.\n\n" + closing, closing)
    assert set(found) == {"outlet"}


def test_an_article_that_quotes_an_interview_goes_on_in_its_own_words():
    text = (
        "TAPPERT: Will the boats sail?\n\nSOREN: They will.\n\nSoren has been president since May.\n\n"
        "The boats left at noon."
    )
    for phrase in ("Soren has been president since May.", "The boats left at noon."):
        assert set(find_voices(make_study("sound"), "Gazette", text, phrase)[0]) == {"outlet"}


def test_the_voice_does_not_depend_on_which_apostrophe_a_text_uses():
    for mark in "'’‘ʼ":
        text = f"Velmora{mark}s envoy said the quota was fair."
        assert find_voices(make_study("sound"), "Gazette", text, "the quota was fair")[0]["velmora"]


def test_the_cases_read_the_same_through_ingest(tmp_path):
    row = next(row for row in ROWS if row["kind"] == "ambassador")
    source, study = tmp_path / "articles", tmp_path / "study.toml"
    source.mkdir()
    (source / "case.txt").write_text(HEAD + row["text"] + "\n", encoding="utf-8")
    (source / "articles.csv").write_text("source_file,doc_id,outlet\ncase.txt,case,Gazette\n", encoding="utf-8")
    base = (Path(__file__).parents[3] / "data" / "example" / "study.toml").read_text(encoding="utf-8")
    names = SIDES[row["study"]]
    for old, (voice, (listed, described)) in zip(("velmora", "norrund"), names.items(), strict=True):
        base = re.sub(rf"\[voices\.{old}\]\nlabel = .*\n", f'[voices.{old}]\nlabel = "{voice}"\n', base)
        block = base.index(f"[voices.{old}]")
        rest = re.sub(r"names = \[[^\]]*\]", f"names = {listed}", base[block:], count=1)
        base = base[:block] + re.sub(r"descriptions = \[[^\]]*\]", f"descriptions = {described}", rest, count=1)
    study.write_text(base, encoding="utf-8")
    pipeline.ingest(source, study, tmp_path / "corpus")
    said = tables.read_table(tmp_path / "corpus", "segments").query("manner == 'indirect'")
    assert said["voice"].tolist() == [dict(zip(names, ("velmora", "norrund"), strict=True))[row["voice"]]]

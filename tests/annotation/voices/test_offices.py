"""Who held office when: by hand."""

import dataclasses

import pandas as pd
import pytest

from analysis.annotation.voices import offices
from analysis.corpus.study import Office, load_study
from analysis.output import prose
from analysis.paths import find_root

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["early", "late", "event", "unknown"],
        "published": ["2024-05-13", "2024-05-14", "", ""],
        "event": ["", "", "first_call", ""],
    }
)
SEGMENTS = pd.DataFrame(
    {
        "doc_id": ["early", "early", "late", "event", "unknown"],
        "sentence_id": list("abcde"),
        "voice": "velmora",
        "source": ["Ilka Soren", "Amber Hall", "Soren", "Soren", "Soren"],
    }
)


def study_with(example_study, *held):
    """Return the example's study with these offices of its first side."""
    first = example_study.sides[0]
    voice = dataclasses.replace(example_study.voices[first], offices=held)
    return dataclasses.replace(example_study, voices={**example_study.voices, first: voice})


def test_a_segment_before_the_term_is_out_of_office_and_the_institution_never_is(example_study):
    study = study_with(example_study, Office("Ilka Soren", since="2024-05-14"))
    assert offices.find_out_of_office(SEGMENTS, ARTICLES, study).tolist() == ["Ilka Soren", "", "", "", ""]
    ended = study_with(example_study, Office("Ilka Soren", until="2024-05-14"))
    assert offices.find_out_of_office(SEGMENTS, ARTICLES, ended).tolist() == ["", "", *["Ilka Soren"] * 2, ""]


def test_words_out_of_office_go_to_the_voice_that_the_study_names_or_stay(example_study):
    held = Office("Ilka Soren", since="2024-05-14", otherwise="third_party")
    given = offices.apply_terms(SEGMENTS, ARTICLES, study_with(example_study, held))
    assert given["voice"].tolist() == ["third_party", *["velmora"] * 4]
    stays = dataclasses.replace(held, otherwise="")
    assert offices.apply_terms(SEGMENTS, ARTICLES, study_with(example_study, stays)) is SEGMENTS


def test_the_answer_says_how_many_sentences(example_study):
    study = study_with(example_study, Office("Ilka Soren", since="2024-05-14"))
    said = prose.say_offices(SEGMENTS, ARTICLES, study)
    assert said == " 1 of the 5 sentences of Velmora are of Ilka Soren while not in office."
    assert prose.say_offices(SEGMENTS, ARTICLES, example_study) == ""


@pytest.mark.parametrize(
    ("office", "said"),
    [
        ('{ name = "Nobody", from = 2021-01-20 }', "'Nobody', which is no name of this voice; add it to names"),
        ('{ name = "Soren", from = "soon" }', "is in office from 'soon' until ''"),
        ('{ name = "Soren", from = 2025-01-20, until = 2021-01-20 }', "the earlier first"),
        ('{ name = "Soren", since = 2021-01-20 }', "write { name ="),
        ('{ name = "Soren", from = 2021-01-20, otherwise = "pope" }', "to 'pope', which is no voice"),
    ],
)
def test_an_office_that_cannot_be_is_refused(tmp_path, example_folder, office, said):
    text = (example_folder / "study.toml").read_text(encoding="utf-8")
    path = tmp_path / "study.toml"
    path.write_text(text.replace('marker = "o"\n', f'marker = "o"\noffices = [{office}]\n', 1), encoding="utf-8")
    with pytest.raises(ValueError, match="office") as error:
        load_study(path)
    assert said in str(error.value)


def test_the_terms_of_the_five_articles_are_read():
    held, elect = load_study(find_root() / "data" / "study.toml").voices["white_house"].offices
    assert (held.name, held.since, held.until) == ("Joe Biden", "2021-01-20", "2025-01-20")
    assert elect.name == "president-elect"

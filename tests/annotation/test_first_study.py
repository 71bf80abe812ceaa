import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import pipeline
from analysis.__main__ import app
from analysis.annotation import first_study
from analysis.corpus.study import load_study
from tests.corpus.test_documents import FACTIVA, WRITERS

LETTER = """Ferry to run again

The government of Norway said on Tuesday that the ferry would run again from June. Norway hopes for calm seas.

Chile answered on Wednesday that its engineers would come. The envoys of Chile and Norway met in Ada Holt's office.
"""


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    for name, write in WRITERS.items():
        (made / name.replace(".", "_")).mkdir(parents=True)
        write(made / name.replace(".", "_") / name)
    (made / "letter.txt").write_text(LETTER, encoding="utf-8")
    (made / "copy.txt").write_text(LETTER, encoding="utf-8")
    (made / "export.txt").write_text(FACTIVA.format(body="The pier was closed. Nobody came."), encoding="utf-8")
    (made / "photo.png").write_bytes(b"png")
    return made


def test_a_folder_with_a_file_of_each_form_becomes_a_corpus_in_three_commands(folder, tmp_path):
    first = run("init", folder)
    assert first.exit_code == 0, first.output
    assert "not read: photo.png, a .png file" in first.output
    assert "the same bytes: copy.txt = letter.txt" in first.output
    assert run("check", folder).exit_code == 0
    made = run("ingest", folder, "--into", tmp_path / "corpus")
    assert made.exit_code == 0, made.output
    articles = pd.read_parquet(tmp_path / "corpus" / "articles.parquet")
    assert len(articles) == len(WRITERS) + 4
    assert articles["doc_id"].is_unique
    page = articles[articles["source_file"] == "a_html/a.html"].iloc[0]
    assert (page["outlet"], page["published"]) == ("The Lantern", "2021-03-02")
    exported = articles[articles["source_file"].str.startswith("export.txt#")]
    assert exported["outlet"].tolist() == ["The Lantern", "Strait Gazette"]


def test_the_first_study_has_the_two_most_named_countries_as_sides(folder):
    run("init", folder)
    study = load_study(folder / "study.toml")
    assert study.sides == ("chile", "norway")
    assert {"The Lantern", "Strait Gazette"} <= set(study.outlets)
    assert '#   "Ada Holt",' in (folder / "study.toml").read_text(encoding="utf-8")


def test_what_is_there_is_not_written_over(folder):
    (folder / "study.toml").write_text("mine", encoding="utf-8")
    second = run("init", folder)
    assert second.exit_code == 2 and "is there already" in second.output
    assert (folder / "study.toml").read_text(encoding="utf-8") == "mine"
    assert not (folder / "articles.csv").exists()


def test_a_folder_without_its_metadata_says_which_command_writes_them(folder, tmp_path):
    told = run("ingest", folder, "--study", "data/study.toml", "--into", tmp_path / "corpus")
    assert told.exit_code == 2 and f"readouts init {folder} writes a first one" in told.output


def test_check_says_all_that_is_wrong_with_a_study_at_once(folder):
    run("init", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    spoilt = text.replace('tone = "vader"', 'tone = "Vader"').replace('marker = "s"', 'marker = "diamond"', 1)
    spoilt = spoilt.replace("#0072B2", "#D55E01") + '\n[issues.pier]\nlabel = "Pier"\nterms = [""]\n'
    (folder / "study.toml").write_text(spoilt.replace('terms = [""]', 'terms = ["pier"]\n'), encoding="utf-8")
    told = run("check", folder)
    assert told.exit_code == 1
    for said in ("has tone = 'Vader'", "has the marker 'diamond'"):
        assert said in told.output
    (folder / "study.toml").write_text(
        text.replace('names = ["Chile"]', 'names = "Chile"').replace('label = "Norway"', "label = 3"), encoding="utf-8"
    )
    told = run("check", folder)
    assert "has names = 'Chile'; write names =" in told.output and "has label = 3" in told.output


def test_check_says_colours_that_do_not_differ_and_names_in_two_voices(folder):
    run("init", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    alike = text.replace("#0072B2", "#D55E01").replace('names = ["Norway"]', 'names = ["Norway", "Chile"]')
    (folder / "study.toml").write_text(alike, encoding="utf-8")
    told = run("check", folder).output
    assert "gives 'chile' and 'norway' colours that do not differ" in told
    assert "gives the name 'Chile' to 'chile' and to 'norway'" in told


def test_check_of_a_corpus_names_silent_voices_missing_outlets_and_any_changed_file(folder, tmp_path):
    run("init", folder)
    with (folder / "study.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[outlets."The Lamp"]\ncolour = "#56B4E9"\n\n[issues.whale]\nlabel = "Whales"\nterms = ["whale"]\n'
        )
    made = tmp_path / "corpus"
    run("ingest", folder, "--into", made)
    said = pipeline.check(made)
    assert any("outlets of the study without an article: The Lamp" in sentence for sentence in said)
    assert any("issues that nobody raises: Whales" in sentence for sentence in said)
    raw = bytearray((made / "terms.parquet").read_bytes())
    raw[len(raw) // 2] ^= 1
    (made / "terms.parquet").write_bytes(raw)
    (made / "links.parquet").unlink()
    told = run("check", made)
    assert told.exit_code == 1
    assert "terms.parquet is not as it was written" in told.output and "links.parquet is gone" in told.output


def test_check_of_a_corpus_that_is_well_says_so(folder, tmp_path):
    run("init", folder)
    run("ingest", folder, "--into", tmp_path / "corpus")
    told = run("check", tmp_path / "corpus")
    assert told.exit_code == 0 and "nothing wrong found" in told.output


def write_folder(tmp_path, **texts):
    made = tmp_path / "own"
    made.mkdir()
    for name, text in texts.items():
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def test_a_first_study_is_one_that_can_be_read(tmp_path):
    folder = write_folder(tmp_path, one=LETTER, two=LETTER.replace("Chile", "Peru"))
    said = first_study.write_first_study(folder)
    study = load_study(folder / "study.toml")
    assert study.sides == ("norway", "chile")
    assert study.title == "Articles in own"
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
    assert about["source_file"].tolist() == ["one.txt", "two.txt"]
    assert about["title"].tolist() == ["Ferry to run again"] * 2
    assert about["doc_id"].is_unique
    assert about["outlet"].tolist() == ["Unknown outlet"] * 2
    assert "2 documents; correct outlets, titles and dates" in said[0]


def test_the_country_that_more_articles_name_comes_first(tmp_path):
    folder = write_folder(tmp_path, a="Peru and Chile met.\n", b="Peru waited.\n", c="The envoys of Peru came.\n")
    first_study.write_first_study(folder)
    assert load_study(folder / "study.toml").sides == ("peru", "chile")


def test_where_no_country_is_named_the_sides_are_left_to_be_filled_in(tmp_path):
    folder = write_folder(tmp_path, a="it rained all day.\n")
    first_study.write_first_study(folder)
    assert load_study(folder / "study.toml").sides == ("side_a", "side_b")


def test_words_that_several_articles_have_are_proposed_as_issues(tmp_path):
    folder = write_folder(tmp_path, a="the herring quota of Peru\n", b="a herring\n", c="their quota, their boats\n")
    first_study.write_first_study(folder)
    lines = (folder / "study.toml").read_text("utf-8").splitlines()
    proposed = [line for line in lines if line.startswith("# [issues.")]
    assert proposed == ["# [issues.herring]", "# [issues.quota]"]


def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no folder .*; name the one that your articles lie in"):
        first_study.write_first_study(tmp_path / "none")
    (tmp_path / "own").mkdir()
    with pytest.raises(FileNotFoundError):
        first_study.write_first_study(tmp_path / "own")

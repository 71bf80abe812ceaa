"""What people bring and what they are told of it at once: files, tables, studies, languages."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.annotation.tone import sentiment
from analysis.corpus.articles import languages, raw_text, table_files
from analysis.corpus.study import MARKERS, TONES, load_study

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example"
SPANISH = (
    "El presidente dijo el martes que los barcos de la región volverán a salir del puerto cuando termine la tormenta. "
    "“La cuota es justa y seguirá siendo así”, dijo el portavoz del gobierno a los periodistas en la capital.\n\n"
) * 3
RUSSIAN = (
    "Президент заявил во вторник, что суда вернутся в порт, когда закончится шторм, и что переговоры будут продолжены. "
) * 4


@pytest.fixture
def folder(tmp_path):
    """Return a copy of data/example to spoil."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "mine"))


def ingest(folder, *more):
    arguments = ["ingest", folder, "--study", folder / "study.toml", "--into", folder.parent / "made", *more]
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def add(folder, name, content, outlet="Harbour Courier"):
    """Add a file to the folder and a row to its metadata."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
    row = pd.DataFrame([{"source_file": name, "doc_id": Path(name).stem, "outlet": outlet}])
    pd.concat([about, row]).fillna("").to_csv(folder / "articles.csv", index=False)


def refused(result, *said):
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("readouts: ") and result.stderr.count("\n") == 1, result.stderr
    for part in said:
        assert part in result.stderr, result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body><p>Soren</p><div>the quota was fair.</div></body></html>", "is HTML; save the text of the page"),
        (b"https://a.example/one\nhttps://a.example/two\n", "is a list of addresses"),
        (b"   \n", "is empty; every article needs text"),
        ("Soren said".encode("utf-16-le"), "has NUL characters; it is UTF-16"),
        ("Soren said “no”".encode("cp1252"), "is not UTF-8 (byte 0x93 at offset 11); pass --encoding, e.g. cp1252"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_said_or_set_aside(folder, content, said):
    add(folder, "odd.txt", content)
    refused(ingest(folder), said, "odd.txt")
    result = ingest(folder, "--keep-going")
    assert result.exit_code == 0 and "not read: " in result.stderr
    rejects = pd.read_csv(folder.parent / "made" / "rejects.csv")
    assert rejects["reason"].str.contains(said, regex=False).any()


def test_a_byte_order_mark_is_no_letter_and_moves_no_offset(folder):
    text = "Boats leave the sound\n\nSoren said on Tuesday that the boats would leave the sound at noon.\n"
    for mark, encoding in (("\ufeff", "utf-8"), ("\ufeff", "utf-16-le"), ("\ufeff", "utf-16-be")):
        read, problem = raw_text.decode_article((mark + text).encode(encoding), "utf-8", "a.txt")
        assert (read.lstrip(" "), problem) == (text, "")
    add(folder, "mark.txt", ("\ufeff" + text).encode())
    assert ingest(folder).exit_code == 0
    sentences = pd.read_parquet(folder.parent / "made" / "sentences.parquet")
    first = sentences[sentences["doc_id"] == "mark"].iloc[0]
    assert (first["kind"], first["start"], first["text"]) == ("headline", 1, "Boats leave the sound")


def test_files_that_are_not_read_are_named(folder):
    (folder / "palace.doc").write_bytes(b"old")
    (folder / "more").mkdir()
    (folder / "more" / "photo.png").write_bytes(b"png")
    (folder / "amber_hall.txt").rename(folder / "AMBER_HALL.TXT")
    about = (folder / "articles.csv").read_text(encoding="utf-8").replace("amber_hall.txt", "AMBER_HALL.TXT")
    (folder / "articles.csv").write_text(about, encoding="utf-8")
    result = ingest(folder)
    assert result.exit_code == 0 and "3 articles" in result.stdout
    assert "not read: more/photo.png (a .png file: read are .txt, .html" in result.stderr
    assert "palace.doc (a .doc file: read are" in result.stderr


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("A secret that lies elsewhere.", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    result = ingest(folder)
    assert result.exit_code == 0 and "not read: link.txt (a link that leads out of the folder)" in result.stderr


def test_an_unknown_encoding_is_said(folder):
    refused(ingest(folder, "--encoding", "klingon"), "there is no encoding 'klingon'; pass --encoding utf-8")


@pytest.mark.parametrize(("text", "language"), [(SPANISH, "es"), (RUSSIAN, "ru")])
def test_another_language_is_kept_counted_and_read_no_further(folder, text, language):
    add(folder, "other.txt", text)
    result = ingest(folder)
    assert f"not in English, kept and read no further: 1 of 4 articles ({language} 1)" in result.stderr
    made = folder.parent / "made"
    articles = pd.read_parquet(made / "articles.parquet").set_index("doc_id")
    assert articles.loc["other", "language"] == language
    for table in ("sentences", "segments"):
        assert "other" not in set(pd.read_parquet(made / f"{table}.parquet")["doc_id"])


def test_english_stays_english_and_the_metadata_have_the_last_word(folder):
    said = "Soren said in Spanish: “La cuota es justa y seguirá siendo así para todos los barcos”, and left the hall."
    assert languages.recognise_language(said) == "en"
    assert languages.recognise_language("Zebra quota treaty.") == "en"
    given = pd.DataFrame({"language": ["en-GB", ""], "text": [SPANISH, SPANISH]})
    named = languages.name_languages(given)
    assert named["language"].tolist() == ["en-gb", "es"] and languages.is_english(named).tolist() == [True, False]


def test_the_same_text_twice_is_said(folder):
    add(folder, "again.txt", (folder / "courier.txt").read_bytes())
    result = ingest(folder)
    assert re.search(
        r"copies of another article, counted each; copies = 'once' in the study .*: again = courier-call", result.stderr
    ), result.stderr


def test_a_misspelt_outlet_a_silent_voice_and_an_issue_of_nobody_are_said(folder):
    study = (
        (folder / "study.toml").read_text(encoding="utf-8").replace('"Amber Hall"]\ncolour', '"Amber hall"]\ncolour')
    )
    study += '\n[issues.none]\nlabel = "Zebras"\nterms = ["zebra*"]\n'
    lindora = '[voices.lindora]\nlabel = "Lindora"\ncolour = "#000000"\nnames = ["Lindora"]\n\n[voices.third_party]'
    study = study.replace("[voices.third_party]", lindora)
    (folder / "study.toml").write_text(study, encoding="utf-8")
    said = ingest(folder).stderr
    assert "outlets of the study without an article: Amber hall (is it Amber Hall?)" in said
    assert "voices that never speak: Lindora" in said and "issues that nobody raises: Zebras" in said


SPOILT = [  # what is replaced in data/example/study.toml, by what, and what is said
    ('names = ["Norrund", "Chancellery", "Aldo Brand", "Brand", "Hesk"]', 'names = "N"', "names = 'N'; write names ="),
    ('terms = ["trade"]', 'terms = "trade"', 'terms = \'trade\'; write terms = ["...", "..."], a list of texts'),
    ('sides = ["velmora", "norrund"]', "sides = 3", "sides = 3; write sides ="),
    ('colour = "#D55E00"', "colour = 5", 'colour = 5; write colour = "...", a text'),
    ('colour = "#56B4E9"', 'colour = "blue"', "has the colour 'blue'; write it as '#RRGGBB'"),
    ('marker = "o"', 'marker = "diamond"', f"has the marker 'diamond'; the markers are {', '.join(MARKERS)}"),
    ('tone = "vader"', 'tone = "Vader"', f"has tone = 'Vader'; the instruments are {', '.join(TONES)}"),
    ('"Aldo Brand", "Brand"', '"Aldo Brand", "Soren"', "gives the name 'Soren' to 'velmora' and to 'norrund'"),
    ('tone = "vader"', "tone = “vader”", "it has curly quotation marks: write straight ones"),
    ("[voices.norrund]", "[voices.nörrund]", "into quotation marks: [voices.\"nörrund\"]"),
    ("contentious = true", 'contentious = "yes"', "write contentious = true or false"),
    ('compounds = ["Northern Sound"', 'compounds = [["Northern Sound"]', "a list of texts"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), SPOILT)
def test_a_spoilt_study_is_refused_at_once_in_one_sentence(folder, old, new, said):
    text = (folder / "study.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "study.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    result = ingest(folder)
    assert result.exit_code == 2 and said.split("=")[0].strip() in result.stderr, result.stderr
    refused(result, said)


def test_a_byte_order_mark_before_a_study_is_read_over(folder):
    study = folder / "study.toml"
    study.write_bytes(b"\xef\xbb\xbf" + study.read_bytes())
    assert load_study(study).tone == "vader"


def test_the_tones_a_study_may_name_are_the_instruments_there_are():
    assert set(TONES) == set(sentiment.INSTRUMENTS)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_csv_of_any_separator_is_read(folder, separator):
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
    lines = about.to_csv(index=False, sep=separator) + separator * (about.shape[1] - 1) + "\n"
    (folder / "articles.csv").write_bytes(b"\xef\xbb\xbf" + lines.encode())
    assert ingest(folder).exit_code == 0


def test_a_cell_may_hold_a_long_speech(tmp_path):
    speech = "Soren said the quota was fair. " * 10_000
    pd.DataFrame({"doc_id": ["a"], "text": [speech]}).to_csv(tmp_path / "a.csv", index=False)
    assert table_files.read_csv(tmp_path / "a.csv")["text"].tolist() == [speech]


def test_a_csv_that_cannot_be_read_is_named_with_its_line(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_bytes("doc_id,outlet,text\na,B,Soren said “no”\n".encode("cp1252"))
    with pytest.raises(ValueError, match=r"csv is not UTF-8 \(byte 0x93 at offset 34\); save it as CSV UTF-8"):
        table_files.read_csv(path)
    path.write_text("doc_id,outlet\na,B\nb,C,D\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"has 3 cells in line 3 and 2 columns"):
        table_files.read_csv(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match="is empty; its first line names the columns"):
        table_files.read_csv(path)
    parquet = tmp_path / "a.parquet"
    parquet.write_bytes(b"PAR1 nonsense")
    with pytest.raises(ValueError, match="is no parquet table that can be read"):
        table_files.read_parquet(parquet, "x.parquet")


def test_all_missing_columns_are_named_with_those_that_look_like_them(folder):
    (folder / "articles.csv").write_text("File,Outlet ,DOC_ID\n", encoding="utf-8")
    refused(ingest(folder), "lacks the columns source_file, doc_id, outlet ('DOC_ID' may be 'doc_id'; 'Outlet' may be")


def test_metadata_may_leave_off_the_ending_and_all_lost_rows_are_told_at_once(folder):
    about = (folder / "articles.csv").read_text(encoding="utf-8")
    (folder / "articles.csv").write_text(about.replace(".txt", ""), encoding="utf-8")
    assert ingest(folder).exit_code == 0
    head = about.splitlines()[0]
    (folder / "articles.csv").write_text(head + "\n", encoding="utf-8")
    refused(
        ingest(folder), "has no row in the metadata; add one with source_file = amber_hall.txt and 2 more: courier.txt"
    )

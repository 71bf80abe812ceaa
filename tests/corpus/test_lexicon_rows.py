import re

import pytest

from analysis import paths
from analysis.annotation.english import cue_lexicon
from analysis.corpus import lexicon_rows
from analysis.corpus.cleaning import chrome

FORM = lexicon_rows.Form(
    ("term", "class", "weight"), key=("term", "class"), numbers=("weight",), classes={"class": ("warm", "cold", "")}
)
HEAD = "term,class,weight,origin\n"


def read(tmp_path, text, make=dict):
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return lexicon_rows.read_rows(path, FORM, make)


def test_rows_come_in_their_order_with_what_is_made_of_them(tmp_path):
    text = '# origin: mine\n# licence: MIT\nweight,class,term\n1,warm,"fair, not foul"\n-2.5,,fair\n'
    assert read(tmp_path, text) == [
        {"weight": "1", "class": "warm", "term": "fair, not foul"},
        {"weight": "-2.5", "class": "", "term": "fair"},
    ]
    assert read(tmp_path, text, lambda row: float(row["weight"])) == [1.0, -2.5]


def test_a_term_may_stand_once_in_each_class(tmp_path):
    assert len(read(tmp_path, HEAD + "post,warm,1,own\npost,cold,1,own\n")) == 2


def test_the_mark_that_a_spreadsheet_puts_first_is_no_part_of_the_header(tmp_path):
    assert read(tmp_path, "\ufeff" + HEAD + "fair,warm,1,own\n")[0]["term"] == "fair"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.csv lacks the column 'term'; it has nothing; correct its header"),
        ("# origin: mine\n", "mine.csv lacks the column 'term'; it has nothing; correct its header"),
        ("term,clas,weight\n", "mine.csv lacks the column 'class'; it has term,clas,weight; correct its header"),
        (HEAD + "fair,warm\n", "mine.csv line 2 should have 4 cells, found 2: 'fair,warm'"),
        (HEAD + "fair,warm,1,own,x\n", "mine.csv line 2 should have 4 cells, found 5: 'fair,warm,1,own,x'"),
        (HEAD + "fair,warm,1,own\n\n", "mine.csv line 3 should have 4 cells, found 0: ''"),
        (
            "# note\n" + HEAD + " ,warm,1,own\n",
            "line 3 has no term: ' ,warm,1,own'; give one or delete the row",
        ),
        (HEAD + "fair,warm,much,own\n", "line 2 should have a finite number as weight, found 'much'; correct it"),
        (HEAD + "fair,warm,nan,own\n", "line 2 should have a finite number as weight, found 'nan'; correct it"),
        (HEAD + "fair,warm,,own\n", "line 2 should have a finite number as weight, found ''; correct it"),
        (HEAD + "fair,warn,1,own\n", "line 2 has the class 'warn', which is none of warm, cold, (empty)"),
        (HEAD + '"fa\nir",warm,1,own\nfoul,x,1,own\n', "line 4 has the class 'x', which is none of"),
        (
            HEAD + "fair,warm,1,own\nfoul,cold,1,own\nfair,warm,2,own\n",
            "line 4 has 'fair,warm' a second time, after line 2; keep one of the two",
        ),
        (HEAD + 'fair,warm,1,"own\n', "mine.csv line 2 is no row of a csv (unexpected end of data); correct it"),
        (b"term,class,weight\nna\xefve,warm,1\n", "mine.csv is not UTF-8 (byte 0xef at offset 20); save it anew as"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path, text, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        read(tmp_path, text)


def test_what_a_reader_of_rows_refuses_is_said_with_file_and_line(tmp_path):
    with pytest.raises(ValueError, match=r"mine.csv line 3: invalid literal for int.* '1.5'"):
        read(tmp_path, HEAD + "fair,warm,1,own\nfoul,cold,1.5,own\n", lambda row: int(row["weight"]))


@pytest.mark.parametrize(
    ("name", "row", "load", "message"),
    [
        ("cues.csv", "intone,verb,say,any,yes,neutral,intones intoned,", "load_cues", "should have four forms"),
        ("chrome.csv", "read (more,whole,chrome,navigation,,", "load_rules", "'read (more' is no pattern"),
    ],
)
def test_a_row_that_no_rule_can_be_made_of_is_named(name, row, load, message, tmp_path, monkeypatch):
    lines = paths.lexicon(name).read_text(encoding="utf-8").splitlines(keepends=True)
    header = next(line for line in lines if not line.startswith("#"))
    path = tmp_path / name
    path.write_text(f"{header}{row}{',' * (header.count(',') - row.count(','))}\n", encoding="utf-8")
    monkeypatch.setattr(paths, "lexicon", lambda _: path)
    loads = {"load_cues": cue_lexicon.load_cues, "load_rules": chrome.load_rules}
    with pytest.raises(ValueError, match=re.escape(f"{name} line 2: ") + ".*" + re.escape(message)):
        loads[load].__wrapped__()

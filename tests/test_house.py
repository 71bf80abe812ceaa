"""The rules of the house that a machine can check: who may import whom, how long a module is, what it may name."""

import ast
import re
from pathlib import Path

import babel
import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.annotation.framing import framing
from analysis.corpus import study as studies
from analysis.corpus import study_keys, tables
from benchmarks import complexity

ROOT = Path(__file__).parents[1]
ROOMS = {
    "corpus": {"corpus"},
    "annotation": {"corpus", "annotation"},
    "measures": {"corpus", "measures"},
    "output": {"corpus", "annotation", "measures", "output"},
}
READS_TEXT = {
    "analysis.corpus.words",
    "analysis.corpus.sentences",
    "analysis.corpus.articles",
    "analysis.corpus.cleaning",
}
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
STUDIES = [studies.load_study(ROOT / "data" / name) for name in ("study.toml", "readouts.toml")]


def named(path):
    return path.relative_to(ROOT).as_posix()


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node, [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            yield node, [alias.name for alias in node.names]


def texts_in_code(tree):
    """Yield the strings of a module that are no docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    told = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, owners) and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_never_reaches_back(room):
    back = [
        f"{named(path)} imports {name}"
        for path in (ROOT / "analysis" / room).rglob("*.py")
        for _, names in imports(ast.parse(path.read_text(encoding="utf-8")))
        for name in names
        if (parts := name.split("."))[0] == "analysis" and len(parts) > 1
        if parts[1] not in ROOMS[room] | {"paths", "storage", "workers"}
    ]
    assert not back


def test_no_module_is_longer_than_300_lines():
    folders = ("analysis", "benchmarks")
    lengths = {p: p.read_text(encoding="utf-8").count("\n") for f in folders for p in (ROOT / f).rglob("*.py")}
    assert not {named(path): n for path, n in lengths.items() if n > 300}


def test_nltk_is_imported_only_where_it_is_used():
    top = [
        named(path)
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        for found, names in imports(ast.Module([node], []))
        if found is node and any(name.split(".")[0] == "nltk" for name in names)
    ]
    assert not top


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.title)
def test_no_name_of_a_study_stands_in_the_code(study):
    names = {*study.outlets, *study.voices} - {studies.OUTLET, studies.THIRD_PARTY}
    names |= {name for side in study.sides for name in study.voices[side].names}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    found = {
        named(path): text
        for path in MODULES
        for text in texts_in_code(ast.parse(path.read_text(encoding="utf-8")))
        if pattern.search(text)
    }
    assert not found


def test_lexicons_are_read_by_one_reader():
    readers = {"read_rows", "read_lexicon"}
    own = []
    for path in MODULES:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        read = {id(call.args[0]) for call in calls if called(call) in readers}
        own += [
            f"{named(path)} line {call.lineno}" for call in calls if called(call) == "lexicon" if id(call) not in read
        ]
    assert not own


def called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


# English is known in data/lexicons/en and in the rooms for it; these lists of words stand elsewhere, and why.
ROOMS_FOR_ENGLISH = ("annotation/english/", "annotation/voices/")
NOT_ENGLISH = {
    "annotation/tone/vader_words.py": "VADER's own words, as published: changed, it would be another instrument",
    "annotation/tone/vader_column.py": "names of VADER's own rules",
    "corpus/articles/exports.py": "the words of a form of file, which an archive writes in English whatever the text",
    "corpus/articles/raw_text.py": "tags of HTML",
    "corpus/words.py": "endings of the names of sites",
}
A_LIST = 5


def list_known_words():
    """Return the words by which tables, lexicons and study files are written: columns, classes, keys."""
    known = {*tables.COLUMNS, *(column for columns in tables.COLUMNS.values() for column in columns)}
    known |= {key for must, may in study_keys.KEYS.values() for key in must | may} | {*study_keys.KEYS, *studies.GENRES}
    for path in (ROOT / "data" / "lexicons" / "en").glob("*.csv"):
        rows = pd.read_csv(path, comment="#", dtype=str, keep_default_na=False)
        few = [column for column in rows if rows[column].nunique() < 60]
        known |= {*rows.columns, *(cell for column in few for cell in rows[column])}
    return known


def list_words_together(tree):
    """Yield the line and the words of each set, tuple, list, dict and alternation of a module."""
    given = [node for node in tree.body if isinstance(node, ast.Assign)]
    names = {id(node.value) for node in given if getattr(node.targets[0], "id", "") == "__all__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List) and id(node) not in names:
            yield node.lineno, [part.value for part in node.elts if isinstance(part, ast.Constant)]
        elif isinstance(node, ast.Dict):
            yield node.lineno, [part.value for part in node.keys if isinstance(part, ast.Constant)]
        elif isinstance(node, ast.Call) and called(node) == "split" and isinstance(node.func.value, ast.Constant):
            yield node.lineno, str(node.func.value.value).split()
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
            for group in re.split(r"[()]", node.value):
                yield node.lineno, [re.sub(r"^\?i?:|\\b|\?$", "", word).strip() for word in group.split("|")]


def find_lists_of_words(code, known=frozenset()):
    """Return the lists of five or more words, each with its line."""
    lists = [
        (line, [w for w in words if re.fullmatch(r"[A-Za-z][a-z'’-]+", str(w)) and w not in known])
        for line, words in list_words_together(ast.parse(code))
    ]
    return [(line, words) for line, words in lists if len(words) >= A_LIST]


@pytest.mark.parametrize(
    "code",
    [
        'BE = frozenset("is are was were been".split())',
        'BE = {"is", "are", "was", "were", "been"}',
        'BE = {"is": 1, "are": 1, "was": 1, "were": 1, "been": 1}',
        'BE = re.compile(r"\\b(?:is|are|was|were|been)\\b")',
    ],
)
def test_a_list_of_words_is_found_however_it_is_written(code):
    assert find_lists_of_words(code) == [(1, ["is", "are", "was", "were", "been"])]
    assert not find_lists_of_words(code.replace("been", ""))


def test_no_list_of_english_words_stands_in_code_outside_its_rooms():
    known, found = list_known_words(), []
    for path in (path for room in ("corpus", "annotation") for path in (ROOT / "analysis" / room).rglob("*.py")):
        name = path.relative_to(ROOT / "analysis").as_posix()
        if not name.startswith(ROOMS_FOR_ENGLISH) and name not in NOT_ENGLISH:
            found += [(name, *listed) for listed in find_lists_of_words(path.read_text(encoding="utf-8"), known)]
    assert not found


@pytest.mark.parametrize("name", NOT_ENGLISH)
def test_a_module_that_is_let_off_has_such_a_list(name):
    assert find_lists_of_words((ROOT / "analysis" / name).read_text(encoding="utf-8"))


def test_measures_import_nothing_that_reads_text():
    assert not [
        f"{named(path)} imports {name}"
        for path in (ROOT / "analysis" / "measures").rglob("*.py")
        for _, names in imports(ast.parse(path.read_text(encoding="utf-8")))
        for name in names
        if any(name == module or name.startswith(f"{module}.") for module in READS_TEXT) or name in ("re", "nupunkt")
    ]


def list_modules(folder, indent=0):
    """Yield every module and room as the map has it: its indent and its name."""
    for path in folder.iterdir():
        if path.is_dir() and (path / "__init__.py").is_file():
            yield indent, path.name + "/"
            yield from list_modules(path, indent + 1)
        elif path.suffix == ".py" and path.stem != "__init__":
            yield indent, path.stem


def test_the_map_has_a_line_for_every_module_and_no_other():
    rows = [re.match(r"((?:    )*)(\w+/?)  +\S", line) for line in analysis.__doc__.splitlines()]
    mapped = [(len(row[1]) // 4, row[2]) for row in rows if row]
    assert sorted(mapped) == sorted(list_modules(ROOT / "analysis"))


@pytest.mark.parametrize("word", ["utils", "helpers", "misc", "common"])
def test_no_module_is_named_for_nothing(word):
    assert not [named(path) for path in MODULES if word in path.stem]


# Nine of ten functions of a room have at most so many decisions, each `and` and `or` counted.
COMPLEXITY = 12.0


def test_nine_of_ten_functions_of_a_room_are_simple():
    measured = complexity.measure_rooms().groupby("room")["complexity"].agg(lambda found: np.percentile(found, 90))
    assert {"annotation/english", "annotation/voices", "corpus/cleaning"} < set(measured.index)
    assert not {room: p90 for room, p90 in measured.items() if p90 > COMPLEXITY}


def test_nothing_is_unpickled():
    found = {named(path) for path in MODULES if re.search(r"\bpickle\b|allow_pickle|joblib", path.read_text("utf-8"))}
    assert not found


# Lists of names by their purpose; voice_words.csv has given names by their pronoun, and last words of names of places.
LISTS_OF_NAMES = {"country_names.csv", "thing_names.csv", "voice_words.csv"}
LANGUAGES_OF_A_PAGE = {"chrome.csv"}  # `read this in German`


def list_names():
    """Return the names of countries, peoples and languages in lower case, and those of the studies' voices."""
    locale = babel.Locale("en")
    names = {name.lower() for names in (locale.territories, locale.languages) for name in names.values()}
    voices = (name for study in STUDIES for voice in study.voices.values() for name in voice.names if name.istitle())
    return (names | {name.lower() for name in voices}) - {
        "world",
        "us",
        "slave",
        "administration",
    }  # words before they are names


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "lexicons" / "en").glob("*.csv")), ids=lambda path: path.name)
def test_no_lexicon_names_a_person_a_place_or_an_alliance(path):
    if path.name in LISTS_OF_NAMES | LANGUAGES_OF_A_PAGE:
        pytest.skip("a list of names by its purpose")
    rows = pd.read_csv(path, comment="#", dtype=str, keep_default_na=False).iloc[:, 0].str.lower()
    names = list_names()
    named = [row for row in rows if row in names or names & set(re.findall(r"[^\W\d_]+", row))]
    assert not named


FRAMED = (
    "Soren thanked Brand for the long talk.", "Soren accused Brand of breaking the treaty.", "Brand and Soren agreed.",
    "The envoy of Soren warned that Brand would pay a price.", "Brand was blamed by Soren for the blockade.",
    "Soren, the pro-Brand press wrote, had lied.", "With Brand in the harbour, Soren lifted the embargo.",
    "SOREN AND BRAND SIGNED THE ACCORD", "They met on Monday; Soren raised the arrests with Brand.",
)  # fmt: skip


@pytest.mark.parametrize("text", FRAMED)
@pytest.mark.parametrize("official", [True, False])
def test_whoever_says_it_of_whom_a_frame_is_the_same(text, official):
    study = studies.load_study(ROOT / "data" / "example" / "study.toml")
    other = re.sub("Soren|Brand|SOREN|BRAND", lambda name: SWAPPED[name[0]], text)
    assert other != text
    assert np.ptp(framing.score_sentences([text, other], study, official)) == 0


SWAPPED = {"Soren": "Brand", "Brand": "Soren", "SOREN": "BRAND", "BRAND": "SOREN"}
SIDES = {"Moscow": "Washington", "Putin": "Biden", "Lavrov": "Blinken", "Kremlin": "White House"}


def test_whoever_says_it_of_whom_a_frame_is_the_same_on_official_texts():
    path = ROOT.parent / "shared" / "readouts" / "readouts.csv"
    if not path.is_file():
        pytest.skip("needs ../shared/readouts")
    pairs = SIDES | {theirs: ours for ours, theirs in SIDES.items()}
    name = re.compile(rf"\b(?:{'|'.join(pairs)})\b")
    texts = pd.read_csv(path)["text"].sample(150, random_state=1)
    said = [part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n+", text) if name.search(part)]
    other = [name.sub(lambda found: pairs[found[0]], part) for part in said]
    ours, theirs = (framing.score_sentences(own, STUDIES[1], official=True) for own in (said, other))
    assert len(said) > 300 and np.sign(ours).tolist() == np.sign(theirs).tolist()

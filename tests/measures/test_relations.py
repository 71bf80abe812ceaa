import pandas as pd

from analysis.corpus.study import load_study
from analysis.measures.tone import relations
from analysis.output.prose.telling import say_relations
from tests.annotation.events.test_events import STUDY


def study(tmp_path):
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return load_study(tmp_path / "study.toml")


ARTICLES = pd.DataFrame(
    [
        ("a", "call", "velmora; Chile"), ("b", "call", "Chile"), ("c", "speech", ""), ("d", "news", ""),
        ("e", "call", "norrund"),
    ],
    columns=["doc_id", "genre", "counterparts"],
)  # fmt: skip
SEGMENTS = pd.DataFrame(
    [
        ("a", "norrund", -1.0), ("b", "norrund", 1.0), ("c", "norrund", 0.5), ("d", "norrund", 0.9),
        ("e", "velmora", 0.0),
    ],
    columns=["doc_id", "voice", "frame"],
).assign(n_words=10)  # fmt: skip


def test_only_talks_with_the_other_side_frame_the_other_side(tmp_path):
    table = relations.frame_relations(SEGMENTS, ARTICLES, study(tmp_path))
    assert table[["voice", "relation", "estimate"]].to_numpy().tolist() == [
        ["norrund", "the other side", -1.0],
        ["norrund", "others", 1.0],
        ["norrund", "nobody named", 0.5],
        ["velmora", "the other side", 0.0],
    ]


def test_the_sentence_tells_the_relations_apart(tmp_path):
    said = say_relations(relations.frame_relations(SEGMENTS, ARTICLES, study(tmp_path)), study(tmp_path))
    assert "Norrund: to the other side −1.00 (1 segment in 1 article), to others +1.00 (1 segment in 1 article)" in said
    assert "Velmora: to the other side +0.00" in said


def test_news_presents_no_relation_of_a_press_service(tmp_path):
    table = relations.frame_relations(SEGMENTS[SEGMENTS["doc_id"] == "d"], ARTICLES, study(tmp_path))
    assert table.empty
    assert say_relations(table, study(tmp_path)) == "No text of this corpus is a press service's own."

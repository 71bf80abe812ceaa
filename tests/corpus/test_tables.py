"""Reading, writing and checking tables."""

import pandas as pd
import pytest

from analysis.corpus import tables

TERMS = pd.DataFrame({"segment_id": ["a", "b"], "term": ["NA", "007"], "count": [1, 2]})


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_table_comes_back_as_it_went(tmp_path, suffix):
    tables.write_table(TERMS, tmp_path, "terms", suffix)
    back = tables.read_table(tmp_path, "terms")
    pd.testing.assert_frame_equal(back.astype(object), TERMS.astype(object))


def test_a_folder_of_parquet_parts_is_one_table(tmp_path):
    (tmp_path / "terms").mkdir()
    TERMS.iloc[:1].to_parquet(tmp_path / "terms" / "part-0.parquet")
    TERMS.iloc[1:].to_parquet(tmp_path / "terms" / "part-1.parquet")
    assert tables.read_table(tmp_path, "terms")["term"].tolist() == ["NA", "007"]


def test_a_missing_column_is_named_with_those_there_are():
    with pytest.raises(ValueError, match="terms lacks the column 'term' and 1 more; it has segment_id"):
        tables.check_table(TERMS[["segment_id"]], "terms")


def test_missing_text_is_answered_with_the_command_that_makes_it():
    with pytest.raises(ValueError, match="python -m analysis ingest FOLDER"):
        tables.check_table(TERMS, "segments", ["text"])


def test_a_missing_table_or_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no table terms in"):
        tables.read_table(tmp_path, "terms")
    with pytest.raises(FileNotFoundError, match="no corpus folder"):
        tables.read_table(tmp_path / "none", "terms")
    with pytest.raises(ValueError, match="written as"):
        tables.write_table(TERMS, tmp_path, "terms", ".xlsx")


def test_the_hash_changes_with_any_byte(tmp_path):
    tables.write_table(TERMS, tmp_path, "terms", ".csv")
    before = tables.hash_corpus(tmp_path)
    tables.write_table(TERMS.assign(count=[1, 3]), tmp_path, "terms", ".csv")
    assert before != tables.hash_corpus(tmp_path)

from dataclasses import replace

import pandas as pd
import pytest

from analysis.annotation.coding import link_sheets
from analysis.annotation.events import claim_links, document_pairs, event_links, genres, initiators
from analysis.corpus.claims import name_claims

STUDY = """
title = "Two press services"
tone = "vader"
sides = ["norrund", "velmora"]
questions = ["What do both tell?"]
compounds = []
[voices.norrund]
label = "Norrund"
colour = "#D55E00"
names = ["Norrund", "Ilse Brandt", "Brandt"]
[voices.velmora]
label = "Velmora"
colour = "#0072B2"
names = ["Velmora", "Tomas Rek", "Rek"]
[voices.third_party]
label = "Third parties"
colour = "#009E73"
[voices.outlet]
label = "Outlet"
colour = "#999999"
[outlets."Palace of Norrund"]
colour = "#D55E00"
narration = "norrund"
[outlets."Chancellery of Velmora"]
colour = "#0072B2"
narration = "velmora"
[outlets."Gazette"]
colour = "#999999"
[events.dam]
label = "The dam"
date = "2031-03-01"
[issues.dam]
label = "Dam"
terms = ["dam"]
"""
NORRUND, VELMORA = "Palace of Norrund", "Chancellery of Velmora"


@pytest.mark.parametrize(
    ("title", "opening", "genre"),
    [
        ("Telephone conversation with Chancellor of Velmora Tomas Rek", "They spoke for an hour.", "call"),
        ("Readout of the President's Call with the King of Ruritania", "", "call"),
        ("", "The president spoke today with Chancellor Rek of Velmora.", "call"),
        ("Readout of the President's Meeting with Prime Minister Lee of Arcadia", "", "meeting"),
        ("", "The president met today in the capital with the queen.", "meeting"),
        ("Meeting on the timber industry", "The president held a meeting.", "meeting"),
        ("Remarks by the President before a bilateral meeting", "", "remarks"),
        ("Statements for the press after talks with Arcadia", "", "remarks"),
        ("Greetings to the rowers of the Lake Cup", "", "message"),
        ("Condolences on the death of the bishop", "", "message"),
        ("Executive order on harbour dues", "", "decree"),
        ("Plenary session of the timber forum", "", "speech"),
        ("The president arrived in Riga", "The president has come on a working visit.", "visit"),
        ("On 3 May the president will hold talks with the queen", "", "announcement"),
        ("Concert in the palace garden", "The band played until ten.", "other"),
    ],
)
def test_the_genre_is_read_from_the_title_and_then_from_the_opening(title, opening, genre):
    assert genres.name_genre(title, opening) == genre


def articles(*rows):
    columns = ["doc_id", "outlet", "genre", "published", "title", "text", "event"]
    return pd.DataFrame([(*row, "")[:7] for row in rows], columns=columns)


def test_counterparts_are_those_spoken_with_and_not_those_spoken_of(study):
    table = articles(
        ("a", NORRUND, "readout", "", "Call with Chancellor Rek", "She spoke with Tomas Rek about the war in Georgia."),
        ("b", NORRUND, "readout", "", "Meeting with the King of Jordan", "He came from Norrund's north."),
        ("c", NORRUND, "readout", "", "Call with the Governor of New Mexico", "They spoke."),
        ("d", "Gazette", "news", "", "Talks with Japan", "They met with Japan."),
    )
    found = genres.name_genres(table, study)
    assert found["counterparts"].tolist() == ["velmora", "Jordan", "", ""]
    assert found["genre"].tolist() == ["call", "meeting", "call", "news"]


def test_what_is_given_stays(study):
    table = articles(("a", NORRUND, "speech", "", "Call with Rek", "She spoke with Rek.")).assign(
        counterparts="Arcadia"
    )
    found = genres.name_genres(table, study).iloc[0]
    assert (found["genre"], found["counterparts"]) == ("speech", "Arcadia")


def test_what_the_study_does_not_compare_is_set_aside_with_its_reason(study):
    table = genres.name_genres(articles(*CALLS), study).assign(source_file="calls.csv")
    assert len(genres.keep_genres(table, study)[0]) == len(CALLS)
    kept, rejects = genres.keep_genres(table, replace(study, genres=("call",), counterparts=("velmora",)))
    assert kept["doc_id"].tolist() == ["n1", "n2"]
    assert rejects.set_index("source_file")["reason"].to_dict() == {
        "n3": "no call, but meeting",
        "v1": "not of a talk with velmora",
        "v2": "not of a talk with velmora",
    }
    with pytest.raises(ValueError, match="compares decree, and no text is one: the first is no decree, but call"):
        genres.keep_genres(table, replace(study, genres=("decree",)))


def told(study, *rows):
    return genres.name_genres(articles(*rows), study)


CALLS = (
    ("n1", NORRUND, "readout", "2031-03-01", "Call with Chancellor Tomas Rek", "Brandt spoke with Rek."),
    ("n2", NORRUND, "readout", "2031-03-09", "Call with Chancellor Tomas Rek", "Brandt spoke with Rek."),
    ("n3", NORRUND, "readout", "2031-03-02", "Meeting on timber", "Brandt chaired a meeting."),
    ("v1", VELMORA, "readout", "2031-03-02", "Readout of the Call with President Brandt", "Rek spoke with Brandt."),
    ("v2", VELMORA, "readout", "2031-03-20", "Readout of the Call with President Brandt", "Rek spoke with Brandt."),
)
NOBODY: dict[str, tuple[str, ...]] = {}


def test_texts_pair_where_either_names_the_other_and_the_days_are_near(study):
    pairs = document_pairs.pair_documents(told(study, *CALLS), NOBODY, study)
    assert pairs[["doc_id", "other_doc_id", "days", "found"]].to_numpy().tolist() == [["n1", "v1", 1.0, "counterpart"]]
    wider = document_pairs.pair_documents(told(study, *CALLS), NOBODY, study, days=12)
    assert wider["doc_id"].tolist() == ["n1", "n2"]
    assert wider["other_doc_id"].is_unique


def test_the_same_event_in_the_metadata_makes_a_pair_whenever_it_was_told(study):
    rows = [(*row, "dam") if row[0] in ("n3", "v2") else row for row in CALLS]
    pairs = document_pairs.pair_documents(told(study, *rows), NOBODY, study).set_index("doc_id")
    assert pairs.loc["n3", ["event", "other_doc_id", "found"]].tolist() == ["dam", "v2", "event"]


def test_only_candidates_need_to_be_known_to_find_the_pairs(study):
    rows = [(*row, "dam") if row[0] in ("n3", "v2") else row for row in CALLS]
    table = told(study, *rows)
    some = table[document_pairs.find_candidates(table, study)]
    assert len(document_pairs.pair_documents(table, NOBODY, study)) == 2
    pd.testing.assert_frame_equal(
        document_pairs.pair_documents(some, NOBODY, study), document_pairs.pair_documents(table, NOBODY, study)
    )
    unpaired = told(study, *CALLS)
    assert unpaired["doc_id"][~document_pairs.find_candidates(unpaired, study)].tolist() == ["n3"]


def test_pairs_that_are_given_come_first_and_are_checked(study):
    table = told(study, *CALLS)
    given = pd.DataFrame({"doc_id": ["v2"], "other_doc_id": ["n1"]})
    pairs = document_pairs.pair_documents(table, NOBODY, study, given)
    assert pairs[["doc_id", "other_doc_id", "found"]].to_numpy().tolist() == [["n1", "v2", "given"]]
    with pytest.raises(ValueError, match="names 'n9', which is no doc_id"):
        document_pairs.pair_documents(table, NOBODY, study, given.assign(doc_id="n9"))
    with pytest.raises(ValueError, match="n2 by Palace of Norrund and n1 by Palace of Norrund"):
        document_pairs.pair_documents(table, NOBODY, study, given.assign(doc_id="n2"))


def test_a_file_of_pairs_without_its_columns_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no file of pairs"):
        document_pairs.read_pairs(tmp_path / "pairs.csv")
    (tmp_path / "pairs.csv").write_text("doc_id,with\na,b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="other_doc_id"):
        document_pairs.read_pairs(tmp_path / "pairs.csv")


def segments(*rows):
    table = pd.DataFrame(rows, columns=["doc_id", "sentence_id", "voice", "text"])
    return table.assign(segment_id=[f"g{n}" for n in range(len(table))], start=range(len(table)))


def test_one_article_that_carries_three_claims_of_each_is_a_pair_of_its_own(study):
    rows = [("g", f"g{n}", voice, "Words.") for n, voice in enumerate(["norrund", "velmora"] * 3)]
    table = told(study, ("g", "Gazette", "news", "2031-03-02", "Two accounts", "Words."))
    pairs = document_pairs.pair_documents(table, document_pairs.find_both(segments(*rows), study), study)
    assert pairs[["doc_id", "other_doc_id", "found"]].to_numpy().tolist() == [["g", "g", "one article"]]
    assert document_pairs.pair_documents(table, document_pairs.find_both(segments(*rows[:-1]), study), study).empty


def test_a_claim_is_one_voice_in_a_sentence_without_a_break():
    table = segments(("d", "s1", "a", ""), ("d", "s1", "a", ""), ("d", "s1", "b", ""), ("d", "s2", "b", ""))
    assert name_claims(table).tolist() == ["g0", "g0", "g2", "g3"]
    assert name_claims(table.iloc[::-1]).sort_index().tolist() == name_claims(table).tolist()


ONE = [
    "She opened the meeting in the old library.",
    "Norrund will release 40 fishermen before Easter.",
    "The ferry between the two coasts runs again from June.",
]
TWO = [
    "The chancellor learned that 40 fishermen would be released by Easter.",
    "Nobody spoke of wheat.",
    "The ferry is to run again in June, linking both coasts.",
]


def test_claims_on_one_matter_are_linked_and_others_are_not():
    linked = claim_links.align_claims(ONE, TWO).query("linked")
    assert linked[["claim", "other"]].to_numpy().tolist() == [[1, 0], [2, 2]]


def test_the_other_way_round_the_same_claims_are_linked():
    there = claim_links.align_claims(ONE, TWO).set_index(["claim", "other"])["score"]
    back = claim_links.align_claims(TWO, ONE).set_index(["other", "claim"])["score"]
    pd.testing.assert_series_equal(there.sort_index(), back.sort_index(), check_names=False)


@pytest.mark.parametrize(("one", "two"), [([], TWO), (ONE, []), ([], [])])
def test_where_one_side_is_empty_nothing_is_linked(one, two):
    table = claim_links.align_claims(one, two)
    assert table.empty and list(table.columns) == ["claim", "other", "score", "linked"]


def test_texts_without_a_word_have_no_links():
    assert not claim_links.align_claims(["…", "— —"], ["...", "the"])["linked"].any()


def test_the_same_text_on_both_sides_links_each_sentence_with_itself():
    linked = claim_links.align_claims(ONE[1:], ONE[1:]).query("linked")
    assert {(0, 0), (1, 1)} <= set(zip(linked["claim"], linked["other"], strict=True))


def test_blocks_do_not_change_the_scores(monkeypatch):
    whole = claim_links.align_claims(ONE * 3, TWO)
    monkeypatch.setattr(claim_links, "BLOCK", 2)
    pd.testing.assert_frame_equal(claim_links.align_claims(ONE * 3, TWO), whole)


def a_pair():
    rows = [("n", f"n{i}", "norrund", text) for i, text in enumerate(ONE)]
    rows += [("v", f"v{i}", "velmora", text) for i, text in enumerate(TWO)]
    columns = "pair_id event side doc_id other_side other_doc_id days found".split()
    known = ("pair-0001", "", "norrund", "n", "velmora", "v", 0.0, "given")
    return pd.DataFrame([known], columns=columns), segments(*rows)


def test_a_sheet_of_links_proposes_and_what_a_coder_says_counts(tmp_path):
    pairs, table = a_pair()
    sheet = link_sheets.write_link_sheet(pairs, table)
    proposed = sheet[sheet["proposed"] == "yes"]
    assert proposed[["segment_id", "other_segment_id"]].to_numpy().tolist() == [["g1", "g3"], ["g2", "g5"]]
    assert proposed["claim"].tolist() == ONE[1:]
    sheet.loc[proposed.index[0], "coded"] = "No"
    added = {"pair_id": "pair-0001", "segment_id": "g0", "other_segment_id": "g4", "coded": "yes"}
    pd.concat([sheet, pd.DataFrame([added])]).to_csv(tmp_path / "links.csv", index=False, sep=";", encoding="utf-8-sig")
    coded = link_sheets.read_link_sheet(tmp_path / "links.csv")
    links = event_links.link_pairs(pairs, table, coded)
    assert links[["segment_id", "other_segment_id"]].to_numpy().tolist() == [["g0", "g4"], ["g2", "g5"]]
    assert links["score"].tolist()[0] == 1.0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"coded": "perhaps"}, "has coded = 'perhaps'; write yes, no, or nothing"),
        ({"segment_id": "g99", "coded": "yes"}, "has segment_id 'g99', which this corpus has not"),
        ({"pair_id": "pair-0009", "coded": "yes"}, "has pair_id 'pair-0009', which this corpus has not"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(tmp_path, change, said):
    pairs, table = a_pair()
    link_sheets.write_link_sheet(pairs, table).head(1).assign(**change).to_csv(tmp_path / "links.csv", index=False)
    with pytest.raises(ValueError, match=said):
        event_links.link_pairs(pairs, table, link_sheets.read_link_sheet(tmp_path / "links.csv"))


def test_a_sheet_of_links_is_not_written_over_nor_made_of_nothing(tmp_path, example_folder):
    (tmp_path / "links.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="may hold a coder's work"):
        link_sheets.save_link_sheet(example_folder, tmp_path / "links.csv")


def test_links_are_named_by_the_first_segment_of_a_claim():
    rows = [("n", f"n{i}", "norrund", text) for i, text in enumerate(ONE)]
    rows += [("v", f"v{i}", "velmora", text) for i, text in enumerate(TWO)]
    known = ("pair-0001", "", "norrund", "n", "velmora", "v", 0.0, "given")
    columns = "pair_id event side doc_id other_side other_doc_id days found".split()
    silent = ("pair-0002", "", "norrund", "n", "velmora", "w", 0.0, "given")
    pairs = pd.DataFrame([known, silent], columns=columns)
    links = event_links.link_pairs(pairs, segments(*rows))
    assert links[["pair_id", "segment_id", "other_segment_id"]].to_numpy().tolist() == [
        ["pair-0001", "g1", "g3"],
        ["pair-0001", "g2", "g5"],
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rek had a telephone conversation with Brandt at the initiative of the Norrund side.", "norrund"),
        ("Rek spoke with Brandt, at Brandt's initiative.", "norrund"),
        ("Rek spoke with Brandt at the latter’s request.", "norrund"),
        ("The call was initiated by Velmora.", "velmora"),
        ("The call took place at our initiative.", "velmora"),
        ("Rek spoke with Brandt at the initiative of both sides.", ""),
        ("Rek spoke with Brandt. At the request of the pilots' guild, the harbour was closed.", ""),
        ("Rek praised the initiative of the Chancellery to rebuild the dam.", ""),
        ("Rek spoke with Brandt of the peace initiative.", ""),
        ("They spoke on fish and ports, including Brandt's promise to request a loan.", ""),
        ("Rek spoke with Brandt. The school was built at the initiative of Norrund.", ""),
        ("Rek received Brandt. He praised the fund initiated by Ilse Brandt.", ""),
    ],
)
def test_who_took_the_initiative_as_the_text_tells_it(study, text, who):
    assert initiators.find_initiator(text, ["norrund"], "velmora", study) == who


def test_of_several_who_were_spoken_with_an_adjective_names_none(study):
    text = "Rek spoke with the heads of Chile and Peru at the initiative of the Chilean side."
    assert initiators.find_initiator(text, ["Chile", "Peru"], "velmora", study) == ""
    assert (
        initiators.find_initiator(text.replace("the Chilean side", "Peru"), ["Chile", "Peru"], "velmora", study)
        == "Peru"
    )
    assert initiators.find_initiator(text.replace("Chilean", "Arcadian"), ["Chile"], "velmora", study) == "Chile"


def test_what_is_of_no_talk_has_no_initiator(study):
    outlet = next(name for name, own in study.outlets.items() if own.narration == "velmora")
    rows = [(genre, met, outlet) for genre, met in (("call", "norrund"), ("speech", ""), ("call", ""))]
    rows += [("call", "norrund", "A paper")]
    articles = pd.DataFrame(rows, columns=["genre", "counterparts", "outlet"])
    articles = articles.assign(title="", text="They spoke at the initiative of the Norrund side.")
    assert initiators.name_initiators(articles, study)["initiator"].tolist() == ["norrund", "", "", ""]

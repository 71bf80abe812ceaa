import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import paths
from analysis.corpus.cleaning import chrome, cleaning, lines, traits

SHARED = paths.find_root().parent / "shared"
KEPT = ("headline", "body")
BODY = """The two ministers met on Monday and agreed to reopen the canal.

Their spokesmen said that ships would pass from June, as they did before the flood.

Nobody knows yet who will pay for the locks."""


def mark(text, title=""):
    passages = cleaning.mark_passages(pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text]}))
    return [(row.kind, row.reason, text[row.start : row.end]) for row in passages.itertuples()]


def reasons(text):
    return {stretch: (kind, reason) for kind, reason, stretch in mark(text)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to main content", "navigation"),
        ("Home > World > Rivers", "navigation"),
        ("[Lire en français]", "language link"),
        ("[ad_3]", "advertisement mark"),
        ("Share this article", "share buttons"),
        ("Facebook Twitter WhatsApp", "share buttons"),
        ("Sign up for our weekly newsletter!", "newsletter prompt"),
        ("Leave a comment", "comment form"),
        ("Your email address will not be published.", "comment form"),
        ("I'm not a robot", "CAPTCHA"),
        ("Read more: Canal dues to double", "teasers of other stories"),
        ("Tags: canal, flood", "tags"),
        ("© 2031 Canal Gazette", "copyright line"),
        ("This article may not be copied without asking us.", "copyright line"),
        ("Fecha de publicación:", "form label"),
        ("Privacy policy", "site footer"),
        ("https://canal.example/locks?page=2", "bare link"),
        ("* * *", "no words"),
        ("We and our 31 partners store and access personal data on your device.", "cookie notice"),
        ("Reject all optional cookies", "cookie notice"),
        ("You can withdraw your consent whenever you like.", "cookie notice"),
        ("You have two free articles left.", "subscription prompt"),
        ("Start your trial for €2 a week.", "subscription prompt"),
        ("Get the Gazette's app for your phone", "app prompt"),
        ("Follow the Gazette on Telegram", "share buttons"),
        ("No media source was found", "player"),
        ("64 kbps | MP3", "player"),
        ("This audio is auto-generated.", "audio notice"),
        ("7 min read", "reading time"),
        ("Our Standards: The Lock Keepers' Charter.", "standards note"),
        ("An earlier version of this article misspelt the lock.", "standards note"),
        ("For immediate release", "press release line"),
        ("Press release no. 12/2031", "press release line"),
        ("ENDS", "end mark"),
        ("Media contact: Ada Quill, 555 0100", "press contact"),
        ("Coal 81.20 −0.6%", "ticker"),
        ("Previous image Next image", "buttons"),
        ("Was this page useful? Yes No", "poll or quiz"),
        ("You've read your last complimentary article.", "subscription prompt"),
        ("An error occurred. Please try again.", "site message"),
        ("Sorry, this video is unavailable in your country", "player"),
        ("This article was translated automatically.", "standards note"),
        ("Watch the full interview here", "teasers of other stories"),
        ("Hide", "buttons"),
        ("Transcript ends", "end mark"),
    ],
)
def test_each_kind_of_chrome_keeps_its_reason(line, reason):
    assert reasons(f"{BODY}\n\n{line}\n")[line] == ("chrome", reason)
    assert reasons(f"{line}\n\n{BODY}\n")[line] == ("chrome", reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law was not discussed.",
        "Support for the canal grew among US shippers.",
        "The minister wrote about it in his newsletter last week.",
        "Also on the agenda was the price of coal.",
        "Most in the harbour doubt it.",
        "Images of the flood moved both countries.",
        "Read aloud, the treaty takes an hour.",
        "With additional locks, more ships could pass.",
        "“Subscribe to peace,” he told the crowd, “or leave the hall.”",
        "The plans may not be published until the courts agree.",
        "Share prices fell.",
        "Comments by the minister angered the shippers.",
        "By Quill's account the talks of 3 May failed.",
        "On 3 May it rained.",
        "She wanted to know whether you are a human being first…",
        "The article of the canal treaty may not be rewritten, Soren said.",
        "Reporting by the Gazette found that the locks leak.",
        "Edited by the port office, the text left out the word “dues.”",
        "« The canal is ours » said Brand, « but it is old » and he left.",
        "Comments are not enough, Brand told the shippers.",
        "Follow the coal, he said.",
        "You can see on the video how the lock breaks, she said.",
        "We and our partners will repair the locks.",
        "Thank you for reading the letter, Soren said to the judge.",
        "The subscription for the canal loan was closed within a week.",
        "“Sign up for our crew,” the poster says.",
        "Northern lights over Lys (Applause.)",
        "From Velmora.",
        "»The canal is ours.«",
        "What else did they want?",
        "You are not responsible for the flood.",
        "We are ready to listen to the shippers.",
    ],
)
def test_sentences_that_begin_like_chrome_stay_in_the_body(sentence):
    assert reasons(f"{BODY}\n\n{sentence}\n\n{BODY}")[sentence] == ("body", "")


@pytest.mark.parametrize("answer", ["“Never.”", "No.", "Who knows?", "Not before June."])
def test_a_last_word_of_the_text_stays(answer):
    assert reasons(f"{BODY}\n\n{answer}")[answer] == ("body", "")


@pytest.mark.parametrize(
    "line",
    [
        "MINISTRY OF PORTS OF THE REPUBLIC OF VELMORA",
        "The Chancellery of Norrund",
        "For immediate release",
        "3 min read",
        "Listen to this article",
        "We value your privacy",
        "Our harbour, your stories",
        "Boats burn brightly, and so do readers' hearts.",
        "Ada Quill, Ports Editor",
    ],
)
def test_a_line_of_the_site_or_sender_is_no_headline(line):
    marked = mark(f"{line}\n\nCanal to reopen in June\n\n{BODY}")
    assert [stretch for kind, _, stretch in marked if kind == "headline"] == ["Canal to reopen in June"]
    assert marked[0][0] not in KEPT


@pytest.mark.parametrize("title", ["Velmora frees Norrund journalist", "Ministers of both coasts meet the reporter"])
def test_a_title_about_a_reporter_is_no_byline(title):
    assert mark(f"{title}\n\n{BODY}")[0] == ("headline", "", title)


def test_a_sentence_that_speaks_of_the_matter_stays_above_a_heading():
    text = f"The canal is shut.\n\nMinisters blame the flood\n\n{BODY}"
    assert reasons(text)["The canal is shut."] == ("body", "")


def test_an_answer_after_a_newsletter_prompt_is_no_part_of_it():
    marked = reasons(f"{BODY}\n\nSign up for our newsletter!\n\nDid you know that the lock leaks?\n\nI did.\n\n{BODY}")
    assert marked["Did you know that the lock leaks?"] == marked["I did."] == ("body", "")


def test_a_list_that_the_last_sentence_announces_is_kept_up_to_the_first_chrome():
    listed = "The dues of the canal\n\nCoal for the islands"
    text = f"{BODY}\n\nThe two ministers spoke in Lys about:\n\n{listed}\n\nENDS\n\nPort of Lys"
    assert [kind for kind, _, _ in mark(text)][-4:] == ["body", "body", "chrome", "chrome"]


def test_a_short_heading_of_the_text_behind_a_heading_of_other_stories_stays():
    assert reasons(f"{BODY}\n\nMost read\n\nWho pays\n\n{BODY}")["Who pays"] == ("body", "")


def test_a_sentence_on_a_reporter_is_a_credit_behind_the_text_only():
    note = "Ada Quill is a reporter for the Gazette in Lys."
    assert reasons(f"{BODY}\n\n{note}")[note] == ("credit", "author")
    assert reasons(f"{BODY}\n\n{note}\n\nShe was held for a day.")[note] == ("body", "")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ada Quill/NPA", "caption"),
        ("(Photo by Ada Quill/Northern Press)", "caption"),
        ("FILE PHOTO: Boats wait at the lock. REUTERS/Ada Quill", "caption"),
        ("The lock at dusk. (Northern Press/Ada Quill)", "caption"),
        ("ADA QUILL in Lys", "credit"),
        ("(Reporting by Ada Quill in Lys; editing by Bo Rye)", "credit"),
        ("4 hours ago", "date"),
    ],
)
def test_credits_of_pictures_and_texts_within_the_article_have_their_kind(line, kind):
    assert reasons(f"{BODY}\n\n{line}\n\n{BODY}")[line][0] == kind


def test_headline_credit_date_dateline_and_caption_are_told_apart():
    marked = reasons(
        f"Canal to reopen in June\nBy Ada Quill\n3 May 2031\nTwo ministers\nPort Lys, 3 May (NPA).\n\n{BODY}"
    )
    assert [kind for kind, _ in marked.values()] == [
        "headline", "credit", "date", "caption", "dateline", "body", "body", "body",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Published: 10:48, Tue, May 3, 2031 | Updated 11:05", "date"),
        ("2031-05-03T10:00:00Z", "date"),
        ("by  Ada Quill", "credit"),
        ("Posted by Ada Quill on May 3rd, 2031, 6:21 AM EST", "credit"),
        ("Northern Press May 3, 2031, 9:02 AM", "credit"),
        ("Source: Northern Press", "credit"),
        ("The canal at dusk. Photo: Ada Quill", "caption"),
        ("PORT LYS (NPA)", "dateline"),
    ],
)
def test_dates_bylines_captions_and_datelines_have_their_kind(line, kind):
    assert reasons(f"Canal to reopen in June\n{line}\n\n{BODY}")[line][0] == kind


def test_a_headline_printed_twice_is_kept_once():
    marked = mark(f"Canal to reopen in June\n\nCanal to reopen in June\n\n{BODY}")
    assert marked[:2] == [
        ("headline", "", "Canal to reopen in June"),
        ("chrome", "headline printed twice", "Canal to reopen in June"),
    ]


def test_a_text_that_begins_with_a_sentence_has_no_headline():
    assert all(kind == "body" for kind, _, _ in mark(BODY))


def test_the_title_in_the_metadata_decides_which_line_is_the_headline():
    text = f"The Canal Gazette of Port Lys\nCanal to Reopen in June\n\n{BODY}"
    assert [s for kind, _, s in mark(text, "Canal to reopen in June") if kind == "headline"] == [
        "Canal to Reopen in June"
    ]
    text = f"Gazette of the Port of Lys\nCanal to reopen in June | Gazette\n\n{BODY}"
    assert mark(text, "Canal to reopen in June")[1][0] == "headline"
    assert not [s for kind, _, s in mark(BODY, "Some other title") if kind == "headline"]


def test_an_agency_lead_in_is_cut_from_the_first_sentence():
    assert mark(f"PORT LYS, May 3 (NPA) - {BODY}")[:2] == [
        ("dateline", "dateline", "PORT LYS, May 3 (NPA) -"),
        ("body", "", BODY.split("\n")[0]),
    ]


def test_a_compound_in_capitals_is_no_lead_in():
    text = "USA-Lys relations are cold, said the minister.\n\n" + BODY
    assert mark(text)[0] == ("body", "", "USA-Lys relations are cold, said the minister.")


def test_an_appeal_goes_on_over_the_lines_that_speak_to_the_reader():
    appeal = "Sign up for our free newsletter!\nAll the locks, once a week.\nWe row so that you can rest."
    marked = reasons(f"{BODY}\n\n{appeal}\n\n{BODY}")
    assert marked["All the locks, once a week."] == ("chrome", "newsletter prompt")
    assert marked["We row so that you can rest."] == ("chrome", "newsletter prompt")


def test_teasers_break_off_and_a_pause_in_a_speech_does_not():
    teasers = "Why the locks leak and who will…\n\nThe flood that took…"
    marked = reasons(f"{BODY}\n\nHe stopped, and looked at the water…\n\n{BODY}\n\n{teasers}")
    assert marked["He stopped, and looked at the water…"] == ("body", "")
    assert marked["Why the locks leak and who will…"] == ("chrome", "teasers of other stories")


def test_titles_under_a_heading_of_other_stories_go_with_it_and_the_next_sentence_stays():
    marked = reasons(
        f"{BODY}\n\nRelated stories\n\nCoal is dear again\n\nWho pays for the locks?\n\nIt rained in Lys.\n\nDues"
    )
    assert marked["Who pays for the locks?"] == marked["Coal is dear again"] == ("chrome", "teasers of other stories")
    assert marked["It rained in Lys."] == ("body", "")


def test_all_after_a_comment_form_at_the_end_is_dropped_and_a_link_to_it_at_the_top_drops_nothing():
    marked = mark(f"3 comments\n\n{BODY}\n\nLeave a reply\n\nWell said, I always thought so.")
    assert [kind for kind, _, _ in marked] == ["chrome", "body", "body", "body", "chrome", "chrome"]
    assert marked[-1][1] == "after the comment form"


def test_a_list_of_names_that_ends_an_official_text_is_kept():
    assert [kind for kind, _, _ in mark(f"{BODY}\n\nAda Quill, Ports Authority\n\nBo Rye, Shippers")][-2:] == [
        "body",
        "body",
    ]


def test_wrapped_lines_are_read_as_paragraphs():
    text = (
        "The two ministers met on Monday in the old customs house and\n"
        "agreed to reopen the canal, which has been closed since the\n"
        "flood of last year and which both need before the winter.\n\n"
        "Their spokesmen said that ships would pass from June, as they\n"
        "did before. Nobody knows who will pay for the locks and the\n"
        "new gates.\n"
    )
    assert [kind for kind, _, _ in mark(text)] == ["body", "body"]


def test_a_page_with_its_menus_is_read_line_by_line():
    menu = "\n".join(
        f"{word}\n" for word in ("Home", "World", "Rivers", "Ports", "Weather", "Sport", "Shop", "Video") * 4
    )
    text = (
        f"{menu}\nCanal to reopen in June after the ministers met\n\n{BODY}\n\n{BODY}\n\n{menu}\n© 2031 Canal Gazette"
    )
    kept = [stretch for kind, _, stretch in mark(text) if kind in KEPT]
    assert kept[0].startswith("Canal to reopen") and len(kept) == 7
    assert "Weather" not in kept


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [*BODY.split("\n"), "Leave a reply", "é́🧑‍🚀 spoke\t\ttoday.", "\r\n", "\u2028", "\ufeff", "…", "Menu"]
        ),
    ),
    max_size=30,
).map("\n".join)


@given(TEXTS)
def test_every_non_space_character_is_in_exactly_one_passage(text):
    passages = cleaning.mark_passages(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    times = [0] * len(text)
    for row in passages.itertuples():
        assert row.kind in (*KEPT, "dateline", "date", "credit", "caption", "chrome")
        assert (row.reason == "") == (row.kind in KEPT)
        for i in range(row.start, row.end):
            times[i] += 1
    assert all(n == 1 for n, character in zip(times, text, strict=True) if not character.isspace())
    assert max(times, default=0) <= 1


def test_a_text_of_spaces_is_a_row_that_says_so():
    assert mark(" \r\n\t ") == [("chrome", "no text", " \r\n\t ")]


def test_articles_without_text_are_refused():
    with pytest.raises(ValueError, match="articles lacks the column 'text'"):
        cleaning.mark_passages(pd.DataFrame({"doc_id": ["a"]}))


def test_the_weights_name_the_traits():
    described = traits.describe_lines(["Menu", BODY])
    assert list(cleaning.load_weights().index) == [*described.columns, "intercept"]
    assert cleaning.keep_lines([]) == []


def test_the_densest_run_is_the_one_a_search_through_all_runs_finds():
    words = pd.Series([3.0, 30, 2, 25, 1, 1, 1, 1, 1, 40, 1, 12]).to_numpy()
    prose, marked = words > 9, words == 2
    worth = [min(w, 60) if p else -12 * (1 + 2 * m) for w, p, m in zip(words, prose, marked, strict=True)]
    runs = {(i, j): sum(worth[i:j]) for i in range(len(worth)) for j in range(i + 1, len(worth) + 1)}
    assert sum(worth[slice(*traits.find_densest_run(words, prose, marked, 12))]) == max(runs.values())


def test_every_rule_has_a_kind_a_reason_and_a_length():
    kinds = {rule.kind for rule in chrome.load_rules()}
    assert kinds <= {"chrome", "credit", "caption", "date"}
    assert all(rule.reason and rule.longest for rule in chrome.load_rules())


def test_carriage_returns_keep_their_place():
    assert [(line.start, line.end, line.blank_before) for line in lines.split_lines("a\r\n\r\nb\rc")] == [
        (0, 1, False),
        (5, 6, True),
        (7, 8, False),
    ]


def test_the_invented_articles_lose_their_chrome_and_nothing_else():
    folder = paths.find_root() / "data" / "example"
    kinds = {path.stem: [k for k, _, _ in mark(path.read_bytes().decode())] for path in sorted(folder.glob("*.txt"))}
    assert {name: (found.count("headline"), found.count("body")) for name, found in kinds.items()} == {
        "amber_hall": (1, 6),
        "courier": (1, 8),
        "strait_online": (1, 8),
    }


# What the articles have besides headline and body, as offsets.
DROPPED = {
    "000_6c28be848d73f98a.txt": [
        (0, 15, "chrome"),
        (84, 95, "caption"),
        (97, 114, "chrome"),
        (116, 137, "dateline"),
        (2420, 2433, "chrome"),
    ],
    "001_d41d20f3260baa31.txt": [
        (2254, 2261, "credit"),
        (2263, 2274, "chrome"),
        (2276, 2289, "chrome"),
        (2291, 2308, "chrome"),
    ],
    "002_8b37997c4042b848.txt": [
        (106, 210, "chrome"),
        (211, 214, "chrome"),
        (216, 237, "chrome"),
        (239, 254, "date"),
        (255, 256, "chrome"),
        (257, 274, "chrome"),
        (2808, 2823, "chrome"),
        (2825, 2832, "chrome"),
        (2833, 2943, "chrome"),
        (2944, 2957, "chrome"),
        (2958, 2998, "chrome"),
    ],
    "003_9dafb506357c0134.txt": [(39, 45, "chrome"), (3138, 3223, "chrome"), (3227, 3233, "chrome")],
    "004_a08ec3f943062e4d.txt": [
        (836, 876, "chrome"),
        (877, 917, "chrome"),
        (918, 974, "chrome"),
        (2259, 2399, "chrome"),
        (2400, 2513, "chrome"),
        (2514, 2617, "chrome"),
        (2618, 2770, "chrome"),
        (2771, 2903, "chrome"),
        (2904, 3005, "chrome"),
    ],
}


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="needs the articles")
@pytest.mark.parametrize("name", sorted(DROPPED))
def test_the_articles_lose_their_chrome_and_nothing_else(name):
    text = (SHARED / "articles" / name).read_bytes().decode()
    passages = cleaning.mark_passages(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    dropped = passages[~passages["kind"].isin(KEPT)]
    assert list(zip(dropped["start"], dropped["end"], dropped["kind"], strict=True)) == DROPPED[name]


@pytest.mark.skipif(not (SHARED / "benchmarks").is_dir(), reason="needs the pages")
def test_the_line_weights_keep_what_a_regression_on_other_pages_keeps():
    with Path(SHARED / "benchmarks" / "plain_text_pages_dev.jsonl").open(encoding="utf-8") as rows:
        pages = [json.loads(row) for row, _ in zip(rows, range(10), strict=False)]
    right = [k == g for page in pages for k, g in zip(cleaning.keep_lines(page["lines"]), page["keep"], strict=True)]
    assert sum(right) / len(right) > 0.9

"""Labelled turns of official transcripts: the share of each speaker's words that the right voice has.

    python benchmarks/transcripts.py [--shared ../shared]

Needs ../shared/calls/transcripts.csv: 102 meetings at which both leaders speak, paragraph by paragraph, each with its
speaker as labelled and his side. Texts are made of it as a press office prints them, in several styles, and segmented
as those of an outlet whose narration is one side's. Right: us has that side's voice, other and press a third party's.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.annotation import voices
from analysis.corpus import sentences
from analysis.corpus.cleaning import cleaning
from analysis.corpus.study import OUTLET, THIRD_PARTY, Outlet, Study, Voice

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXPECTED = {"us": "us", "other": THIRD_PARTY, "press": THIRD_PARTY}
OTHERS = r"^(Q(?= )|AUDIENCE(?: MEMBERS?)?(?=:)|(?:MODERATOR|INTERPRETER|REPORTER)(?=:)):? *"
Style = Callable[[str, str, bool], str]  # speaker, text, whether the speaker goes on


def every_label(speaker: str, text: str, goes_on: bool) -> str:
    """Return a paragraph that always names its speaker."""
    return f"{speaker}: {text}"


def first_label(speaker: str, text: str, goes_on: bool) -> str:
    """Return a paragraph that names its speaker where another spoke before."""
    return text if goes_on else f"{speaker}: {text}"


def title_case(speaker: str, text: str, goes_on: bool) -> str:
    """Return the same with the speaker in title case."""
    return text if goes_on else f"{speaker.title()}: {text}"


def press_style(speaker: str, text: str, goes_on: bool) -> str:
    """Return the same with `Q` and no colon where a journalist asks."""
    asks = speaker.strip(". ").upper() in ("Q", "QUESTION", "REPORTER")
    return text if goes_on else f"Q    {text}" if asks else f"{speaker}:  {text}"


def own_line(speaker: str, text: str, goes_on: bool) -> str:
    """Return the same with the label on a line of its own."""
    return text if goes_on else f"{speaker}:\n\n{text}"


STYLES: dict[str, Style] = {
    style.__name__: style for style in (every_label, first_label, title_case, press_style, own_line)
}


def build_texts(turns: pd.DataFrame, style: Style) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles (doc_id, outlet, text) and the spans of what each side said (doc_id, start, end, side)."""
    asked = turns["text"].str.extract(OTHERS)[0]  # left under the speaker before them when the pages were taken apart
    turns = turns.assign(
        side=turns["side"].mask(asked.notna(), "press"),
        speaker=asked.fillna(turns["speaker"]),
        text=turns["text"].str.replace(OTHERS, "", regex=True),
    )
    articles, spans = [], []
    for doc_id, meeting in turns.groupby("doc_id", sort=False):
        text, before = "Remarks before the meeting of the two leaders\n\nThe two leaders spoke to the press.\n\n", ""
        for row in meeting.itertuples():
            said = " ".join(str(row.text).split())
            paragraph = style(row.speaker, said, row.speaker == before)
            start = len(text) + len(paragraph) - len(said)
            spans.append((doc_id, start, start + len(said), row.side))
            text, before = f"{text}{paragraph}\n\n", row.speaker
        articles.append((doc_id, "Press office", "", text))
    return (
        pd.DataFrame(articles, columns=["doc_id", "outlet", "title", "text"]),
        pd.DataFrame(spans, columns=["doc_id", "start", "end", "side"]),
    )


def score_style(turns: pd.DataFrame, study: Study, style: Style) -> pd.DataFrame:
    """Return, for each side, the words it said and the share of them in the right voice."""
    articles, spans = build_texts(turns, style)
    split = sentences.split_sentences(articles, cleaning.mark_passages(articles))
    segments = voices.attribute_voices(split, articles, study)
    rows = []
    for doc_id, said in spans.groupby("doc_id"):
        own = segments[segments["doc_id"] == doc_id]
        middles = (own["start"] + own["end"]) // 2
        place = pd.IntervalIndex.from_arrays(said["start"], said["end"], closed="left").get_indexer(middles)
        side = said["side"].to_numpy()[place]
        rows += [
            (side[k], voice, words)
            for k, (voice, words) in enumerate(zip(own["voice"], own["n_words"], strict=True))
            if place[k] >= 0
        ]
    found = pd.DataFrame(rows, columns=["side", "voice", "n_words"])
    found["right"] = found["n_words"].where(found["voice"] == found["side"].map(EXPECTED), 0)
    sums = found.groupby("side")[["n_words", "right"]].sum()
    return sums.assign(share=sums["right"] / sums["n_words"])


def make_study(turns: pd.DataFrame) -> Study:
    """Return a study whose one side is known by the last names of its speakers."""
    us = sorted(turns.loc[turns["side"] == "us", "speaker"].str.split().str[-1].str.title().unique())
    voices = (
        Voice("us", "Us", "#0072B2", names=tuple(us)),
        Voice("them", "Them", "#D55E00", names=("Nobody At All",)),
        Voice(THIRD_PARTY, "Third parties", "#009E73"),
        Voice(OUTLET, "Outlet", "#999999"),
    )
    office = {"Press office": Outlet("Press office", "#000000", narration="us")}
    return Study("Transcripts", "vader", ("us", "them"), {v.id: v for v in voices}, {}, {}, office)


def main() -> None:
    """Print the share of words in the right voice, by style and side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    path = parser.parse_args().shared / "calls" / "transcripts.csv"
    if not path.is_file():
        print("no ../shared/calls here; nothing to score")
        return
    turns = pd.read_csv(path)
    study = make_study(turns)
    for name, style in STYLES.items():
        sums = score_style(turns, study, style)
        total = sums["right"].sum() / sums["n_words"].sum()
        shares = "   ".join(f"{side} {row['share']:.4f} of {row['n_words']:,.0f}" for side, row in sums.iterrows())
        print(f"{name:12} all {total:.4f}   {shares}")


if __name__ == "__main__":
    main()

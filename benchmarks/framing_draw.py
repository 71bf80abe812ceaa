"""Draw sentences to be coded that no one has coded: as they come, a fixed number of each kind of text.

    python benchmarks/framing_draw.py TO.csv [--shared ../shared]

Needs ../shared/readouts and ../shared/calls. framing_coding_fresh.csv holds the hashes and labels of the sentences that
were drawn by this script and coded by docs/framing_manual.md. By title, never by the words of a sentence, a text is a
readout of a call or meeting with an adversary, remarks (speeches, press statements, joint statements, both sides before
the press) or a readout of a call or meeting with anyone else. QUOTAS says how many sentences each kind and side gives;
texts of which no sentence was coded come first, and none gives more than MOST. The columns of the table that is
written: number, sha256, doc_id, side, genre, kind, counterpart, title, opening, before, text. It holds texts of others
and is not for this repository.
"""

import argparse
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import nupunkt
import pandas as pd

from benchmarks.framing import CODING, SHARED
from benchmarks.framing_weights import CALLS

SEED, MOST, FEWEST_WORDS = 12, 3, 4
LONG = 4000  # characters; a text of the Kremlin on a meeting abroad that is longer tells what was said in full
QUOTAS = {
    ("adversary", "kremlin"): 75,
    ("adversary", "white_house"): 3,
    ("adversary", "kyiv"): 45,
    ("remarks", "kremlin"): 50,
    ("remarks", "white_house"): 40,
    ("remarks", "counterpart"): 40,
    ("remarks", "kyiv"): 35,
    ("other", "kremlin"): 45,
    ("other", "white_house"): 110,
    ("other", "kyiv"): 85,
}
SIDES = {"White House": "white_house", "Kremlin": "kremlin", "us": "white_house", "other": "counterpart"}
ADVERSARIES = {
    "kremlin": "usa gbr deu fra ukr eu nato jpn fin ita pol can swe nor est lva ltu nld cze rou".split(),
    "white_house": "rus chn irn bel prk ven".split(),
    "kyiv": "rus bel".split(),
}
# What a title names its counterpart by; the first that is found. bel is Belarus in the coded sentences, too.
COUNTERPARTS = {
    "rus": r"Russia\b|Russian\b|Putin|Patrushev|Ushakov|Moscow",
    "chn": r"China|Chinese|PRC\b|Xi Jinping|\bXi\b|Wang Yi|Yang Jiechi",
    "irn": r"Iran",
    "bel": r"Belarus|Lukashenko|Tikhanovskaya|Tsikhanouskaya",
    "prk": r"North Korea|DPRK|Kim Jong",
    "ven": r"Venezuela|Guaid|Maduro",
    "ukr": r"Ukrain|Zelensk|Yermak",
    "usa": r"United States|\bUSA?\b|U\.S\.|Biden|Blinken|Sullivan|American|Congress",
    "gbr": r"United Kingdom|\bUK\b|Britain|British|Boris Johnson|Sunak|Truss|Starmer",
    "deu": r"German|Scholz|Merkel",
    "fra": r"France|French|Macron",
    "isr": r"Israel|Bennett|Netanyahu|Lapid|Herzog",
    "tur": r"T[uü]rk(?:ey|iye|ish)\b|Erdogan",
    "ita": r"Ital(?:y|ian)|Draghi|Meloni",
    "jpn": r"Japan|Kishida|Suga",
    "kor": r"Korea",
    "fin": r"Finland|Finnish|Niinist",
    "pol": r"Poland|Polish|Duda\b",
    "can": r"Canad|Trudeau",
    "ind": r"\bIndian?\b|Modi\b",
    "sau": r"Saudi|Crown Prince Moh",
    "egy": r"Egypt",
    "arm": r"Armenia",
    "aze": r"Azerbaijan",
    "kaz": r"Kazakhstan",
    "aus": r"Australia",
    "ire": r"Ireland|Irish|Taoiseach",
    "hun": r"Hungar",
    "gre": r"Greece|Greek",
    "mex": r"Mexic",
    "bra": r"Brazil",
    "phl": r"Philippine",
    "qat": r"Qatar",
    "rou": r"Romania",
    "swe": r"Swed",
    "cze": r"Czech",
    "idn": r"Indonesia",
    "eu": r"European (?:Union|Commission|Council|Parliament)|\bEU\b|Leyen|Charles Michel|Borrell",
    "nato": r"NATO|Stoltenberg",
    "g7": r"\bG7\b",
    "other": r"President of (?!Ukrain|Russia)|Prime Minister|King|Emir|Amir|Sultan|Foreign|Ambassador|Pope"
    r"|United Nations|\bUN\b|Secretary-General|Secretary General|CSTO|ASEAN|\bCIS\b|BRICS|Quad|leaders of"
    r"|Normandy|Council of Europe",
}
MEETS = re.compile(
    r"\b(?:conversation|call|calls|meet|meets|meeting|meetings|met|talks|spoke|held|summit|visit)\b", re.IGNORECASE
)
SPEAKS = re.compile(
    r"\b(?:speech|address|statements?|remarks|news conference|press conference|interview|answers)\b", re.IGNORECASE
)
# Whom a title names for its own side, meetings at home, and those at which the Kremlin speaks of the West and Ukraine.
OWN = {
    "kremlin": r"Russian?\b|Putin|Moscow|Lavrov|Deputy Prime Minister",
    "white_house": r"United States|U\.S\.|Biden|Sullivan|Blinken|American|Congress|Foreign Policy",
    "kyiv": r"Ukrain\w*|Zelensk\w*|Yermak|Congress",
}
HOME = re.compile(
    r"Greetings|Congratulations|Condolences|Executive Order|Governor|COVID|vaccinat|the government\b|Government\b"
    r"|Latino|Jewish American|Asian American|Reproductive|State Legislat|Indian (?:Country|Affairs)|Tribal|Patriarch"
    r"|Sberbank|Academy of Sciences|RSPP|Supervisory Board|Red Cross"
)
SECURITY = re.compile(
    r"Address by the President|Security Council|Foreign Minist|Defence Minist|Victory Parade|annual news conference"
    r"|answered media questions|Interview with Rossiya|Economic Forum Plenary|higher military schools"
    r"|Donetsk and Lugansk"
)


def list_documents(shared: Path) -> pd.DataFrame:
    """Return texts and turns, each of one side: doc_id, side, title, text, kind, genre, counterpart."""
    readouts = pd.read_csv(shared / "readouts" / "readouts.csv")
    kyiv = pd.read_csv(shared / "calls" / "kyiv.csv").assign(side="kyiv")
    meetings = pd.read_csv(shared / "calls" / "meetings.csv")[["doc_id", "title"]]
    turns = pd.read_csv(shared / "calls" / "transcripts.csv").query("side != 'press'").merge(meetings, on="doc_id")
    readouts, turns = (
        table.assign(side=table[key].map(SIDES)) for table, key in ((readouts, "outlet"), (turns, "side"))
    )
    documents = pd.concat([readouts, kyiv, turns.assign(spoken=True)], ignore_index=True)
    kinds = [find_kind(row.title, row.side, str(row.text), row.spoken is True) for row in documents.itertuples()]
    documents[["kind", "genre", "counterpart"]] = kinds
    return documents.dropna(subset=["kind"])


def find_kind(title: str, side: str, text: str, spoken: bool) -> tuple[str | None, str | None, str | None]:
    """Return adversary, remarks or other, genre and counterpart, by a title; None where it is of no exchange abroad."""
    named = re.sub(OWN["white_house" if side == "counterpart" else side], "", title)
    found = [code for code, names in COUNTERPARTS.items() if re.search(names, named)]
    counterpart = next((code for code in found if side != "kyiv" or code != "rus"), found[0] if found else None)
    if spoken:
        return "remarks", "remarks", counterpart or "other"
    if side == "kremlin" and SECURITY.search(title) and counterpart in (None, "other"):
        return "adversary", "remarks", "other"
    if counterpart is None or HOME.search(title):
        return None, None, None
    long = bool(SPEAKS.search(title)) or (side == "kremlin" and len(text) > LONG)
    genre = "remarks" if long else "readout"
    if counterpart in ADVERSARIES[side]:
        return "adversary", genre, counterpart
    if long:
        return "remarks", genre, counterpart
    return ("other", genre, counterpart) if MEETS.search(title) else (None, None, None)


def list_sentences(documents: pd.DataFrame) -> Iterator[tuple]:
    """Yield each sentence as framing.split_readouts cuts it, with the one before and the document's first."""
    openings: dict[str, str] = {}
    for row in documents.itertuples():
        paragraphs = re.split(r"\n+", str(row.text))
        texts = [text.strip() for paragraph in paragraphs for text in nupunkt.sent_tokenize(paragraph)]
        before = ""
        for text in filter(None, texts):
            opening = openings.setdefault(row.doc_id, text)
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield digest, row.doc_id, row.side, row.kind, row.genre, row.counterpart, row.title, opening, before, text
            before = text


def draw_sentences(shared: Path) -> pd.DataFrame:
    """Return the sentences to code, shuffled and numbered."""
    columns = "sha256 doc_id side kind genre counterpart title opening before text".split()
    sentences = pd.DataFrame(list_sentences(list_documents(shared)), columns=columns)
    coded = pd.concat([pd.read_csv(CODING), pd.read_csv(CALLS)], ignore_index=True)
    seen = sentences["sha256"].isin(coded["sha256"])
    known = sentences[seen].merge(coded[["sha256", "counterpart"]], on="sha256", suffixes=("", "_coded"))
    fresh = sentences[~seen].drop_duplicates("sha256")
    fresh = fresh[fresh["text"].str.split().str.len() >= FEWEST_WORDS].sample(frac=1, random_state=SEED)
    fresh = fresh[fresh.groupby("doc_id").cumcount() < MOST]
    read = fresh["doc_id"].isin(known["doc_id"])
    fresh = pd.concat([fresh[~read], fresh[read]])
    parts = [fresh[(fresh["kind"] == kind) & (fresh["side"] == side)][:n] for (kind, side), n in QUOTAS.items()]
    drawn = pd.concat(parts).sample(frac=1, random_state=SEED).reset_index(drop=True)
    of = known.drop_duplicates("doc_id").set_index("doc_id")["counterpart_coded"]
    drawn["counterpart"] = drawn["doc_id"].map(of).fillna(drawn["counterpart"])
    return drawn.rename_axis("number").reset_index()


def main() -> None:
    """Write the sentences to code, and print how many there are of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("to", type=Path)
    parser.add_argument("--shared", type=Path, default=SHARED)
    arguments = parser.parse_args()
    drawn = draw_sentences(arguments.shared)
    drawn.to_csv(arguments.to, index=False)
    print(drawn.groupby(["kind", "side"]).agg(n=("doc_id", "size"), documents=("doc_id", "nunique")))


if __name__ == "__main__":
    main()

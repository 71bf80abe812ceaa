"""Articles that nobody wrote, as many as wanted: invented words in sentences of news, for measuring time and memory.

python benchmarks/generated_articles.py 10000 build/generated.parquet [--seed 1] [--copies .02] [--sentences 8 40]
"""

import argparse
import random
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

WORDS = 30_000  # of the vocabulary, as often as Zipf has it
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bran stel dor min tal ver".split()
NAMES = (
    "Velmora",
    "Norrund",
    "Brand",
    "Soren",
    "Velmoran envoy Ada Holt",
    "the Chancellery",
    "Hesk",
    "the Sound Office",
)
OUTLETS = ("Harbour Courier", "Lantern", "Amber Hall", "Palace Gazette", "Northern Post")
LINKS = "the a of to in and for on with from by that as at its their this not more over after before".split()
MATTERS = (
    "fair good bad hostile welcome disaster progress threat calm sanctions accused praised agreed rejected "
    "quota trawlers crews cable treaty ferries trade hackers storm".split()
)
SHAPES = (
    "{n} said on Tuesday that {c}.",
    "“{c},” {n} said, adding that {d}.",
    "According to {n}, {c}.",
    "{c} and {d}.",
    "{c}, {n} told reporters in the harbour, and {d}.",
    "{n} warned that {c}. “{d},” he said.",
    "The two sides agreed that {c}.",
    "{c} while {d}.",
)
SENTENCES = (8, 40)  # of an article, the least and the most
HEAD = ("doc_id", "outlet", "published", "title", "text")


def make_words(chance: random.Random, n: int = WORDS) -> list[str]:
    """Return invented words, each different."""
    found: dict[str, None] = {}
    while len(found) < n:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)


def make_articles(
    n: int, seed: int = 1, copies: float = 0.02, sentences: tuple[int, int] = SENTENCES
) -> Iterator[dict[str, str]]:
    """Yield articles.

    Parameters
    ----------
    n : int
    seed : int
    copies : float
        The part that are copies of one shortly before: the same, cut short, or with a line of the site around it.
    sentences : tuple of int
        The least and the most of an article.
    """
    chance = random.Random(seed)
    words = make_words(chance)
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    last: list[dict[str, str]] = []

    def clause() -> str:
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(4, 9))
        drawn = [f"{chance.choice(LINKS)} {word}" if chance.random() < 0.6 else word for word in drawn]
        if chance.random() < 0.3:
            drawn.insert(2, chance.choice(MATTERS))
        return " ".join(drawn)

    for number in range(n):
        about = {"doc_id": f"g{number:08d}", "outlet": chance.choice(OUTLETS)}
        about["published"] = f"2021-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        if last and chance.random() < copies:
            text, how = chance.choice(last)["text"], chance.random()
            parts = text.split("\n\n")
            if how < 0.3:
                parts = parts[: 1 + max(1, int(0.7 * len(parts)))]
            elif how < 0.6:
                parts = ["Skip to content", *parts, "Share this article"]
            yield about | {"title": parts[0], "text": "\n\n".join(parts)}
            continue
        title = " ".join(chance.choices(words, k=6)).capitalize()
        said = []
        for _ in range(chance.randint(*sentences)):
            shape = chance.choice(SHAPES).format(n=chance.choice(NAMES), c=clause(), d=clause())
            said.append(shape[0].upper() + shape[1:])
        body = [" ".join(said[at : at + 3]) for at in range(0, len(said), 3)]
        made = about | {"title": title, "text": "\n\n".join([title, *body])}
        last = [*last[-20:], made]
        yield made


def save_articles(
    n: int, path: Path, seed: int = 1, copies: float = 0.02, sentences: tuple[int, int] = SENTENCES
) -> None:
    """Write articles into a parquet table, some at a time."""
    rows, writer = make_articles(n, seed, copies, sentences), None
    while batch := list(islice(rows, 2000)):
        table = pa.Table.from_pandas(pd.DataFrame(batch, columns=list(HEAD)), preserve_index=False)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int)
    parser.add_argument("into", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=float, default=0.02)
    parser.add_argument("--sentences", type=int, nargs=2, default=SENTENCES)
    asked = parser.parse_args()
    asked.into.parent.mkdir(parents=True, exist_ok=True)
    save_articles(asked.n, asked.into, asked.seed, asked.copies, tuple(asked.sentences))

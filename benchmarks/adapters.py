"""Our functions in the signatures of the scorers: cleaning, attribution, tone, framing, align, topics."""

from collections.abc import Sequence
from typing import Any


def cleaning(lines: Sequence[str]) -> list[bool]:
    """Return, for each non-empty line of a page as text, whether it is article body."""
    from analysis.corpus.cleaning import cleaning as module

    return module.keep_lines(lines)


def attribution(text: str, sentences: Sequence[tuple[int, int]]) -> list[dict[str, str | None] | None]:
    """Return, for each sentence, None where the outlet speaks, else {"source": name or None}."""
    from analysis.annotation import voices as module

    return module.name_sources(text, sentences)


def tone(sentences: Sequence[str], targets: Sequence[tuple[int, int]]) -> list[float]:
    """Return the tone of each sentence towards its target, by the news lexicon."""
    from analysis.annotation.tone import sentiment as module

    return module.score_towards(sentences, targets)


def framing(sentences: Sequence[str]) -> list[float]:
    """Return the frame of each sentence in [-1, 1]: confrontational to conciliatory; exactly 0 is neutral.

    They are taken for sentences of press services, as those are that it is scored on.
    """
    from analysis.annotation.framing import framing as module

    return module.score_sentences(sentences, official=True)


def align(sentences_a: Sequence[str], sentences_b: Sequence[str]) -> list[tuple[int, int, float]]:
    """Return which claims of two texts tell the same matter, with a score; 0.5 and more is a link."""
    from analysis.annotation.events import claim_links as module

    table = module.align_claims(list(sentences_a), list(sentences_b))
    return list(zip(table["claim"].tolist(), table["other"].tolist(), table["score"].tolist(), strict=True))


def topics(documents: Sequence[Sequence[str]], n_topics: int, seed: int) -> tuple[list[list[str]], Any]:
    """Return the top words of each topic and the documents' shares (n_documents, n_topics), from one fitted model."""
    from analysis.measures.topics import topics as module

    return module.fit_tokens(documents, n_topics, seed)

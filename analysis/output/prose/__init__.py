"""Results in, sentences out: the answer at the head of each notebook, for the report too.

Every number in a sentence is computed from its table; what a small corpus cannot carry, the sentence says.
"""

from analysis.output.prose.claims import say_claim, word_claim
from analysis.output.prose.corpus import NOT_SPEAKERS, say_corpus, say_offices, say_shared, say_voices
from analysis.output.prose.events import NO_PAIRS, say_pairs, say_tellings
from analysis.output.prose.numbers import join_words, plural, signed
from analysis.output.prose.telling import say_relations, say_targets
from analysis.output.prose.terms import NO_ISSUES, say_issues, say_keyness, say_prevalence, say_reuse, say_terms
from analysis.output.prose.tone import (
    say_difference,
    say_mainstays,
    say_parting,
    say_side_by_side,
)
from analysis.output.prose.topics import say_sample, say_topics
from analysis.output.prose.validity import NOT_CODED, say_agreement, say_coding, say_coverage, say_held_out, say_words

__all__ = [
    "NOT_CODED",
    "NOT_SPEAKERS",
    "NO_ISSUES",
    "NO_PAIRS",
    "join_words",
    "plural",
    "say_agreement",
    "say_claim",
    "say_coding",
    "say_corpus",
    "say_coverage",
    "say_difference",
    "say_held_out",
    "say_issues",
    "say_keyness",
    "say_mainstays",
    "say_offices",
    "say_pairs",
    "say_parting",
    "say_prevalence",
    "say_relations",
    "say_reuse",
    "say_sample",
    "say_shared",
    "say_side_by_side",
    "say_targets",
    "say_tellings",
    "say_terms",
    "say_topics",
    "say_voices",
    "say_words",
    "signed",
    "word_claim",
]

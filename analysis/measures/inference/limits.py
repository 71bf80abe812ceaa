"""Every number below which something is refused or called small, with what set it."""

__all__ = [
    "ARTICLES", "FRAME_ORDER", "LIMIT_ARTICLES", "LIMIT_FOUND", "NAMINGS", "SENTENCES", "SILENCE",
    "SINGLE_ARTICLES", "SINGLE_SENTENCES", "TERM_ARTICLES", "TOPIC_ARTICLES", "TOPIC_ROUGH",
    "TOPIC_SAMPLE",
]  # fmt: skip

# Articles a side that an interval needs: from here on a nominal 95 % interval holds the truth in 93 to 97 % of
# simulated corpora of four shapes (power.simulate_coverage, benchmarks/inference.py).
ARTICLES = 12
# Sentences of these very articles, or segments, that an interval over them needs: the same simulation.
SENTENCES = 20
# Sentences of a side from which on its silence on an issue may be called one: what takes up a tenth of its sentences
# is missing from fewer by chance in more than one case of twenty (.9 ** 29 < .05).
SILENCE = 29
# Articles from which on topics are drawn in the report: of fewer, a topic is one article (topic_choice).
TOPIC_ARTICLES = 20
# Articles up to which topics are fitted anew without single ones: each takes as long as the whole, and of more than a
# thousand no one carries a topic.
SINGLE_ARTICLES = 1000
# Documents above which topics are factorised in single precision and to a looser stop: in half the time or less, with
# the coherence that they had; they come back as often, but for .01 to .03 at 20,000 (benchmarks/topics.py). A sample
# was quicker still, but its topics came back less often than scikit-learn's.
TOPIC_ROUGH = 10_000
# Documents up to which the report fits topics on all: it fits a hundred models to choose their number and to see which
# come back, and of more documents on so many, drawn at random, before the topics are looked for in all.
TOPIC_SAMPLE = 20_000
# Namings of a target from which on a tone towards it is a number: a mean of fewer, of scores from -1 to 1 that mostly
# vary by half a point, has a 95 % interval wider than .4.
NAMINGS = 20
# Sentences of each side from which on the frame has two sides half a point apart in the right order nine times in ten,
# by the errors it makes on coded sentences of calls (benchmarks/framing_counterparts.py; 120 for a fifth of a point).
FRAME_ORDER = 20
# Articles a side from which on the log-odds of a term get an interval by resampling (benchmarks/keyness_coverage.py).
TERM_ARTICLES = 10
# Articles of either side from which on a term is tested by the normal limit of what would else be permuted, and in how
# many articles it has to stand for that. From there on .031 to .041 of true nulls are rejected at .05, .006 to .009 at
# .01 (benchmarks/false_positives.py), while permuting 30,000 terms of 10,000 articles takes hours.
LIMIT_ARTICLES = 200
LIMIT_FOUND = 20
# Segments up to which a difference is computed without each single sentence: of more, one sentence moves it by less
# than a caption prints, and as many points cannot be drawn.
SINGLE_SENTENCES = 200_000
# Segments below which a mean is called small in a caption.
SEGMENTS = 5

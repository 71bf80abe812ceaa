"""The words that VADER's rules name, as in NLTK (Hutto and Gilbert 2014), and how it strips a token's punctuation."""

import re
import string

__all__ = ["BOOSTERS", "HEDGES", "IDIOMS", "NEGATIONS", "PARTS", "RULE_WORDS", "strip_marks", "strip_token"]

NEGATIONS = frozenset(
    """
    ain't aint aren't arent can't cannot cant couldn't couldnt daren't darent despite didn't didnt doesn't
    doesnt don't dont hadn't hadnt hasn't hasnt haven't havent isn't isnt mightn't mightnt mustn't mustnt
    needn't neednt neither never none nope nor not nothing nowhere oughtn't oughtnt rarely seldom shan't shant
    shouldn't shouldnt uh-uh uhuh wasn't wasnt weren't werent without won't wont wouldn't wouldnt
    """.split()
)
RAISING = frozenset(
    """
    absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely especially
    exceptionally extremely fabulously flippin flipping frickin fricking friggin frigging fucking fully greatly
    hella highly hugely incredibly intensely majorly more most particularly purely quite really remarkably so
    substantially thoroughly totally tremendously uber unbelievably unusually utterly very
    """.split()
)
LOWERING = frozenset(
    """
    almost barely hardly kind-of kinda kindof less little marginally occasionally partly scarcely slightly
    somewhat sort-of sorta sortof
    """.split()
)
BOOST = 0.293
BOOSTERS: dict[str, float] = {**dict.fromkeys(RAISING, BOOST), **dict.fromkeys(LOWERING, -BOOST)}
HEDGES: tuple[tuple[str, ...], ...] = (("just", "enough"), ("kind", "of"), ("sort", "of"))
IDIOMS: dict[tuple[str, ...], float] = {
    ("the", "shit"): 3.0,
    ("the", "bomb"): 3.0,
    ("bad", "ass"): 1.5,
    ("yeah", "right"): -2.0,
    ("cut", "the", "mustard"): 2.0,
    ("kiss", "of", "death"): -1.5,
    ("hand", "to", "mouth"): -2.0,
}
# The words of idioms and hedges, numbered from 1; 0 is any other word.
PARTS: dict[str, int] = {
    part: number for number, part in enumerate(sorted({p for phrase in (*IDIOMS, *HEDGES) for p in phrase}), start=1)
}
RULE_WORDS = frozenset(
    [*NEGATIONS, *BOOSTERS, *PARTS, "so", "this", "never", "least", "at", "very", "but", "kind", "of"]
)
STRIPPED = frozenset([*".!?,;:-'\"", "!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?"])
MARK = re.compile(f"[{re.escape(string.punctuation)}]")


def strip_token(token: str) -> str:
    """Return the token without the punctuation before or after it; "" if it has one character only.

    Punctuation on both sides stays, as do emoticons and contractions: so does NLTK.

    Examples
    --------
    >>> [strip_token(t) for t in ("treaty,", "(treaty)", "isn't", ":-)", "?!?why", "a")]
    ['treaty', '(treaty)', "isn't", ':-)', 'why', '']
    """
    return strip_marks(token, token.strip(string.punctuation)) if len(token) > 1 else ""


def strip_marks(token: str, bare: str) -> str:
    """Return one of the two, the token as it is or bare of punctuation, whichever NLTK takes."""
    if len(bare) < 2 or bare == token or not (bare.isalnum() or MARK.search(bare) is None):
        return token
    before, _, after = token.partition(bare)
    return token if (before and after) or (before or after) not in STRIPPED else bare

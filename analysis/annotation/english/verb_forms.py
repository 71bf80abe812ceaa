"""How a verb form is used where it stands: finite, passive, participle, infinitive, or not as a verb at all."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import BASE, ING, PARTICIPLE, PAST, THIRD
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.tokens import Tokens

__all__ = ["before_adverbs", "is_possessive", "read_verb"]

OBJECTS = frozenset("him them us me".split())


def before_adverbs(tokens: Tokens, i: int, lo: int) -> int:
    """Return the index of the token before i, past adverbs (lo - 1 if there is none)."""
    i -= 1
    while i >= lo and (
        (tokens.low[i] in classes.ADVERBS and tokens.low[i] not in classes.INDEFINITES) or tokens.low[i].endswith("ly")
    ):
        i -= 1
    return i


def is_possessive(low: str) -> bool:
    """Tell whether the word is a possessive."""
    return low.endswith(("'s", "’s", "‘s", "s'", "s’")) and low not in classes.FUSED


def read_verb(tokens: Tokens, i: int, lo: int, hi: int, form: int, also_noun: bool) -> str:
    """Return how the verb form at token i is used: finite, passive, participle, infinitive, or "" (no verb)."""
    p = before_adverbs(tokens, i, lo)
    prev = tokens.low[p] if p >= lo else ""
    adjectival = (prev in classes.DETERMINERS and prev not in classes.INDEFINITES) or is_possessive(prev)
    if form & ING:
        return "" if adjectival else "finite" if prev in classes.BE else "participle"
    if form & (PAST | PARTICIPLE) and not (form & BASE and prev in ("to", *classes.MODALS)):
        return _read_past(tokens, i, hi, prev, adjectival)
    if form & THIRD:
        after = tokens.low[i + 1] if i + 1 < hi else "."
        fronted = i - p == 1 and p - 1 > lo and tokens.low[p - 1] in classes.STOPS
        if also_noun and after in OBJECTS:
            return "" if adjectival else "finite"  # `..., wishes him well`: a noun has no object
        if also_noun and (not _singular_subject(tokens, p, lo) or (after in classes.NOT_OBJECT and not fronted)):
            return ""
        return "" if adjectival or prev in classes.PREPOSITIONS or prev[:1].isdigit() else "finite"
    return _read_base(tokens, p, lo, prev, also_noun)


def _read_past(tokens: Tokens, i: int, hi: int, prev: str, adjectival: bool) -> str:
    """Return how a past form is used."""
    if adjectival or prev[:1].isdigit() or (prev in classes.PREPOSITIONS and prev not in ("as", "than")):
        return ""
    if prev in classes.PASSIVE:
        return "passive"
    if i + 2 < hi and tokens.low[i + 1] == "by" and prev not in classes.HAVE and not tokens.low[i + 2].endswith("ing"):
        return "passive"
    return "finite"


def _read_base(tokens: Tokens, p: int, lo: int, prev: str, also_noun: bool) -> str:
    """Return how a base form is used."""
    if prev == "to":
        return "infinitive"
    if prev in classes.MODALS or prev in classes.DO or prev in classes.CONTRACTED:
        return "finite"
    if prev in classes.PLURALS or (prev in classes.COUNTED and not also_noun):  # all five say
        return "finite"
    if prev in classes.FUSED and prev.endswith(("ll", "d")):
        return "finite"
    if not prev:
        return "" if also_noun else "imperative"
    if prev in classes.COORDINATORS or prev == ",":
        open_list = any(
            w == "to" or w in classes.MODALS or w in classes.PLURALS for w in tokens.low[max(lo, p - 15) : p]
        )
        return "finite" if open_list and not also_noun else ""
    if prev in classes.SUBJECTS or prev in classes.DETERMINERS or prev in classes.PREPOSITIONS or not prev[0].isalpha():
        return ""
    if prev.endswith("s") and not is_possessive(prev) and not prev.endswith("ss"):
        return "finite"
    if not also_noun and tokens.word[p][0].islower() and prev not in classes.OUTSIDE:
        return "finite"
    return "finite" if _joined_names(tokens, p, lo) or (not also_noun and _plural_subject(tokens, p, lo)) else ""


def _joined_names(tokens: Tokens, p: int, lo: int) -> bool:
    """Return whether two names that are joined end at token p: `Roe and Doe` (say)."""
    return tokens.word[p][0].isupper() and any(tokens.low[k] == "and" for k in range(max(lo, p - 4), p))


def _plural_subject(tokens: Tokens, p: int, lo: int) -> bool:
    """Return whether a plural before a preposition heads the phrase that ends at token p: `Farmers in Roe` (say)."""
    low = tokens.low
    for k in range(p - 1, max(lo, p - 5), -1):
        if low[k] in ("in", "of", "from", "at", "near", "on"):
            head = low[k - 1]
            return head.endswith("s") and not head.endswith("ss") and not is_possessive(head) and head[0].isalpha()
        if not low[k][0].isalnum() or low[k] in classes.AUXILIARIES:
            return False
    return False


def _singular_subject(tokens: Tokens, p: int, lo: int) -> bool:
    """Tell whether a singular subject ends at token p, so that a word in -s behind it is a verb."""
    if p < lo:
        return False
    low, word = tokens.low[p], tokens.word[p]
    if low in classes.SUBJECTS or low in classes.RELATIVES or word[0].isupper() or low in load_words("title"):
        return True
    if not word[0].isalpha() or low.endswith("s"):
        return False
    for k in range(p - 1, max(lo, p - 5) - 1, -1):
        if tokens.low[k] in ("the", "a", "an") or tokens.low[k] in classes.POSSESSIVES or is_possessive(tokens.low[k]):
            return True
        if tokens.low[k] in classes.OUTSIDE or not tokens.low[k][0].isalnum():
            return False
    return False

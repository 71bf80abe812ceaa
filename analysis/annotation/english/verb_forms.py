"""How a verb form is used where it stands: finite, passive, participle, infinitive, or not as a verb at all."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import BASE, ING, PARTICIPLE, PAST, THIRD
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.tokens import Tokens

__all__ = ["before_adverbs", "is_possessive", "read_verb"]

OBJECTS = frozenset("him them us me".split())
ADJECTIVAL = classes.DETERMINERS - classes.INDEFINITES  # behind them a participle is an adjective: `the stated aim`
BEFORE_BASE = classes.MODALS | {"to"}
# Behind them a base form is finite: `would say`, `they say`, `they’ll say`.
BEFORE_FINITE = (
    classes.MODALS | classes.DO | classes.CONTRACTED | classes.PLURALS
    | {fused for fused in classes.FUSED if fused.endswith(("ll", "d"))}
)  # fmt: skip
NO_SUBJECT = classes.SUBJECTS | classes.DETERMINERS | classes.PREPOSITIONS  # of a base form; `they` stands above
SINGULAR = classes.SUBJECTS | classes.RELATIVES


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
    adjectival = prev in ADJECTIVAL or is_possessive(prev)
    if form & ING:
        return "" if adjectival else "finite" if prev in classes.BE else "participle"
    if form & (PAST | PARTICIPLE) and not (form & BASE and prev in BEFORE_BASE):
        return _read_past(tokens, i, hi, prev, adjectival)
    if form & THIRD:
        return "" if adjectival or not _is_third(tokens, i, p, lo, hi, prev, also_noun) else "finite"
    return _read_base(tokens, p, lo, prev, also_noun)


def _is_third(tokens: Tokens, i: int, p: int, lo: int, hi: int, prev: str, also_noun: bool) -> bool:
    """Tell whether a word in -s is the verb of a singular subject: `Holt | claims`, no `the council of | claims`."""
    after = tokens.low[i + 1] if i + 1 < hi else "."
    if also_noun and after in OBJECTS:
        return True  # `..., wishes him well`: a noun has no object
    if also_noun and not _singular_subject(tokens, p, lo):
        return False
    if also_noun and after in classes.NOT_OBJECT and not _is_fronted(tokens, i, p, lo):
        return False
    return prev not in classes.PREPOSITIONS and not prev[:1].isdigit()


def _is_fronted(tokens: Tokens, i: int, p: int, lo: int) -> bool:
    """Tell whether a subject of one word stands between a comma and the verb: `It rains, | Holt | claims`."""
    return i - p == 1 and p - 1 > lo and tokens.low[p - 1] in classes.STOPS


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
    if not prev:
        return "" if also_noun else "imperative"
    if prev in BEFORE_FINITE or (prev in classes.COUNTED and not also_noun):  # all five say
        return "finite"
    if prev in classes.COORDINATORS or prev == ",":
        return "finite" if not also_noun and _goes_on_list(tokens, p, lo) else ""
    if prev in NO_SUBJECT or not prev[0].isalpha():
        return ""
    return "finite" if _is_plural(prev) or _joined_names(tokens, p, lo) or _may_say(tokens, p, lo, also_noun) else ""


def _may_say(tokens: Tokens, p: int, lo: int, also_noun: bool) -> bool:
    """Tell whether a base form that is no noun has a plural subject at token p: `police`, `miners in Norrund`."""
    return not also_noun and (_is_people(tokens, p) or _plural_subject(tokens, p, lo))


def _goes_on_list(tokens: Tokens, p: int, lo: int) -> bool:
    """Tell whether a base form behind the `and` at token p goes on others: `Roe will come | and | say`."""
    return any(w == "to" or w in classes.MODALS or w in classes.PLURALS for w in tokens.low[max(lo, p - 15) : p])


def _is_plural(low: str) -> bool:
    """Tell whether a word ends as a plural does: `miners`; neither `mass` nor `miner's`."""
    return low.endswith("s") and not low.endswith("ss") and not is_possessive(low)


def _is_people(tokens: Tokens, p: int) -> bool:
    """Tell whether a common noun that is a plural by its sense may stand at token p: `police` (say)."""
    return tokens.word[p][0].islower() and tokens.low[p] not in classes.OUTSIDE


def _joined_names(tokens: Tokens, p: int, lo: int) -> bool:
    """Return whether two names that are joined end at token p: `Roe and Doe` (say)."""
    return tokens.word[p][0].isupper() and any(tokens.low[k] == "and" for k in range(max(lo, p - 4), p))


def _plural_subject(tokens: Tokens, p: int, lo: int) -> bool:
    """Return whether a plural before a preposition heads the phrase that ends at token p: `Farmers in Roe` (say)."""
    low = tokens.low
    for k in range(p - 1, max(lo, p - 5), -1):
        if low[k] in ("in", "of", "from", "at", "near", "on"):
            return _is_plural(low[k - 1]) and low[k - 1][0].isalpha()
        if not low[k][0].isalnum() or low[k] in classes.AUXILIARIES:
            return False
    return False


def _singular_subject(tokens: Tokens, p: int, lo: int) -> bool:
    """Tell whether a singular subject ends at token p, so that a word in -s behind it is a verb."""
    if p < lo:
        return False
    low, word = tokens.low[p], tokens.word[p]
    if low in SINGULAR or word[0].isupper() or low in load_words("title"):
        return True
    return word[0].isalpha() and not low.endswith("s") and _is_determined(tokens, p, lo)


def _is_determined(tokens: Tokens, p: int, lo: int) -> bool:
    """Tell whether an article or a possessive leads to the noun at token p: `the old mill`, `Holt's mill`."""
    for k in range(p - 1, max(lo, p - 5) - 1, -1):
        if tokens.low[k] in ("the", "a", "an") or tokens.low[k] in classes.POSSESSIVES or is_possessive(tokens.low[k]):
            return True
        if tokens.low[k] in classes.OUTSIDE or not tokens.low[k][0].isalnum():
            return False
    return False

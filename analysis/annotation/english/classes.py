"""The closed classes of English words that the finder leans on."""

__all__ = [
    "ADVERBS",
    "ARTICLES",
    "AUXILIARIES",
    "BE",
    "CONTRACTED",
    "COORDINATORS",
    "COUNTED",
    "DASHES",
    "DAYS",
    "DETERMINERS",
    "DO",
    "FUSED",
    "GENERATIONS",
    "HAVE",
    "INDEFINITES",
    "LEADING",
    "MODALS",
    "NOT_OBJECT",
    "OPENERS",
    "OUTSIDE",
    "PARTICLES",
    "PASSIVE",
    "PASTS",
    "PLURALS",
    "POSSESSIVES",
    "PREPOSITIONS",
    "QUALIFYING",
    "RELATIVES",
    "STOPS",
    "SUBJECTLIKE",
    "SUBJECTS",
    "SUBORDINATORS",
    "TIMES",
    "listed",
]


def listed(words: str) -> frozenset[str]:
    """Return the words of a string as a set."""
    return frozenset(words.split())


SUBJECTS = listed("i you he she it we they who")
POSSESSIVES = listed("my your his her its our their whose")
DETERMINERS = (
    listed(
        "the a an this that these those some any no every each both many most several few all another one two three "
        "four five six seven eight nine ten other such more"
    )
    | POSSESSIVES
)
BE = listed("is are was were be been being am 's ’s")
HAVE = listed("has have had having")
DO = listed("do does did")
MODALS = listed(
    "will would can could may might shall should must cannot can't won't wouldn't couldn't shouldn't can’t won’t "
    "wouldn’t couldn’t shouldn’t 'll ’ll ought"
)
CONTRACTED = listed(
    "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't isn’t aren’t wasn’t weren’t hasn’t "
    "haven’t hadn’t doesn’t don’t didn’t"
)
PASSIVE = BE | listed("isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t get gets got")
AUXILIARIES = BE | HAVE | DO | MODALS | CONTRACTED
# Pronouns run together with an auxiliary.
FUSED = frozenset(
    f"{p}{mark}{a}" for p in SUBJECTS | {"there", "that"} for mark in "'’‘" for a in "s re ve d ll m".split()
)
SUBJECTLIKE = SUBJECTS | FUSED
ADVERBS = listed(
    "well not also then later again never ever just even only still once twice first previously recently earlier "
    "today yesterday tonight now already soon often always sometimes further too simply merely once long since "
    "publicly himself herself themselves itself back so far yet both all rather quite very much better best "
    "instead perhaps maybe afterwards afterward thus therefore almost nearly seldom rarely finally initially "
    "originally repeatedly ago out there here reportedly allegedly apparently n't"
)
PREPOSITIONS = listed(
    "of in on at by for with from to about against between among through during before after over under into onto "
    "within without across behind beyond near since until upon toward towards around inside outside despite per "
    "via amid like as than off above below throughout regarding concerning"
)
COORDINATORS = listed("and but or nor yet & plus")
SUBORDINATORS = listed(
    "that because although though while when whenever if unless whether where whereas as since after before until "
    "what how why which whom than so once lest"
)
OPENERS = listed("that whether if how why what who whom where when which to")
RELATIVES = listed("who which that whose whom")
DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept oct nov dec "
    "today yesterday tomorrow"
)
INDEFINITES = listed(
    "he she they it we i you one who nobody everyone everybody someone somebody anyone anybody others some many "
    "most few several both all none neither either"
)
DASHES = frozenset("—–―-") | {"--"}
STOPS = frozenset(",;:()[]…!?") | DASHES
COUNTED = listed("more other one two three four five six seven eight nine ten")
ARTICLES = listed("the a an this that these those any")
LEADING = (
    COORDINATORS | DAYS | ADVERBS | listed("however moreover meanwhile instead still indeed also then later next this")
) - listed("all both much himself herself themselves itself there")
OUTSIDE = PREPOSITIONS | COORDINATORS | SUBORDINATORS | AUXILIARIES | SUBJECTLIKE | {"to", "not", "there"}
PASTS = listed(
    "went came took made got gave kept left met lost won ran led stood sat fell rose grew drew threw flew brought "
    "bought caught taught fought built sent spent held paid became let tried used worked moved turned started "
    "stopped began refused managed helped failed continued returned wore broke drove ate cut put"
)
GENERATIONS = listed("jr sr")  # after a name
# Small words inside a name: Jane van der Roe, Doe bin Roe.
PARTICLES = listed("von van de der den ter di da do dos das du del della al el la le ibn bin binti abu")
# A stretch between commas that begins so qualifies the name before it.
QUALIFYING = (
    DETERMINERS | RELATIVES | PREPOSITIONS | {"formerly", "now", "then", "once", "jr", "sr", "ph.d", "m.d"}
) - INDEFINITES
PLURALS = listed("i you we they who people many most some few several others both all")
NOT_OBJECT = listed(". , ; of by from in with about : ) who which") | STOPS
TIMES = listed(
    "hours days weeks months years day week month year night morning evening afternoon later earlier ago time moments"
)

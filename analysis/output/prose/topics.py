"""The answer at the head of 04_topics."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.measures.topics.topic_choice import recommend_n_topics
from analysis.output.prose.numbers import join_words, plural

__all__ = ["say_sample", "say_topics"]

MOST = 4  # topics named in a sentence


def say_sample(n_fitted: int, n_articles: int) -> str:
    """Say that topics were fitted on some of the articles only; "" where on all."""
    if n_fitted == n_articles:
        return ""
    return (
        f"Topics are fitted, and tried, on {n_fitted:,} of {n_articles:,} articles, drawn at random, and then looked "
        "for in all. "
    )


def say_topics(claims: pd.DataFrame, choice: pd.DataFrame, study: Study | None = None) -> str:
    """Answer 04_topics: what the articles are about, which of it survives, and what they are too few for.

    Parameters
    ----------
    claims : DataFrame
        As topic_claims.refit_claims returns it.
    choice : DataFrame
        As topic_choice.choose_n_topics returns it.
    study : Study, optional
        Gives the events their labels.
    """
    labels = {event.id: event.label for event in study.events.values()} if study else {}
    there, owned = claims[claims["by"] == ""], claims[claims["by"] != ""]
    kept, firm = there[there["survives"]], owned[owned["survives"]]
    about = join_words([f"{_list_terms(str(row.terms))} ({row.share:.0%})" for row in kept.itertuples()], MOST)
    n_articles, tried = int(choice["n_articles"].iloc[0]), int(claims["tried_left_out"].max())
    # one article of many left out shows nothing
    apart = f" and with any one of the {plural(n_articles, 'article')} left out" if tried == n_articles else ""
    link = "," if apart else " and"
    found = (
        f"{len(kept)} of the {len(there)} topics come back with every seed{link} every other number of topics "
        f"tried{apart}: {about}. "
    )
    whose = [
        f"{_list_terms(str(row.terms))} in {labels.get(str(row.group), str(row.group))} "
        f"({row.share:.0%}, in the next {row.runner_up:.0%})"
        for row in firm.itertuples()
    ]
    return (
        f"{found}Of {len(owned)} statements that a topic is most at home in one outlet or event, {len(firm)} survive"
        f"{': ' + join_words(whose, MOST) if whose else ''}. {recommend_n_topics(choice)}"
    )


def _list_terms(terms: str, n: int = 3) -> str:
    """Return the first n of the terms, in quotation marks."""
    return f"“{', '.join(terms.split(', ')[:n])}”"

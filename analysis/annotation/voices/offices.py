"""Who held office when: segments of somebody whom a voice lists before his term began or after it ended."""

import pandas as pd

from analysis.annotation.english.spelling import spell
from analysis.corpus import tables
from analysis.corpus.study import Study

__all__ = ["apply_terms", "find_out_of_office"]

KNOWN = "%Y-%m-%d"


def find_out_of_office(segments: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.Series:
    """Return, for each segment, the office-holder (his name in the study) who speaks out of his term, else "".

    Parameters
    ----------
    segments : DataFrame
        With doc_id, voice and source.
    articles : DataFrame
        With doc_id, published and event: an article without a date stands at its event's day, one without either is
        taken as within every term.
    study : Study
        Its voices' offices.

    Returns
    -------
    Series of str, in the order of the segments
    """
    tables.check_table(segments, "segments", ["doc_id", "voice", "source"])
    tables.check_table(articles, "articles", ["doc_id", "published", "event"])
    events = {event.id: event.date for event in study.events.values()}
    days = articles["published"].where(articles["published"] != "", articles["event"].map(events).fillna(""))
    day = segments["doc_id"].map(dict(zip(articles["doc_id"], days, strict=True))).fillna("")
    found = pd.Series("", index=segments.index, dtype=object)
    last = segments["source"].map(lambda source: (spell(str(source)) or ("",))[-1].lower())
    for voice in study.voices.values():
        for office in voice.offices:
            early = (day < office.since) if office.since else pd.Series(False, index=segments.index)
            late = (day >= office.until) if office.until else pd.Series(False, index=segments.index)
            his = (segments["voice"] == voice.id) & (last == spell(office.name)[-1].lower())
            found = found.mask(his & (day != "") & (early | late), office.name)
    return found


def apply_terms(segments: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the segments, those of somebody out of office given to the voice that the study names for that."""
    otherwise = {o.name: o.otherwise for voice in study.voices.values() for o in voice.offices if o.otherwise}
    if not otherwise:
        return segments
    new = find_out_of_office(segments, articles, study).map(otherwise)
    return segments.assign(voice=segments["voice"].mask(new.notna(), new))

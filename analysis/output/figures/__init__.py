"""Tables in, figures out: one draw_*() a figure, one caption_*() for its finding, save_figure() for all."""

from analysis.output.figures.corpus.time_line import caption_time_line, draw_time_line
from analysis.output.figures.events.tellings import caption_tellings, draw_tellings
from analysis.output.figures.issues.agenda import caption_agenda, caption_sides, draw_agenda, draw_sides
from analysis.output.figures.issues.prevalence import caption_prevalence, draw_prevalence
from analysis.output.figures.keyness.keyness import caption_keyness, draw_keyness
from analysis.output.figures.reuse.shared_words import caption_reuse, draw_reuse
from analysis.output.figures.saving import save_answer, save_figure
from analysis.output.figures.style import MILLIMETRE, new_figure, outlet_looks, voice_looks
from analysis.output.figures.terms.frequency import caption_frequency, draw_frequency
from analysis.output.figures.tone.months import caption_months, draw_months, take_drawable
from analysis.output.figures.tone.tone import caption_issue_tone, caption_tone, draw_issue_tone, draw_tone
from analysis.output.figures.tone.word_shift import caption_word_shift, draw_word_shift
from analysis.output.figures.validity.agreement import (
    caption_agreement,
    caption_confusion,
    caption_coverage,
    draw_agreement,
    draw_confusion,
    draw_coverage,
)
from analysis.output.figures.validity.leave_out import caption_leave_out, draw_leave_out, take_points
from analysis.output.figures.validity.multiverse import caption_multiverse, draw_multiverse
from analysis.output.figures.voices.reporting_verbs import caption_reporting_verbs, draw_reporting_verbs
from analysis.output.figures.voices.voice_shares import caption_voice_shares, draw_voice_shares

__all__ = [
    "MILLIMETRE",
    "caption_agenda",
    "caption_agreement",
    "caption_confusion",
    "caption_coverage",
    "caption_frequency",
    "caption_issue_tone",
    "caption_keyness",
    "caption_leave_out",
    "caption_months",
    "caption_multiverse",
    "caption_prevalence",
    "caption_reporting_verbs",
    "caption_reuse",
    "caption_sides",
    "caption_tellings",
    "caption_time_line",
    "caption_tone",
    "caption_voice_shares",
    "caption_word_shift",
    "draw_agenda",
    "draw_agreement",
    "draw_confusion",
    "draw_coverage",
    "draw_frequency",
    "draw_issue_tone",
    "draw_keyness",
    "draw_leave_out",
    "draw_months",
    "draw_multiverse",
    "draw_prevalence",
    "draw_reporting_verbs",
    "draw_reuse",
    "draw_sides",
    "draw_tellings",
    "draw_time_line",
    "draw_tone",
    "draw_voice_shares",
    "draw_word_shift",
    "new_figure",
    "outlet_looks",
    "save_answer",
    "save_figure",
    "take_drawable",
    "take_points",
    "voice_looks",
]

"""Tables in, figures out: one draw_*() a figure, save_figure() for all of them."""

from analysis.output.figures.corpus import caption_time_line, draw_time_line
from analysis.output.figures.saving import open_gallery, save_answer, save_figure
from analysis.output.figures.style import MILLIMETRE, new_figure, outlet_looks, voice_looks
from analysis.output.figures.voices import caption_voice_shares, draw_voice_shares

__all__ = [
    "MILLIMETRE",
    "caption_time_line",
    "caption_voice_shares",
    "draw_time_line",
    "draw_voice_shares",
    "new_figure",
    "open_gallery",
    "outlet_looks",
    "save_answer",
    "save_figure",
    "voice_looks",
]

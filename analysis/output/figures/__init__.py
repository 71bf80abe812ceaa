"""Tables in, figures out: one draw_*() a figure, save_figure() for all of them."""

from analysis.output.figures.saving import open_gallery, save_answer, save_figure
from analysis.output.figures.style import MILLIMETRE, new_figure, outlet_looks, voice_looks

__all__ = ["MILLIMETRE", "new_figure", "open_gallery", "outlet_looks", "save_answer", "save_figure", "voice_looks"]

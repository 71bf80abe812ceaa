"""Who speaks: sentences in, segments out.

attribute() finds attributions in plain text; attribute_voices() makes the table segments of them.
"""

from analysis.annotation.voices.attribution import attribute, name_sources
from analysis.annotation.voices.segments import attribute_voices

__all__ = ["attribute", "attribute_voices", "name_sources"]

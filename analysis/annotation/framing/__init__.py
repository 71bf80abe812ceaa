"""The conflict-cooperation score of a sentence."""

"""How much of an article stands elsewhere too."""

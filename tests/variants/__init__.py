"""Studies of every shape: each builds its report; what cannot be said is a sentence where the figure would stand."""

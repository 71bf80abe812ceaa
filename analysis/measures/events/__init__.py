"""One event as two sides tell it: what both tell, what only one, and what they tell apart."""

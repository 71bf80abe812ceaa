"""One event told by two sides: which texts are pairs, and which of their claims tell the same matter."""

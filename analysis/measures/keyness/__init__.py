"""Which terms set two sides apart."""

"""Figures of the terms that set two sides apart."""

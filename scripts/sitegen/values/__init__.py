"""Figures, dates and the kinds of field."""

"""Figures, dates, and the kinds of field that records have."""

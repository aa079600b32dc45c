"""Prints in each language: texts, figures, dates, lists and punctuation."""

"""Computed from the records as of a day: states of announced dates, what was found, reviews, answers."""

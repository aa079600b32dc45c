"""Computed from the records as of a day: states of announced dates, disclosure, reviews, answers."""

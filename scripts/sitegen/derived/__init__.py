"""Computed from the records as of a day: states of promises, disclosure, reviews, answers."""

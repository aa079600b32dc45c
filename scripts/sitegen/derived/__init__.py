"""Computed from the records as of a day: states of promises, what was found, reviews, answers."""

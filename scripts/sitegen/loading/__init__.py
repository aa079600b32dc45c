"""Reads the data files, validates them and joins them into a library."""

"""Drawings and the layout of text in them."""

"""How everything is printed in each language: words, figures, dates, lists and the marks between them."""

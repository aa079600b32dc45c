"""Plan the pages: which there are, and what each shows."""

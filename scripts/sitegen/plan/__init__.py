"""Which pages there are, and what each shows."""

"""What changed and what is due, told to editors."""

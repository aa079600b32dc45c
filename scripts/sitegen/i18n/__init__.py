"""How values are printed in each language."""

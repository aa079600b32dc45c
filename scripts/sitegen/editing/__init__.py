"""How files of records are written: canonical form, drafts, schema."""

"""Writing data files: canonical form, drafts and JSON Schema."""

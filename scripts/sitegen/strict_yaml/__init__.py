"""A strict reader of YAML that keeps the place of each value; it does not depend on the records."""

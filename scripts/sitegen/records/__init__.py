"""The model of what editors write in data/, and the library of all records."""

"""YAML read strictly, each value with its place; knows no record."""

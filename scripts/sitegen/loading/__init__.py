"""The files of records, read, validated and joined into a library."""

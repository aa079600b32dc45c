"""The commands: each module adds its options to a parser and runs to an exit code."""

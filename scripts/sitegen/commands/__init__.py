"""The commands: each module adds its options to a parser (`add_arguments`) and returns an exit code (`run`)."""

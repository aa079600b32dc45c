"""Problems, refusals, files and processes: nothing of what the site is about."""

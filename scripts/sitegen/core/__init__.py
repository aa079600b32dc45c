"""Problems, refusals, files, caches and processes; nothing here depends on what the site is about."""

"""The site engine, search, cards, verification, archive and local server."""

"""Build, verify, pack and serve the site: site engines, search, share cards, archive, local server."""

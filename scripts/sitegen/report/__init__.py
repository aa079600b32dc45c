"""Reports to editors: what changed, and what is due."""

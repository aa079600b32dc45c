"""Pages, feeds, calendar, linked data and drawings as text."""

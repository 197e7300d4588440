"""The whole document: reads it, runs every kind, joins and ranks the findings."""

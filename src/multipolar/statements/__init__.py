"""Said against known: one file per kind of statement, with its phrasings and its check."""

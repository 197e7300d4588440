"""What the page says: files, sentences, mentions and their context; knows actors, not the record."""

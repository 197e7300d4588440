"""The embedded record: facts gathered one by one, each with its source, so that everything works offline."""

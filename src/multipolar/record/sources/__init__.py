"""Published datasets the record can hold, one folder each: source.yml, read.py and a small fixture."""
